import Wire

/// Reads the JSON bodies of EKS, refusing what its model refuses.
enum EKSInput {
    /// A text of the body that must be there.
    static func text(_ name: String, _ call: AWSCall) throws(AWSFault) -> String {
        guard let text = call.body[name]?.string, !text.isEmpty else {
            throw AWSFault("InvalidParameterException", "\(name) is required")
        }
        return text
    }

    /// The tags of the body.
    static func tags(_ call: AWSCall) throws(AWSFault) -> [String: String] {
        let tags = call.body["tags"]?.textMembers ?? [:]
        guard !tags.keys.contains(where: Tag.isReserved) else {
            throw AWSFault("InvalidParameterException", call.reservedTagKey.message)
        }
        return tags
    }

    /// The ARN of a role of the cluster's account.
    static func role(_ name: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> String {
        let arn = try text(name, call)
        guard let (account, role) = try? TemporaryCredentials.role(inARN: arn), account == call.account,
            state[iam: account].roles[role].map({ Names.roleARN(state.partition, account, $0) }) == arn
        else {
            throw AWSFault("InvalidParameterException", "Role provided in the request does not exist.")
        }
        return arn
    }
}
