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
            row = compared(design, role, options)
        case .denied, .unreachable, .doubtful, nil:
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
        var steps: [Step] = []
        var sentences = trust.sentences
        if !trust.isEqual {
            let input: JSONObject = ["RoleName": .string(name), "PolicyDocument": design.trustPolicyDocument]
            steps.append(
                Step(Call(.updateAssumeRolePolicy, side, input), on: design.roleARN.text, file: .trustPolicy))
        }
        if let boundary = design.boundary, role.boundary != boundary {
            differences.append(
                PlanDifference(path: "PermissionsBoundary", from: role.boundary?.text, to: boundary.text))
            sentences.append("The permissions boundary becomes \(boundary.text).")
            let input: JSONObject = ["RoleName": .string(name), "PermissionsBoundary": .string(boundary.text)]
            steps.append(Step(Call(.putRolePermissionsBoundary, side, input), on: design.roleARN.text))
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

extension ResourceAddress {
    /// What the pods borrow.
    public static let role = ResourceAddress("eks/role")
}
