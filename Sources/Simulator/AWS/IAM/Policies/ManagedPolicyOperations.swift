import IAMPolicy
import Wire

/// IAM's customer managed policies.
enum ManagedPolicyOperations {
    /// Creates a policy with its first version.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try call.iamName("PolicyName", 128)
        let path = try call.iamPath()
        let text = try call.required("PolicyDocument", length: 1...131_072)
        let description = try call.optional("Description", length: 0...1_000) ?? ""
        let tags = try IAMTags.given(call)
        let policies = state[iam: call.account].policies
        guard !policies.values.contains(where: { $0.name.equalsIgnoringCase(name) }) else {
            throw IAMFault.exists("A policy called \(name) already exists. Duplicate names are not allowed.")
        }
        guard policies.count < 1_500 else { throw IAMFault.limit("Cannot exceed quota for PoliciesPerAccount: 1500") }
        let stored = try IAMFault.store(text, kind: .identity)
        let arn = Names.policyARN(call.partition, call.account, path: path, name: name)
        let policy = ManagedPolicy(
            name: name, path: path, id: call.randomness.iamID("ANPA"), arn: arn, description: description,
            created: call.now, updated: call.now,
            versions: [ManagedPolicy.Version(id: "v1", policy: stored, created: call.now)], defaultVersionID: "v1",
            tags: tags)
        state[iam: call.account].policies[arn] = policy
        return .xml([XMLNode("Policy", nodes(policy, state[iam: call.account]))])
    }

    /// Shows a policy.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try find(call, state)
        return .xml([XMLNode("Policy", nodes(policy, state[iam: call.account], full: true))])
    }

    /// Lists policies by scope, path and whether they are attached.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let iam = state[iam: call.account]
        let scope = try call.optional("Scope") ?? "All"
        guard ["All", "AWS", "Local"].contains(scope) else {
            throw .invalid("scope", scope, "Member must satisfy enum value set: [All, AWS, Local]")
        }
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        var policies: [ManagedPolicy] = []
        if scope != "AWS" { policies += iam.policies.values.sorted { $0.name < $1.name } }
        if scope != "Local" { policies += AWSManagedPolicies.all }
        policies = policies.filter { $0.path.hasPrefix(prefix) }
        let use = try PolicyUse(call)
        if call.flag("OnlyAttached") || use != .any { policies = policies.filter { use.count(of: $0.arn, iam) > 0 } }
        let page = try call.iamPage(policies)
        return .xml(page.iamNodes + [.list("Policies", page.items.map { nodes($0, iam, listed: true) })])
    }

    /// Deletes a policy that is attached nowhere and has one version left.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try findOwn(call, state)
        guard PolicyUse.any.count(of: policy.arn, state[iam: call.account]) == 0 else {
            throw IAMFault.conflict("Cannot delete a policy attached to entities.")
        }
        guard policy.versions.count == 1 else {
            throw IAMFault.conflict(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's "
                    + "versions. The default version is deleted with the policy.")
        }
        state[iam: call.account].policies[policy.arn] = nil
        return .acknowledged
    }

    /// Lists the roles and users that a policy is attached to, or whose boundary it is.
    static func listEntities(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try find(call, state)
        let iam = state[iam: call.account]
        let use = try PolicyUse(call)
        let kind = try call.optional("EntityFilter")
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        let roles = iam.roles.values.filter {
            (kind ?? "Role") == "Role" && $0.path.hasPrefix(prefix) && use.isMade(of: policy.arn, by: $0)
        }.sorted { $0.name < $1.name }
        let users = iam.users.values.filter {
            (kind ?? "User") == "User" && $0.path.hasPrefix(prefix) && use.isMade(of: policy.arn, by: $0)
        }.sorted { $0.name < $1.name }
        return .xml([
            XMLNode("PolicyGroups", []),
            .list("PolicyUsers", users.map { [XMLNode("UserName", $0.name), XMLNode("UserId", $0.id)] }),
            .list("PolicyRoles", roles.map { [XMLNode("RoleName", $0.name), XMLNode("RoleId", $0.id)] }),
            XMLNode("IsTruncated", false),
        ])
    }

    /// Adds tags.
    static func tag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var policy = try findOwn(call, state)
        try IAMTags.add(call, to: &policy.tags)
        state[iam: call.account].policies[policy.arn] = policy
        return .acknowledged
    }

    /// Removes tags.
    static func untag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var policy = try findOwn(call, state)
        try IAMTags.remove(call, from: &policy.tags)
        state[iam: call.account].policies[policy.arn] = policy
        return .acknowledged
    }

    /// Lists tags.
    static func listTags(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try IAMTags.page(call, find(call, state).tags)
    }

    // MARK: Parts

    /// `PolicyArn`, checked.
    static func arn(_ call: AWSCall) throws(AWSFault) -> String {
        let arn = try call.required("PolicyArn", length: 20...2_048)
        guard arn.hasPrefix("arn:"), arn.contains(":policy/") else {
            throw AWSFault("ValidationError", "ARN \(arn) is not valid.")
        }
        return arn
    }

    /// The policy that `PolicyArn` names, the account's own or AWS's.
    static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ManagedPolicy {
        let arn = try arn(call)
        guard let policy = state[iam: call.account].managedPolicy(arn) else {
            throw IAMFault.noSuchEntity("Policy \(arn) was not found.")
        }
        return policy
    }

    /// The same for changes, which AWS's own policies refuse.
    static func findOwn(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ManagedPolicy {
        let policy = try find(call, state)
        guard !policy.arn.contains(":iam::aws:") else {
            throw AWSFault("AccessDenied", "Cannot perform the operation on an AWS managed policy.", status: 403)
        }
        return policy
    }

    /// A policy as AWS shows it: the description only on its own, the tags never in a list.
    static func nodes(
        _ policy: ManagedPolicy, _ iam: IAMState, full: Bool = false, listed: Bool = false
    ) -> [XMLNode] {
        var nodes = [
            XMLNode("PolicyName", policy.name), XMLNode("PolicyId", policy.id), XMLNode("Arn", policy.arn),
            XMLNode("Path", policy.path), XMLNode("DefaultVersionId", policy.defaultVersionID),
            XMLNode("AttachmentCount", PolicyUse.permissions.count(of: policy.arn, iam)),
            XMLNode("PermissionsBoundaryUsageCount", PolicyUse.boundary.count(of: policy.arn, iam)),
            XMLNode("IsAttachable", true),
            XMLNode("CreateDate", policy.created.iso8601), XMLNode("UpdateDate", policy.updated.iso8601),
        ]
        if full, !policy.description.isEmpty { nodes.append(XMLNode("Description", policy.description)) }
        if !listed, policy.tags.count > 0 { nodes.append(IAMTags.node(policy.tags)) }
        return nodes
    }
}

/// What a managed policy is used for: permissions that it grants, or a boundary.
enum PolicyUse: String {
    case any = ""
    case permissions = "PermissionsPolicy"
    case boundary = "PermissionsBoundary"

    /// Reads `PolicyUsageFilter`.
    init(_ call: AWSCall) throws(AWSFault) {
        let given = try call.optional("PolicyUsageFilter") ?? ""
        guard let use = PolicyUse(rawValue: given) else {
            throw .invalid(
                "policyUsageFilter", given,
                "Member must satisfy enum value set: [PermissionsPolicy, PermissionsBoundary]")
        }
        self = use
    }

    /// Whether a role or user uses a policy for this.
    func isMade(of arn: String, by holder: some PolicyHolder) -> Bool {
        self != .boundary && holder.attachedPolicies.contains(arn) || self != .permissions && holder.boundary == arn
    }

    /// How many roles and users use a policy for this.
    func count(of arn: String, _ iam: IAMState) -> Int {
        iam.roles.values.count { isMade(of: arn, by: $0) } + iam.users.values.count { isMade(of: arn, by: $0) }
    }
}
