import Calls
import IAMPolicy
import Identifiers
import Wire

/// `eks/permissions-policy`: door 1, what the role may do.
enum PermissionsPolicyResource: WantedResource {
    static let address = ResourceAddress.permissionsPolicy
    static let word = "permissions policy"
    static let side = Side.eks

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        let arn = design.permissionsPolicyARN
        // What else the role may do: where that is enough, nothing is needed here.
        var calls = [Read.managedPolicy(arn).call] + RolePolicies.reads(design.roleName, observations)
        guard let policy = observations[.managedPolicy(arn)]?.value else { return calls }
        calls.append(Read.policyVersion(arn, policy.defaultVersion).call)
        // Another version needs room, which only matters where another is wanted.
        if let live = observations.policy(arn)?.value, !comparison(design, live).isEqual {
            calls.append(Read.policyVersions(arn).call)
        }
        return calls
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.permissionsPolicyName.text
        let wanted = design.permissionsPolicyDocument
        let observed = observations.policy(design.permissionsPolicyARN)
        var row: PlannedResource
        switch observed {
        case .absent where isNotNeeded(design, observations):
            row = self.row(
                design, name: name, .adopt, gain: "not needed",
                reason: "The role may send already: \(granting(design, observations)).")
        case .absent:
            row = self.row(
                design, name: name, .create, gain: "door 1: may send",
                reason: "Lets the role send as \(design.sender.text), and nothing else.\(untold(design, observations))")
            row.steps = [
                Step(
                    Call(
                        .createPolicy, side,
                        [
                            "PolicyName": .string(name), "PolicyDocument": wanted,
                            "Tags": Tag.value(Ownership.tags(design)),
                        ]), on: design.permissionsPolicyARN.text, file: .permissionsPolicy,
                    undo: [Call(.deletePolicy, side, ["PolicyArn": .string(design.permissionsPolicyARN.text)])])
            ]
        case .value(let policy):
            let comparison = comparison(design, policy)
            row = compared(design, policy, comparison, observations, options)
            row.currentDocument = comparison.current
        case .denied, .unreachable, .doubtful, nil:
            row = unknown(design, name: name, observed)
        }
        row.wantedDocument = wanted.serialized(.pretty)
        row.documentName = .permissionsPolicy
        return row
    }

    private static func compared(
        _ design: DelegateSending, _ policy: PolicyState, _ comparison: DocumentComparison,
        _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.permissionsPolicyName.text
        if Ownership.isOwn(policy.tags, design) {
            guard !comparison.isEqual else {
                return row(
                    design, name: name, .unchanged, gain: "already right",
                    reason: "The role may send as \(design.sender.text).")
            }
            var row = row(
                design, name: name, .change, gain: "door 1 changes",
                reason: "The policy says something else. \(comparison.sentences.joined(separator: " "))")
            row.differences = comparison.differences
            row.warn(
                of: withoutReceivers(comparison.lost, design).map { access in
                    "The role may no longer \(access.actions.listed) on \(access.resource ?? "*")\(access.clause)."
                })
            if row.takesAccess {
                row.proposals =
                    kept(comparison.lost) + [
                        AnswerProposal(
                            field: .permissionsPolicy, value: nil,
                            sentence: "Give this sender a permissions policy of its own, so that the role may do both")
                    ]
            }
            write(design.permissionsPolicyDocument, &row, design, observations)
            return row
        }
        return foreign(design, policy, comparison, observations, options)
    }

    /// The answers that keep what somebody added by hand: a configuration set, more sending actions.
    private static func kept(_ lost: [LostAccess]) -> [AnswerProposal] {
        var proposals: [AnswerProposal] = []
        let sets = lost.compactMap { $0.resource?.split(separator: ":configuration-set/").dropFirst().first }
        if let set = sets.first(where: { !$0.contains("*") }) {
            proposals.append(
                AnswerProposal(
                    field: .configurationSet, value: String(set),
                    sentence: "Keep the configuration set by naming it in the answers"))
        }
        let actions = SendingAction.more.filter { action in
            lost.contains { $0.actions.contains { $0.lowercased() == action.lowercased() } }
        }
        if !actions.isEmpty {
            proposals.append(
                AnswerProposal(
                    field: .sendingActions, value: "[\(actions.joined(separator: ", "))]",
                    sentence: "Keep the sending actions by naming them in the answers"))
        }
        return proposals
    }

    /// What is lost without the rights on receivers, which a policy of the sandbox lists in both accounts: nobody sends as
    /// they are, so that nobody misses them.
    private static func withoutReceivers(_ lost: [LostAccess], _ design: DelegateSending) -> [LostAccess] {
        func name(_ resource: String?, in account: AccountID) -> String? {
            let start =
                "arn:\(design.partition.id):ses:\(design.sesRegion.text):\(account.text):identity/"
            guard let resource, resource.hasPrefix(start) else { return nil }
            return String(resource.dropFirst(start.count))
        }
        guard design.eksAccount != design.sesAccount else { return lost }
        let receivers = Set(lost.compactMap { name($0.resource, in: design.eksAccount) })
        return lost.filter { access in
            let own = name(access.resource, in: design.eksAccount) ?? name(access.resource, in: design.sesAccount)
            return own.map { !receivers.contains($0) } ?? true
        }
    }

    /// A policy of others that has the wanted name.
    private static func foreign(
        _ design: DelegateSending, _ policy: PolicyState, _ comparison: DocumentComparison,
        _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.permissionsPolicyName.text
        let maker = Ownership.maker(policy.tags)
        let document = try? PolicyDocument.read(policy.document, kind: .identity)
        if comparison.isEqual || document.map(design.grantsAll) == true {
            return row(
                design, name: name, .adopt, gain: "already right",
                reason: "The policy allows what is wanted; \(maker) made it.")
        }
        let addition = ForeignDocument(
            live: policy.document, adding: design.permissionsPolicyDocument, kind: .identity, tags: policy.tags)
        guard case .extended(let extended) = addition else {
            var row = row(
                design, name: name, .conflict, gain: "made by \(maker)",
                reason: "\(maker.capitalizedFirst) made a policy of this name that does not let the role send.")
            if case .closed(let reason) = addition { row.reason += " \(reason)" }
            row.differences = comparison.differences
            row.proposals = [.ownName(.permissionsPolicy, of: "policy")]
            return row
        }
        let writes = options.takeOver.contains(address)
        var row = row(
            design, name: name, writes ? .change : .conflict,
            gain: writes ? "gains the right to send" : "made by \(maker)",
            reason: writes
                ? "The policy of \(maker) gains what is missing; nothing in it is taken out."
                : "\(maker.capitalizedFirst) made a policy of this name that does not let the role send.")
        row.differences = DocumentComparison(live: policy.document, wanted: extended, kind: .identity).differences
        row.isTakenOver = writes
        row.canTakeOver = true
        if writes {
            write(extended, &row, design, observations)
        } else {
            row.proposals = [.ownName(.permissionsPolicy, of: "policy")]
        }
        return row
    }

    /// Makes a document the policy's default version; the oldest version makes room where there is none.
    private static func write(
        _ document: JSONValue, _ row: inout PlannedResource, _ design: DelegateSending, _ observations: Observations
    ) {
        let oldest = observations[.policyVersions(design.permissionsPolicyARN)]?.value?.oldestInTheWay
        if let oldest {
            let room = "IAM keeps \(PolicyVersions.limit) versions; \(oldest), the oldest, makes room."
            row.reason = "\(row.reason.withoutFullStop). \(room)"
        }
        row.steps = steps(design, document, pruning: oldest)
    }

    /// Whether other policies of the role already let it do all that is wanted, so that none of this setup's own is
    /// needed.
    static func isNotNeeded(_ design: DelegateSending, _ observations: Observations) -> Bool {
        guard let role = observations.role(design.roleName)?.value else { return false }
        let policies = RolePolicies(design.roleName, observations)
        return design.judgeFirstDoor(policies, role, without: design.permissionsPolicyARN).isYes
    }

    /// The policies that give the role its rights, as they follow "already: ".
    static func granting(_ design: DelegateSending, _ observations: Observations) -> String {
        let entries = RolePolicies(design.roleName, observations).entries
        let alone = entries.first { design.grantsAll($0.policy.document) }
        return alone.map { "\($0.words) allows it" } ?? "its policies together allow it"
    }

    /// That other policies of a role could not be read, as a sentence that follows another one.
    private static func untold(_ design: DelegateSending, _ observations: Observations) -> String {
        guard let role = observations.role(design.roleName)?.value, !Ownership.isOwn(role.tags, design),
            let reason = RolePolicies(design.roleName, observations).unread
        else { return "" }
        return " Whether another policy of the role lets it send cannot be told: \(reason.withoutFullStop)."
    }

    private static func comparison(_ design: DelegateSending, _ policy: PolicyState) -> DocumentComparison {
        DocumentComparison(live: policy.document, wanted: design.permissionsPolicyDocument, kind: .identity)
    }

    private static func steps(_ design: DelegateSending, _ document: JSONValue, pruning oldest: String?) -> [Step] {
        let arn = design.permissionsPolicyARN.text
        let room = oldest.map {
            Step(Call(.deletePolicyVersion, side, ["PolicyArn": .string(arn), "VersionId": .string($0)]), on: arn)
        }
        let version = Call(
            .createPolicyVersion, side,
            [
                "PolicyArn": .string(arn), "PolicyDocument": document, "SetAsDefault": true,
            ])
        let file: ArtifactName? = document == design.permissionsPolicyDocument ? .permissionsPolicy : nil
        return (room.map { [$0] } ?? []) + [Step(version, on: arn, file: file)]
    }
}

extension ResourceAddress {
    /// What the role may do: door 1.
    public static let permissionsPolicy = ResourceAddress("eks/permissions-policy")
}
