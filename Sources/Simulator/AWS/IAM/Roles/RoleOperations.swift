import Wire

/// IAM's roles.
enum RoleOperations {
    /// Creates a role.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try call.iamName("RoleName", 64)
        let path = try call.iamPath()
        let text = try call.required("AssumeRolePolicyDocument", length: 1...131_072)
        let description = try call.optional("Description", length: 0...1_000) ?? ""
        let duration = try call.number("MaxSessionDuration", in: 3_600...43_200) ?? 3_600
        let boundary = try boundary(call, state)
        let tags = try IAMTags.given(call)
        let roles = state[iam: call.account].roles
        guard !roles.keys.contains(where: { $0.equalsIgnoringCase(name) }) else {
            throw IAMFault.exists("Role with name \(name) already exists.")
        }
        guard roles.count < 1_000 else { throw IAMFault.limit("Cannot exceed quota for RolesPerAccount: 1000") }
        let trust = try IAMFault.storeTrust(text, call, state)
        var role = IAMRole(name: name, path: path, id: call.randomness.iamID("AROA"), created: call.now, trust: trust)
        role.description = description
        role.maxSessionDuration = duration
        role.boundary = boundary
        role.tags = tags
        state[iam: call.account].roles[name] = role
        return .xml([XMLNode("Role", nodes(role, call.account, state))])
    }

    /// Shows a role.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try find(call, state)
        return .xml([XMLNode("Role", nodes(role, call.account, state) + [lastUsed(role)])])
    }

    /// Lists roles below a path.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        let roles = state[iam: call.account].roles.values.filter { $0.path.hasPrefix(prefix) }
            .sorted { $0.name < $1.name }
        let page = try call.iamPage(roles)
        return .xml(
            page.iamNodes + [
                .list("Roles", page.items.map { nodes($0, call.account, state, brief: true) })
            ])
    }

    /// Deletes a role that nothing hangs on.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try find(call, state)
        try IAMFault.checkBare(role)
        state[iam: call.account].roles[role.name] = nil
        return .acknowledged
    }

    /// Changes description and longest session.
    static func update(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var role = try find(call, state)
        if let description = try call.optional("Description", length: 0...1_000) { role.description = description }
        if let seconds = try call.number("MaxSessionDuration", in: 3_600...43_200) { role.maxSessionDuration = seconds }
        state[iam: call.account].roles[role.name] = role
        return .xml([])
    }

    /// Changes the description.
    static func updateDescription(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var role = try find(call, state)
        role.description = try call.required("Description", length: 0...1_000)
        state[iam: call.account].roles[role.name] = role
        return .xml([XMLNode("Role", nodes(role, call.account, state))])
    }

    /// Replaces the trust policy.
    static func updateTrust(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try find(call, state)
        let text = try call.required("PolicyDocument", length: 1...131_072)
        let trust = try IAMFault.storeTrust(text, call, state)
        state[iam: call.account].roles[role.name]?.trust = trust
        return .acknowledged
    }

    /// Sets the permissions boundary.
    static func putBoundary(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try find(call, state)
        _ = try call.required("PermissionsBoundary", length: 20...2_048)
        let boundary = try boundary(call, state)
        state[iam: call.account].roles[role.name]?.boundary = boundary
        return .acknowledged
    }

    /// Removes the permissions boundary.
    static func deleteBoundary(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try find(call, state)
        state[iam: call.account].roles[role.name]?.boundary = nil
        return .acknowledged
    }

    /// Adds tags.
    static func tag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var role = try find(call, state)
        try IAMTags.add(call, to: &role.tags)
        state[iam: call.account].roles[role.name] = role
        return .acknowledged
    }

    /// Removes tags.
    static func untag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var role = try find(call, state)
        try IAMTags.remove(call, from: &role.tags)
        state[iam: call.account].roles[role.name] = role
        return .acknowledged
    }

    /// Lists tags.
    static func listTags(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try IAMTags.page(call, find(call, state).tags)
    }

    /// Lists the instance profiles of a role, of which a world has none.
    static func listInstanceProfiles(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try find(call, state)
        return .xml([XMLNode("IsTruncated", false), XMLNode("InstanceProfiles", [])])
    }

    // MARK: Parts

    /// The role that `RoleName` names.
    static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> IAMRole {
        let name = try call.iamName("RoleName", 64)
        guard let role = state[iam: call.account].roles[name] else { throw IAMFault.noRole(name) }
        return role
    }

    /// `PermissionsBoundary`, which has to be a policy that there is.
    static func boundary(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> String? {
        guard let arn = try call.optional("PermissionsBoundary", length: 20...2_048) else { return nil }
        guard state[iam: call.account].managedPolicy(arn) != nil else {
            throw IAMFault.noSuchEntity("Scope ARN: \(arn) does not exist or is not attachable.")
        }
        return arn
    }

    /// The `PermissionsBoundary` element.
    static func node(boundary arn: String) -> XMLNode {
        XMLNode(
            "PermissionsBoundary",
            [XMLNode("PermissionsBoundaryType", "Policy"), XMLNode("PermissionsBoundaryArn", arn)])
    }

    /// The `RoleLastUsed` element; empty for a role that was never used.
    static func lastUsed(_ role: IAMRole) -> XMLNode {
        let facts = role.lastUsed.map {
            [XMLNode("LastUsedDate", $0.time.iso8601), XMLNode("Region", $0.region)]
        }
        return XMLNode("RoleLastUsed", facts ?? [])
    }

    /// A role as AWS shows it: boundary and tags only on its own.
    static func nodes(
        _ role: IAMRole, _ account: String, _ state: WorldState, brief: Bool = false
    ) -> [XMLNode] {
        var nodes = [
            XMLNode("Path", role.path), XMLNode("RoleName", role.name), XMLNode("RoleId", role.id),
            XMLNode("Arn", Names.roleARN(state.partition, account, role)), XMLNode("CreateDate", role.created.iso8601),
            XMLNode("AssumeRolePolicyDocument", Percent.encode(role.trust.shown(where: state.principalExists))),
        ]
        if !role.description.isEmpty { nodes.append(XMLNode("Description", role.description)) }
        nodes.append(XMLNode("MaxSessionDuration", role.maxSessionDuration))
        guard !brief else { return nodes }
        if let boundary = role.boundary { nodes.append(node(boundary: boundary)) }
        if role.tags.count > 0 { nodes.append(IAMTags.node(role.tags)) }
        return nodes
    }
}
