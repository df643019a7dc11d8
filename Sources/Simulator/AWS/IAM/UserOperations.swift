import Wire

/// What a world answers about IAM users, their access keys, and the account.
enum UserOperations {
    /// Shows a user: the one named, else the caller.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        .xml([XMLNode("User", nodes(try findOrCaller(call, state), call, tagged: true))])
    }

    /// Lists users below a path.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        let users = state[iam: call.account].users.values.filter { $0.path.hasPrefix(prefix) }
            .sorted { $0.name < $1.name }
        let page = try call.iamPage(users)
        return .xml(page.iamNodes + [.list("Users", page.items.map { nodes($0, call) })])
    }

    /// Makes a user that may do nothing yet.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try call.iamName("UserName", 64)
        guard !state[iam: call.account].users.keys.contains(where: { $0.equalsIgnoringCase(name) }) else {
            throw IAMFault.exists("User with name \(name) already exists.")
        }
        var user = IAMUser(
            name: name, path: try call.iamPath(), id: call.randomness.iamID("AIDA"), created: call.now)
        user.boundary = try RoleOperations.boundary(call, state)
        user.tags = try IAMTags.given(call)
        state[iam: call.account].users[name] = user
        return .xml([XMLNode("User", nodes(user, call, tagged: true))])
    }

    /// Deletes a user that nothing hangs on.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let user = try find(call, state)
        guard user.accessKeys.isEmpty else {
            throw IAMFault.conflict("Cannot delete entity, must delete access keys first.")
        }
        try IAMFault.checkBare(user)
        state[iam: call.account].users[user.name] = nil
        return .acknowledged
    }

    /// Lists the access keys of a user; never their secrets.
    static func listAccessKeys(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let user = try findOrCaller(call, state)
        let page = try call.iamPage(user.accessKeys.keys.sorted())
        return .xml(
            page.iamNodes + [
                .list(
                    "AccessKeyMetadata",
                    page.items.map { key in
                        [
                            XMLNode("UserName", user.name), XMLNode("AccessKeyId", key), XMLNode("Status", "Active"),
                            XMLNode("CreateDate", user.created.iso8601),
                        ]
                    })
            ])
    }

    /// Makes an access key, two at most.
    static func createAccessKey(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let user = try findOrCaller(call, state)
        guard user.accessKeys.count < 2 else { throw IAMFault.limit("Cannot exceed quota for AccessKeysPerUser: 2") }
        let key = "AKIA" + call.randomness.text(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let secret = call.randomness.text(40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        state[iam: call.account].users[user.name]?.accessKeys[key] = SecretKey(secret)
        return .xml([
            XMLNode(
                "AccessKey",
                [
                    XMLNode("UserName", user.name), XMLNode("AccessKeyId", key), XMLNode("Status", "Active"),
                    XMLNode("SecretAccessKey", secret), XMLNode("CreateDate", call.now.iso8601),
                ])
        ])
    }

    /// Deletes an access key.
    static func deleteAccessKey(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let user = try findOrCaller(call, state)
        let key = try call.required("AccessKeyId", length: 16...128)
        guard user.accessKeys[key] != nil else {
            throw IAMFault.noSuchEntity("The Access Key with id \(key) cannot be found.")
        }
        state[iam: call.account].users[user.name]?.accessKeys[key] = nil
        return .acknowledged
    }

    /// Lists the second factors of a user, of which a world has none.
    static func listMFADevices(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try findOrCaller(call, state)
        return .xml([XMLNode("IsTruncated", false), XMLNode("MFADevices", [])])
    }

    /// The account's alias, if it has one.
    static func listAliases(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let alias = state.accounts[call.account]?.alias
        return .xml([.list("AccountAliases", texts: alias.map { [$0] } ?? []), XMLNode("IsTruncated", false)])
    }

    /// The user that `UserName` names.
    static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> IAMUser {
        let name = try call.iamName("UserName", 128)
        guard let user = state[iam: call.account].users[name] else {
            throw IAMFault.noSuchEntity("The user with name \(name) cannot be found.")
        }
        return user
    }

    private static func findOrCaller(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> IAMUser {
        guard call.form["UserName"] == nil else { return try find(call, state) }
        guard case .user(let own, _) = call.caller?.kind, let user = state[iam: call.account].users[own] else {
            throw AWSFault("ValidationError", "Must specify userName when calling with non-User credentials")
        }
        return user
    }

    /// A user as AWS shows it: boundary and tags only on its own.
    static func nodes(_ user: IAMUser, _ call: AWSCall, tagged: Bool = false) -> [XMLNode] {
        var nodes = [
            XMLNode("Path", user.path), XMLNode("UserName", user.name), XMLNode("UserId", user.id),
            XMLNode("Arn", Names.userARN(call.partition, call.account, user)),
            XMLNode("CreateDate", user.created.iso8601),
        ]
        guard tagged else { return nodes }
        if let boundary = user.boundary { nodes.append(RoleOperations.node(boundary: boundary)) }
        if user.tags.count > 0 { nodes.append(IAMTags.node(user.tags)) }
        return nodes
    }
}
