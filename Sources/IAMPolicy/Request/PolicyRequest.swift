/// One request to decide: who wants to do what with which resource, under which circumstances.
public struct PolicyRequest: Hashable, Sendable {
    /// Who asks.
    public let principal: RequestPrincipal
    /// The action as AWS authorises it, for instance `ses:SendRawEmail`.
    public let action: String
    /// The ARN of the resource, or `*` for actions without one.
    public let resource: String
    /// The account that owns the resource; nil where the ARN does not tell and nobody said.
    public let resourceAccount: String?
    /// The condition keys, with those that follow from the caller filled in.
    public let context: RequestContext

    let actionBytes: [UInt8]
    let resourceBytes: [UInt8]
    /// ARN of the role behind a session, or of the user: what `Principal` elements name.
    let principalARN: String?
    /// The unique id before the colon of `aws:userid`: `AROA…`, `AIDA…`.
    let uniqueID: String?

    /// Prepares a request.
    ///
    /// - Parameters:
    ///   - principal: the caller's ARN; a session's for a role, the provider's for a web identity, or a service's name.
    ///   - action: service and action, in any case of letters.
    ///   - resource: ARN of the resource.
    ///   - resourceAccount: its owner; the ARN's account when left out.
    ///   - context: condition keys; a role with a path needs `aws:PrincipalArn`, a unique id needs `aws:userid`.
    ///   - uniqueID: the unique id of the role where the session, and so `aws:userid`, is unknown.
    public init(
        principal: String, action: String, resource: String, resourceAccount: String? = nil,
        context: RequestContext = RequestContext(), uniqueID: String? = nil
    ) {
        let caller = RequestPrincipal(principal)
        self.principal = caller
        self.action = action
        self.resource = resource
        let owner = resourceAccount ?? ARNParts(resource)?.account
        self.resourceAccount = owner.flatMap { $0.isEmpty ? nil : $0 }
        let filled = context.filled(from: caller.contextKeys)
        self.context = filled
        actionBytes = Array(action.lowercased().utf8)
        resourceBytes = Array(resource.utf8)
        principalARN = filled["aws:PrincipalArn"]?.all.first
        self.uniqueID =
            uniqueID ?? filled["aws:userid"]?.all.first.flatMap { $0.split(separator: ":").first.map(String.init) }
    }

    /// Whether caller and resource are in one account, as far as is known.
    public var isSameAccount: Bool {
        guard let mine = principal.account, let owner = resourceAccount else { return true }
        return mine == owner
    }

    /// Whether the request asks STS for a role, which the role's trust policy must allow even inside one account.
    public var asksForRole: Bool {
        action.lowercased().hasPrefix("sts:") && resource.contains(":iam::") && resource.contains(":role/")
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
    /// - Returns: The request.
    public func inOwnAccount(_ account: String, resource: String? = nil, action: String? = nil) -> PolicyRequest {
        PolicyRequest(
            principal: principal.text, action: action ?? self.action, resource: resource ?? self.resource,
            resourceAccount: account, context: context, uniqueID: uniqueID)
    }
}
