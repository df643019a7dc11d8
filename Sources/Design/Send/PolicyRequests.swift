public import IAMPolicy
import Identifiers

/// The requests of a pod as AWS's policies meet them: what is in their context stands here, and nowhere else.
extension DelegateSending {
    /// The name of the session that sesame takes the role in.
    public static let sessionName = "sesame-test"

    /// The condition keys of a pod's request that nobody sees from outside of it: where it comes from, when, with
    /// which program and session, and what its account's organisation and the tags are unless they were read.
    ///
    /// The tags that EKS Pod Identity gives its sessions (`kubernetes-namespace` and others) are no secret: a session
    /// made from a token never has them.
    /// Source: IAM user guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
    public static let keysOfPods = UnknownKeys(
        [
            "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce",
            "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:UserAgent", "aws:Referer",
            "aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime", "aws:FederatedProvider", "aws:userid",
            "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:ResourceOrgID", "aws:ResourceOrgPaths",
            "aws:PrincipalTag/*", "aws:ResourceTag/*", "iam:ResourceTag/*", "sts:RoleSessionName",
        ], absent: ["aws:PrincipalTag/kubernetes-*"])

    /// The condition keys of a message beside its sender's address: how it is sent, and to whom where that is not said.
    public static let keysOfMessages = UnknownKeys(["ses:*"])

    /// A message of the role at SES, with the identity as its source.
    ///
    /// - Parameters:
    ///   - action: The action that SES checks: `ses:SendEmail`, `ses:SendRawEmail`.
    ///   - role: The role as it is; nil takes the answers' ARN, and no unique ID.
    ///   - receiver: Who gets the message; nil leaves it open.
    ///   - known: Keys that were read, for instance the organisation's ID.
    /// - Returns: The request; the caller is a session of the role. Judge it by ``Evaluator/judge(_:_:)``: it has
    ///   unknown keys.
    public func sendRequest(
        _ action: String = "ses:SendEmail", role: RoleState? = nil, receiver: String? = nil,
        known: RequestContext = [:]
    ) -> PolicyRequest {
        let session = ARN(
            partition: partition.id, service: "sts", region: "", account: eksAccount.text,
            resource: "assumed-role/\(roleName.text)/\(Self.sessionName)")
        var keys: [(String, ContextValue)] = [
            ("aws:PrincipalArn", .one((role?.arn ?? roleARN).text)), ("aws:PrincipalAccount", .one(eksAccount.text)),
            ("aws:ResourceAccount", .one(sesAccount.text)), ("aws:RequestedRegion", .one(sesRegion.text)),
            ("aws:SecureTransport", "true"), ("aws:ViaAWSService", "false"), ("aws:PrincipalIsAWSService", "false"),
            ("ses:FromAddress", .one(sender.text)),
        ]
        // A session has its role's tags: a token of EKS brings none of its own.
        keys += (role?.tags ?? []).map { ("aws:PrincipalTag/\($0.key)", .one($0.value)) }
        if let organization = role?.organization { keys.append(("aws:PrincipalOrgID", .one(organization))) }
        if let receiver { keys.append(("ses:Recipients", .list([receiver]))) }
        let unknown = Self.keysOfPods.union(Self.keysOfMessages).union(UnknownKeys(["\(issuer.text):*"]))
        return PolicyRequest(
            principal: session.text, action: action, resource: identityARN.text, resourceAccount: sesAccount.text,
            context: known.filled(from: RequestContext(keys)).with(unknown: unknown), uniqueID: role?.roleID)
    }
}
