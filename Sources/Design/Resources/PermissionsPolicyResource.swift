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
        var calls = [Read.managedPolicy(arn).call]
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
        case .absent:
            row = self.row(
                design, name: name, .create, gain: "door 1: may send",
                reason: "Lets the role send as \(design.sender.text), and nothing else.")
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
        let isOwn = Ownership.isOwn(policy.tags, design)
        if comparison.isEqual {
            return row(
                design, name: name, isOwn ? .unchanged : .adopt, gain: "already right",
                reason: isOwn
                    ? "The role may send as \(design.sender.text)."
                    : "The policy says what is wanted; \(Ownership.maker(policy.tags)) made it.")
        }
        let isTakenOver = !isOwn && options.takeOver.contains(address)
        let changes = comparison.sentences.joined(separator: " ")
        var row = row(
            design, name: name, isOwn || isTakenOver ? .change : .conflict,
            gain: isOwn || isTakenOver ? "door 1 changes" : "made by \(Ownership.maker(policy.tags))",
            reason: isOwn || isTakenOver
                ? "The policy says something else. \(changes)"
                : "\(Ownership.maker(policy.tags).capitalizedFirst) made a policy of this name that says something else. \(changes)"
        )
        row.differences = comparison.differences
        row.isTakenOver = isTakenOver
        if isOwn || isTakenOver {
            let oldest = observations[.policyVersions(design.permissionsPolicyARN)]?.value?.oldestInTheWay
            if let oldest {
                let room = "IAM keeps \(PolicyVersions.limit) versions; \(oldest), the oldest, makes room."
                row.reason = "\(row.reason.withoutFullStop). \(room)"
            }
            row.steps = steps(design, pruning: oldest)
        }
        return row
    }

    private static func comparison(_ design: DelegateSending, _ policy: PolicyState) -> DocumentComparison {
        DocumentComparison(live: policy.document, wanted: design.permissionsPolicyDocument, kind: .identity)
    }

    private static func steps(_ design: DelegateSending, pruning oldest: String?) -> [Step] {
        let arn = design.permissionsPolicyARN.text
        let room = oldest.map {
            Step(Call(.deletePolicyVersion, side, ["PolicyArn": .string(arn), "VersionId": .string($0)]), on: arn)
        }
        let version = Call(
            .createPolicyVersion, side,
            [
                "PolicyArn": .string(arn), "PolicyDocument": design.permissionsPolicyDocument, "SetAsDefault": true,
            ])
        return (room.map { [$0] } ?? []) + [Step(version, on: arn, file: .permissionsPolicy)]
    }
}

extension ResourceAddress {
    /// What the role may do: door 1.
    public static let permissionsPolicy = ResourceAddress("eks/permissions-policy")
}
