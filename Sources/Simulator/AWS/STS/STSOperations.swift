/// The operations of the Security Token Service.
enum STSOperations {
    /// The table of operations.
    static let table: [AWSOperation] = [
        AWSOperation("GetCallerIdentity", readOnly: true) { call, _ throws(AWSFault) in try getCallerIdentity(call) },
        AWSOperation("AssumeRole", isLogged: false, work: AssumeRole.run),
        AWSOperation("AssumeRoleWithWebIdentity", isLogged: false, work: AssumeRoleWithWebIdentity.run),
        AWSOperation("GetSessionToken", work: getSessionToken),
        AWSOperation("GetAccessKeyInfo", action: "sts:GetAccessKeyInfo", readOnly: true, work: getAccessKeyInfo),
        AWSOperation(
            "DecodeAuthorizationMessage", action: "sts:DecodeAuthorizationMessage", readOnly: true,
            work: decodeAuthorizationMessage),
    ]

    /// Who the caller is; needs no permission.
    static func getCallerIdentity(_ call: AWSCall) throws(AWSFault) -> AWSAnswer {
        guard let caller = call.caller else { throw AWSFault("AccessDenied", "Access denied", status: 403) }
        return .xml([
            XMLNode("Arn", caller.arn), XMLNode("UserId", caller.userID), XMLNode("Account", caller.account),
        ])
    }

    /// Temporary credentials for the user itself.
    static func getSessionToken(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        guard let caller = call.caller, case .user(let name, _) = caller.kind, !caller.isTemporary else {
            throw AWSFault("AccessDenied", "Cannot call GetSessionToken with session credentials", status: 403)
        }
        try TemporaryCredentials.refuseSecondFactor(call)
        let seconds = try call.number("DurationSeconds", in: 900...129_600) ?? 43_200
        let session = TemporaryCredentials.make(
            call, account: caller.account, identity: .user(name: name), seconds: seconds)
        state.sessions.add(session)
        return .xml([TemporaryCredentials.node(session)])
    }

    /// The account that an access key belongs to, whoever asks.
    static func getAccessKeyInfo(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let key = try call.required("AccessKeyId", length: 16...128)
        guard let holder = state.holder(of: key) else {
            throw AWSFault("ValidationError", "Access key \(key) is not valid.")
        }
        return .xml([XMLNode("Account", holder.caller.account)])
    }

    /// Decodes the encoded part of a refusal; the services of a world put none into theirs, so that none is valid.
    static func decodeAuthorizationMessage(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try call.required("EncodedMessage", length: 1...10_240)
        throw AWSFault("InvalidAuthorizationMessageException", "Message is not valid")
    }
}
