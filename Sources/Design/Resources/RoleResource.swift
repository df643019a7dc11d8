import IAMPolicy
import Identifiers
import Wire

/// `eks/role`: what the pods borrow, and who may borrow it.
enum RoleResource: WantedResource {
    static let address = ResourceAddress.role

    static func questions(_ design: DelegateSending) -> [Question] { [.role(design.roleName)] }

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
            row.steps = [
                .createRole(
                    name: design.roleName, path: design.rolePath, trustPolicy: design.trustPolicyDocument,
                    boundary: design.boundary,
                    tags: Ownership.tags(design))
            ]
        case .value(let role):
            row = compared(design, role, options)
        default:
            row = unknown(design, name: name, observed)
        }
        row.wantedDocument = design.trustPolicyDocument.serialized(.pretty)
        row.documentName = .trustPolicy
        return row
    }

    private static func compared(
        _ design: DelegateSending, _ role: RoleState, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.roleName.text
        let trust = DocumentComparison(live: role.trustPolicy, wanted: design.trustPolicyDocument, kind: .trust)
        var differences = trust.differences
        var steps: [ResourceStep] = []
        var sentences = trust.sentences
        if !trust.isEqual {
            steps.append(.updateTrustPolicy(role: design.roleName, document: design.trustPolicyDocument))
        }
        if let boundary = design.boundary, role.boundary != boundary {
            differences.append(
                PlanDifference(path: "PermissionsBoundary", from: role.boundary?.text, to: boundary.text))
            sentences.append("The permissions boundary becomes \(boundary.text).")
            steps.append(.putBoundary(role: design.roleName, boundary: boundary))
        }
        let isElsewhere = role.arn != design.roleARN
        if isElsewhere {
            differences.append(PlanDifference(path: "Arn", from: role.arn.text, to: design.roleARN.text))
            sentences.append("The role stands under another path, which nothing can change: \(role.arn.text).")
        }
        let isOwn = Ownership.isOwn(role.tags, design)
        var row: PlannedResource
        if differences.isEmpty {
            row = self.row(
                design, name: name, isOwn ? .unchanged : .adopt, gain: "already right",
                reason: isOwn
                    ? "The role trusts this service account only."
                    : "The role is as wanted; \(Ownership.maker(role.tags)) made it.")
        } else {
            let isTakenOver = !isOwn && options.takeOver.contains(address)
            let writes = (isOwn || isTakenOver) && !isElsewhere
            let changes = sentences.joined(separator: " ")
            row = self.row(
                design, name: name, writes ? .change : .conflict,
                gain: writes ? gain(differences.count) : "made by \(Ownership.maker(role.tags))",
                reason: writes
                    ? "The role exists and differs. \(changes)"
                    : "A role of this name exists and differs; \(Ownership.maker(role.tags)) made it. \(changes)")
            row.differences = differences
            row.isTakenOver = isTakenOver && writes
            row.risks = losers(differences)
            if writes { row.steps = steps }
        }
        row.currentDocument = trust.current
        return row
    }

    private static func gain(_ count: Int) -> String {
        count == 1 ? "trust changes, 1 line" : "trust changes, \(count) lines"
    }

    /// Who can use the role now and cannot afterwards.
    private static func losers(_ differences: [PlanDifference]) -> [String] {
        let words = "service account "
        return differences.compactMap { difference in
            guard difference.path.hasSuffix(":sub"), let from = difference.from, from.hasPrefix(words) else {
                return nil
            }
            let name = from.dropFirst(words.count)
            return "Pods of \(name) lose this role when this is applied."
        }
    }
}
