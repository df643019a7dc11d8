/// `GetAccountAuthorizationDetails`: users, roles and policies with every document, as one list in pages.
enum AuthorizationDetails {
    private enum Item {
        case user(IAMUser)
        case role(IAMRole)
        case policy(ManagedPolicy)
    }

    private static let kinds = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"]

    /// Shows the account, or the kinds that `Filter` names.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let given = call.form.list("Filter")
        for kind in given where !kinds.contains(kind) {
            throw .invalid("filter", kind, "Member must satisfy enum value set: [\(kinds.joined(separator: ", "))]")
        }
        let wanted = given.isEmpty ? kinds : given
        let iam = state[iam: call.account]
        var items: [Item] = []
        if wanted.contains("User") { items += iam.users.values.sorted { $0.name < $1.name }.map(Item.user) }
        if wanted.contains("Role") { items += iam.roles.values.sorted { $0.name < $1.name }.map(Item.role) }
        if wanted.contains("LocalManagedPolicy") {
            items += iam.policies.values.sorted { $0.arn < $1.arn }.map(Item.policy)
        }
        // Of AWS's own policies those that somebody uses.
        if wanted.contains("AWSManagedPolicy") {
            items += AWSManagedPolicies.all.filter { PolicyUse.any.count(of: $0.arn, iam) > 0 }.map(Item.policy)
        }
        let page = try call.iamPage(items)
        var lists: [String: [[XMLNode]]] = [:]
        for item in page.items {
            switch item {
            case .user(let user):
                lists["UserDetailList", default: []].append(
                    UserOperations.nodes(user, call, tagged: true) + documents("User", user)
                        + [attached(user, iam), XMLNode("GroupList", [])])
            case .role(let role):
                lists["RoleDetailList", default: []].append(
                    RoleOperations.nodes(role, call.account, state) + documents("Role", role)
                        + [attached(role, iam), XMLNode("InstanceProfileList", []), RoleOperations.lastUsed(role)])
            case .policy(let policy):
                lists["Policies", default: []].append(
                    ManagedPolicyOperations.nodes(policy, iam, full: true) + [versions(policy)])
            }
        }
        return .xml(
            page.iamNodes
                + ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"].map {
                    XMLNode.list($0, lists[$0] ?? [])
                })
    }

    private static func documents(_ kind: String, _ holder: some PolicyHolder) -> [XMLNode] {
        [
            .list(
                kind + "PolicyList",
                holder.inlinePolicies.sorted { $0.key < $1.key }.map { name, policy in
                    [XMLNode("PolicyName", name), XMLNode("PolicyDocument", Percent.encode(policy.text))]
                })
        ]
    }

    private static func attached(_ holder: some PolicyHolder, _ iam: IAMState) -> XMLNode {
        HeldPolicies.attached(
            holder.attachedPolicies.compactMap(iam.managedPolicy), in: "AttachedManagedPolicies")
    }

    private static func versions(_ policy: ManagedPolicy) -> XMLNode {
        .list(
            "PolicyVersionList",
            policy.versions.reversed().map { version in
                [XMLNode("Document", Percent.encode(version.policy.text))]
                    + PolicyVersionOperations.nodes(version, policy)
            })
    }
}
