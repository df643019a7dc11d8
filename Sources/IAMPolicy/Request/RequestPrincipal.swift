/// Who makes a request, understood from the ARN or name that AWS uses for it.
public struct RequestPrincipal: Hashable, Sendable {
    /// What kind of caller it is.
    public enum Form: Hashable, Sendable {
        /// An account's root user.
        case root
        /// An IAM user.
        case user
        /// A session of a role.
        case roleSession
        /// A role itself, where no session is known yet.
        case role
        /// A session made by GetFederationToken.
        case federatedUser
        /// A token of an identity provider; the text is the provider's ARN.
        case webIdentity
        /// An AWS service; the text is its name, for instance `pods.eks.amazonaws.com`.
        case service
        /// Nobody in particular.
        case anonymous
    }

    /// The caller as AWS writes it.
    public let text: String
    /// What kind of caller it is.
    public let form: Form
    /// The caller's account; nil for services and nobody.
    ///
    /// A web identity has none before it has a role.
    public let account: String?
    /// The partition of the caller's ARN.
    public let partition: String?

    /// Understands a caller's ARN, service name, or `anonymous` (also `*` and the empty text).
    public init(_ text: String) {
        self.text = text
        guard let arn = ARNParts(text) else {
            form = text.isEmpty || text == "*" || text == "anonymous" ? .anonymous : .service
            account = nil
            partition = nil
            return
        }
        partition = arn.partition
        switch (arn.service, arn.resource) {
        case ("iam", "root"): form = .root
        case ("iam", let resource) where resource.hasPrefix("user/"): form = .user
        case ("iam", let resource) where resource.hasPrefix("role/"): form = .role
        case ("iam", let resource) where resource.contains("-provider/"): form = .webIdentity
        case ("sts", let resource) where resource.hasPrefix("assumed-role/"): form = .roleSession
        case ("sts", let resource) where resource.hasPrefix("federated-user/"): form = .federatedUser
        default: form = .anonymous
        }
        account = form == .webIdentity ? nil : arn.account
    }

    /// Whether policies of the caller's own side apply to it at all.
    public var hasOwnPolicies: Bool {
        switch form {
        case .user, .roleSession, .role, .federatedUser, .root: true
        case .webIdentity, .service, .anonymous: false
        }
    }

    /// The keys that AWS derives from the caller: aws:PrincipalArn, aws:PrincipalAccount, aws:username, aws:PrincipalType.
    ///
    /// A session's role ARN is guessed without the role's path, which the session ARN does not carry.
    public var contextKeys: RequestContext {
        var context = RequestContext()
        if let account { context["aws:PrincipalAccount"] = .one(account) }
        let parts = ARNParts(text)
        switch form {
        case .root:
            context["aws:PrincipalArn"] = .one(text)
            context["aws:PrincipalType"] = "Account"
        case .user:
            context["aws:PrincipalArn"] = .one(text)
            context["aws:PrincipalType"] = "User"
            if let name = text.split(separator: "/").last { context["aws:username"] = .one(String(name)) }
        case .role:
            context["aws:PrincipalArn"] = .one(text)
            context["aws:PrincipalType"] = "AssumedRole"
        case .roleSession:
            context["aws:PrincipalType"] = "AssumedRole"
            let names = parts?.resource.split(separator: "/") ?? []
            if let parts, names.count >= 2 {
                context["aws:PrincipalArn"] = .one("arn:\(parts.partition):iam::\(parts.account):role/\(names[1])")
            }
        case .federatedUser:
            context["aws:PrincipalArn"] = .one(text)
            context["aws:PrincipalType"] = "FederatedUser"
        case .webIdentity:
            if let provider = parts?.resource.drop(while: { $0 != "/" }).dropFirst() {
                context["aws:FederatedProvider"] = .one(String(provider))
            }
        case .service:
            context["aws:PrincipalIsAWSService"] = "true"
            context["aws:PrincipalServiceName"] = .one(text)
        case .anonymous:
            context["aws:PrincipalType"] = "Anonymous"
        }
        return context
    }
}
