import Calls
import IAMPolicy
import Identifiers
import Wire

/// `eks/role`: what the pods borrow, and who may borrow it.
enum RoleResource: WantedResource {
    static let address = ResourceAddress.role
    static let word = "role"
    static let side = Side.eks

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.role(design.roleName).call]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.roleName.text
        let observed = observations.role(design.roleName)
        var row: PlannedResource
        switch observed {
        case .absent:
            row = self.row(
                design, name: name, .create, gain: "trusts this service account",
                reason: "Only \(design.namespace.text)/\(design.serviceAccount.text) of this cluster may use it.")
            row.steps = [created(design)]
        case .value(let role):
            row = isOwn(role, design) ? own(design, role) : foreign(design, role, options)
        case .denied, .unreachable, .doubtful, nil:
            row = unknown(design, name: name, observed)
        }
        row.wantedDocument = design.trustPolicyDocument.serialized(.pretty)
        row.documentName = .trustPolicy
        return row
    }

    /// Whether this setup made the role.
    ///
    /// A cluster of the same name elsewhere may have given its role the same name and
    /// so the same tags; whom the role trusts tells them apart.
    static func isOwn(_ role: RoleState, _ design: DelegateSending) -> Bool {
        Ownership.isOwn(role.tags, design) && !trustsOtherCluster(design, role)
    }

    /// A role of this setup: as wanted, or to be made so.
    private static func own(_ design: DelegateSending, _ role: RoleState) -> PlannedResource {
        let name = design.roleName.text
        let trust = DocumentComparison(live: role.trustPolicy, wanted: design.trustPolicyDocument, kind: .trust)
        let rest = Rest(design, role)
        var row: PlannedResource
        if trust.isEqual, rest.isEmpty {
            row = self.row(
                design, name: name, .unchanged, gain: "already right",
                reason: "The role trusts this service account only.")
        } else {
            let differences = trust.differences + rest.differences
            let sentences = (trust.sentences + rest.sentences).joined(separator: " ")
            row = self.row(
                design, name: name, rest.isElsewhere ? .conflict : .change,
                gain: rest.isElsewhere ? "stands under another path" : gain(differences.count),
                reason: "The role exists and differs. \(sentences)")
            row.differences = differences
            if rest.isElsewhere {
                row.proposals = rest.proposals
            } else {
                row.warn(of: losers(trust.lost))
                row.steps =
                    (trust.isEqual ? [] : [updated(design, design.trustPolicyDocument, from: role)]) + rest.steps
            }
        }
        row.currentDocument = trust.current
        return row
    }

    /// A role of others: what it does counts, not how it says it, and what they put there stays.
    private static func foreign(
        _ design: DelegateSending, _ role: RoleState, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.roleName.text
        let maker = Ownership.maker(role.tags)
        let trust = DocumentComparison(live: role.trustPolicy, wanted: design.trustPolicyDocument, kind: .trust)
        let rest = Rest(design, role)
        let judgement = design.podToken.judgeTrust(role)
        var row: PlannedResource
        switch judgement {
        case .yes where rest.isEmpty:
            row = self.row(
                design, name: name, .adopt, gain: "already right",
                reason: "The role lets \(design.serviceAccountWords) in; \(maker) made it.\(sharers(design, role))")
        case .depends(let on) where rest.isEmpty:
            row = self.row(
                design, name: name, .unknown, gain: "depends on the pod",
                reason:
                    "Whether the role lets \(design.serviceAccountWords) in depends on what only the pod's own request has: \(on.joined(separator: "; ")). \(maker.capitalizedFirst) made the role."
            )
        case .cannotTell(let reason):
            row = self.row(
                design, name: name, .unknown, gain: "cannot tell", reason: "Cannot tell: \(reason.withoutFullStop).")
        case .yes, .no, .depends:
            row = conflict(design, role, judgement, rest, options)
        }
        row.currentDocument = trust.current
        return row
    }

    private static func conflict(
        _ design: DelegateSending, _ role: RoleState, _ judgement: LinkVerdict, _ rest: Rest, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.roleName.text
        let maker = Ownership.maker(role.tags)
        let isClosed = judgement.isNo
        var what = isClosed ? "does not let \(design.serviceAccountWords) in" : "is not quite what is wanted"
        if isClosed, trustsOtherCluster(design, role) { what = "belongs to another cluster" }
        let addition = ForeignDocument(
            live: role.trustPolicy, adding: design.trustPolicyDocument, kind: .trust, tags: role.tags)
        var obstacle: String?
        var steps: [Step] = rest.steps
        var differences: [PlanDifference] = []
        if isClosed {
            switch addition {
            case .closed(let reason): obstacle = reason
            case .extended(let document):
                let comparison = DocumentComparison(live: role.trustPolicy, wanted: document, kind: .trust)
                differences = comparison.differences
                steps.insert(updated(design, document, from: role), at: 0)
            }
        } else if let stack = Ownership.stack(role.tags) {
            obstacle = "It belongs to \(stack), which would put it back: change it there."
        }
        if rest.isElsewhere { obstacle = obstacle ?? "Its path cannot be changed." }
        let writes = obstacle == nil && options.takeOver.contains(address)
        let undoing = Ownership.tool(role.tags).map { "\($0) may undo that. " } ?? ""
        let facts = ([obstacle].compactMap(\.self) + rest.sentences).joined(separator: " ")
        var row = self.row(
            design, name: name, writes ? .change : .conflict,
            gain: writes ? "gains this service account" : "made by \(maker)",
            reason: writes
                ? "The role of \(maker) gains what is missing\(rest.replaced == nil ? "; nothing in it is taken out" : ""). \(undoing)\(facts)"
                    .trimmingWhitespace
                : "A role of this name exists and \(what); \(maker) made it. \(facts)".trimmingWhitespace)
        row.differences = differences + rest.differences
        row.canTakeOver = obstacle == nil
        row.isTakenOver = writes
        if writes {
            row.steps = steps
            if let replaced = rest.replaced {
                row.warn(of: ["The role loses its permissions boundary \(replaced.text)."])
            }
        } else {
            row.proposals =
                rest.proposals + [.ownName(.role, of: "role")]
        }
        return row
    }

    /// What of a role is wanted beside its trust policy.
    private struct Rest {
        var differences: [PlanDifference] = []
        var sentences: [String] = []
        var steps: [Step] = []
        var proposals: [AnswerProposal] = []
        /// The boundary that gives way to another; nil where none does.
        var replaced: ARN?
        /// Whether it stands under another path, which nothing can change.
        let isElsewhere: Bool

        var isEmpty: Bool { differences.isEmpty }

        init(_ design: DelegateSending, _ role: RoleState) {
            let name = design.roleName.text
            if let boundary = design.boundary, role.boundary != boundary {
                differences.append(
                    PlanDifference(path: "PermissionsBoundary", from: role.boundary?.text, to: boundary.text))
                sentences.append("The permissions boundary becomes \(boundary.text).")
                replaced = role.boundary
                let input: JSONObject = ["RoleName": .string(name), "PermissionsBoundary": .string(boundary.text)]
                steps.append(Step(Call(.putRolePermissionsBoundary, side, input), on: design.roleARN.text))
            }
            isElsewhere = role.arn != design.roleARN
            if isElsewhere {
                differences.append(PlanDifference(path: "Arn", from: role.arn.text, to: design.roleARN.text))
                sentences.append("The role stands under another path, which nothing can change: \(role.arn.text).")
                let path =
                    "/" + role.arn.resource.split(separator: "/").dropFirst().dropLast().map { "\($0)/" }.joined()
                proposals.append(
                    AnswerProposal(field: .rolePath, value: path, sentence: "Say the path that the role stands under"))
            }
        }
    }

    /// Who else may use the role, as a sentence that follows another one; empty for nobody.
    private static func sharers(_ design: DelegateSending, _ role: RoleState) -> String {
        let others = others(design, role)
        return others.isEmpty ? "" : " So may \(others.listed)."
    }

    /// Who else may use the role, as people say it.
    static func others(_ design: DelegateSending, _ role: RoleState) -> [String] {
        guard let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust) else { return [] }
        return PolicyComparison.others(in: document, beside: design.subject, of: design.providerARN.text)
    }

    /// Whether the role trusts service accounts of clusters, and this one's are not among them.
    private static func trustsOtherCluster(_ design: DelegateSending, _ role: RoleState) -> Bool {
        guard let document = try? PolicyDocument.read(role.trustPolicy, kind: .trust) else { return false }
        let issuers = document.statements.flatMap { $0.principal?.principals ?? [] }.compactMap { principal in
            principal.text.split(separator: ":oidc-provider/").dropFirst().first.map(String.init)
        }
        return issuers.contains { $0.hasPrefix("oidc.eks.") } && !issuers.contains(design.issuer.text)
    }

    private static func updated(_ design: DelegateSending, _ document: JSONValue, from role: RoleState) -> Step {
        func update(_ document: JSONValue) -> Call {
            Call(
                .updateAssumeRolePolicy, side, ["RoleName": .string(design.roleName.text), "PolicyDocument": document])
        }
        return Step(
            update(document), on: design.roleARN.text,
            file: document == design.trustPolicyDocument ? .trustPolicy : nil,
            undo: (try? JSONValue.parse(role.trustPolicy)).map { [update($0)] } ?? [])
    }

    private static func created(_ design: DelegateSending) -> Step {
        var input: JSONObject = ["RoleName": .string(design.roleName.text)]
        if design.rolePath != .root { input["Path"] = .string(design.rolePath.text) }
        input["AssumeRolePolicyDocument"] = design.trustPolicyDocument
        if let boundary = design.boundary { input["PermissionsBoundary"] = .string(boundary.text) }
        input["Tags"] = Tag.value(Ownership.tags(design))
        return Step(
            Call(.createRole, side, input), on: design.roleARN.text, file: .trustPolicy,
            undo: [Call(.deleteRole, side, ["RoleName": .string(design.roleName.text)])])
    }

    private static func gain(_ count: Int) -> String {
        count == 1 ? "trust changes, 1 line" : "trust changes, \(count) lines"
    }

    /// Who can use the role now and cannot afterwards.
    private static func losers(_ lost: [LostAccess]) -> [String] {
        lost.map { access in
            let who = access.who ?? "somebody"
            let pods = who.hasPrefix("service account ") ? "Pods of \(who.dropFirst("service account ".count))" : nil
            return "\(pods ?? who.capitalizedFirst) \(pods == nil ? "loses" : "lose") this role when this is applied."
        }
    }
}

extension ResourceAddress {
    /// What the pods borrow.
    public static let role = ResourceAddress("eks/role")
}
