public import IAMPolicy
public import Identifiers

/// The requests of a test message as AWS's policies meet them: what is in their context stands here, and nowhere else.
extension DelegateSending {
    /// The name of the session that sesame takes the role in.
    public static let sessionName = "sesame-test"

    /// The pods' token at the key desk (`sts:AssumeRoleWithWebIdentity`).
    ///
    /// - Parameters:
    ///   - role: The role that is asked for.
    ///   - audience: The audience of the token.
    /// - Returns: The request; the caller is the provider.
    public func assumeRoleRequest(_ role: ARN, audience: String = DelegateSending.audience) -> PolicyRequest {
        PolicyRequest(
            principal: providerARN.text, action: "sts:AssumeRoleWithWebIdentity", resource: role.text,
            context: RequestContext([
                ("\(issuer.text):sub", .one(subject)), ("\(issuer.text):aud", .one(audience)),
            ]))
    }

    /// A message of the role at SES, with the identity as its source.
    ///
    /// - Parameters:
    ///   - action: The action that SES checks: `ses:SendEmail`, `ses:SendRawEmail`.
    ///   - role: The role as it is; nil takes the answers' ARN, and no unique ID.
    ///   - receiver: Who gets the message; nil names nobody.
    /// - Returns: The request; the caller is the role's session.
    public func sendRequest(
        _ action: String = "ses:SendEmail", role: RoleState? = nil, receiver: String? = nil
    ) -> PolicyRequest {
        let session = ARN(
            partition: partition.id, service: "sts", region: "", account: eksAccount.text,
            resource: "assumed-role/\(roleName.text)/\(Self.sessionName)")
        var keys: [(String, ContextValue)] = [
            ("aws:PrincipalArn", .one((role?.arn ?? roleARN).text)), ("aws:PrincipalAccount", .one(eksAccount.text)),
            ("ses:FromAddress", .one(sender.text)),
        ]
        if let role { keys.append(("aws:userid", .one("\(role.roleID):\(Self.sessionName)"))) }
        if let receiver { keys.append(("ses:Recipients", .list([receiver]))) }
        return PolicyRequest(
            principal: session.text, action: action, resource: identityARN.text, resourceAccount: sesAccount.text,
            context: RequestContext(keys))
    }
}

extension PolicyRequest {
    /// The same request as if its resource were in the caller's own account, where the caller's own policies decide
    /// alone: door 1 by itself.
    ///
    /// - Parameters:
    ///   - account: The caller's account.
    ///   - resource: Another resource; nil keeps this one.
    ///   - action: Another action; nil keeps this one.
    public func inOwnAccount(_ account: String, resource: String? = nil, action: String? = nil) -> PolicyRequest {
        PolicyRequest(
            principal: principal.text, action: action ?? self.action, resource: resource ?? self.resource,
            resourceAccount: account, context: context)
    }
}
