import Wire

/// What a world answers about IAM users and the account.
enum UserOperations {
    /// The ARN that GetUser is authorised on.
    static func arn(_ call: AWSCall) throws(AWSFault) -> [String] {
        guard let name = try call.optional("UserName", length: 1...128) else {
            return [call.caller?.principalARN ?? "*"]
        }
        return ["arn:aws:iam::\(call.account):user/\(name)"]
    }

    /// Shows a user: the one named, else the caller.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var name = try call.optional("UserName", length: 1...128)
        if name == nil {
            guard case .user(let own, _) = call.caller?.kind else {
                throw AWSFault("ValidationError", "Must specify userName when calling with non-User credentials")
            }
            name = own
        }
        guard let user = state[iam: call.account].users[name ?? ""] else {
            throw IAMFault.noSuchEntity("The user with name \(name ?? "") cannot be found.")
        }
        return .xml([
            XMLNode(
                "User",
                [
                    XMLNode("Path", user.path), XMLNode("UserName", user.name), XMLNode("UserId", user.id),
                    XMLNode("Arn", Names.userARN(call.account, user)), XMLNode("CreateDate", user.created.iso8601),
                ] + (user.tags.count > 0 ? [IAMTags.node(user.tags)] : []))
        ])
    }

    /// The account's alias, if it has one.
    static func listAliases(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let alias = state.accounts[call.account]?.alias
        return .xml([.list("AccountAliases", texts: alias.map { [$0] } ?? []), XMLNode("IsTruncated", false)])
    }
}
