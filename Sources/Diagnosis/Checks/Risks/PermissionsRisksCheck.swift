import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// What works at door 1 and should be changed: L11 to L16.
    static let permissionsRisks = Check(
        risks: "permissions-risks", .permissions, "the role's policies beside best practice",
        reads: { context in
            guard let design = context.design else { return [] }
            let arn = design.permissionsPolicyARN
            // What else the role may do, by whatever policy, is what its pods may do.
            var calls = RolePolicies.reads(design.roleName, context.seen)
            calls += [Read.managedPolicy(arn).call, Read.sendingAccount(.eks, in: design.sesRegion).call]
            if let policy = context.seen[.managedPolicy(arn)]?.value {
                calls.append(Read.policyVersion(arn, policy.defaultVersion).call)
            }
            return calls
        })
}

extension LintedDocument {
    /// The policies of the role.
    static func permissions(_ design: DelegateSending, _ observations: Observations) -> [LintedDocument] {
        let facts = PermissionsFacts(
            hasProductionAccess: observations.sendingAccount(.eks, in: design.sesRegion)?.value?.productionAccess,
            receiver: design.receiver?.text)
        func lints(_ document: PolicyDocument) -> [Lint] { Lints.permissions(document, facts: facts) }
        let role = design.roleName
        // Policies that others attached or wrote into the role count as much, where they were read.
        let attached = (observations.attachedPolicies(role)?.value ?? []).filter {
            $0 != design.permissionsPolicyARN && observations.policy($0)?.value != nil
        }
        let inline = (observations[.inlinePolicies(role)]?.value?.names ?? []).map { name in
            document(
                observations[.inlinePolicy(role, name)]?.map(\.document), account: design.eksAccount.text,
                call: "iam GetRolePolicy", field: "PolicyDocument", place: "inline policy \(name)", kind: .identity,
                lints: lints)
        }
        var arns = attached
        // Where others give the rights, a policy of this setup's own need not be there.
        let own = observations.policy(design.permissionsPolicyARN)
        if own != .absent || attached.isEmpty && inline.isEmpty { arns.insert(design.permissionsPolicyARN, at: 0) }
        return arns.map { arn in
            document(
                observations.policy(arn)?.map(\.document), account: design.eksAccount.text,
                call: "iam GetPolicyVersion",
                field: "PolicyVersion.Document", place: "permissions policy \(arn.resourceName)", kind: .identity,
                lints: lints)
        } + inline
    }
}
