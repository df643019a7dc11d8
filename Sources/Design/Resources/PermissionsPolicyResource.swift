import IAMPolicy
import Identifiers
import Wire

/// `eks/permissions-policy`: door 1, what the role may do.
enum PermissionsPolicyResource: WantedResource {
    static let address = ResourceAddress.permissionsPolicy

    static func questions(_ design: DelegateSending) -> [Question] { [.policy(design.permissionsPolicyARN)] }

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
                .createPolicy(
                    name: design.permissionsPolicyName, document: wanted,
                    tags: Ownership.tags(design))
            ]
        case .value(let policy):
            let comparison = DocumentComparison(live: policy.document, wanted: wanted, kind: .identity)
            row = compared(design, name, policy, comparison, options)
            row.currentDocument = comparison.current
        default:
            row = unknown(design, name: name, observed)
        }
        row.wantedDocument = wanted.serialized(.pretty)
        row.documentName = .permissionsPolicy
        return row
    }

    private static func compared(
        _ design: DelegateSending, _ name: String, _ policy: PolicyState, _ comparison: DocumentComparison,
        _ options: PlanOptions
    ) -> PlannedResource {
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
            row.steps = [
                .createPolicyVersion(policy: design.permissionsPolicyARN, document: design.permissionsPolicyDocument)
            ]
        }
        return row
    }
}

extension String {
    /// The text with its first character as a capital.
    var capitalizedFirst: String {
        guard let first else { return self }
        return first.uppercased() + dropFirst()
    }
}
