import IAMPolicy
import Wire

/// Whose account a resource is in.
private enum IdentityOwner {
    /// The account in an ARN, nil where there is none.
    static func account(of arn: String) -> String? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 5 && parts[4].utf8.count == 12 ? String(parts[4]) : nil
    }
}

/// Decides what callers may do, with the policies of the world and the policy engine.
enum Authorizer {
    /// Refuses a call that its caller's policies do not allow, in the words of the service.
    static func check(
        _ call: AWSCall, _ operation: AWSOperation, action: String, in state: WorldState
    ) throws(AWSFault) {
        let keys = RequestKeys.keys(call, operation, state)
        var actions = [action]
        if let tagAction = operation.tagAction, !RequestKeys.tags(call).isEmpty { actions.append(tagAction) }
        for resource in try operation.resources(call, state) {
            for action in actions {
                let decision = try decide(call, action: action, resource: resource, context: keys, in: state)
                guard decision.isAllowed else { throw refusal(call, decision) }
            }
        }
    }

    /// Decides one action on one resource.
    ///
    /// - Parameters:
    ///   - call: who asks, when, and how.
    ///   - action: the action.
    ///   - resource: the ARN, or `*`.
    ///   - resourcePolicies: the policies on the resource.
    ///   - context: condition keys beyond the ones every request has.
    ///   - state: the world.
    /// - Returns: the decision.
    /// - Throws: a fault where nobody is known to ask.
    static func decide(
        _ call: AWSCall, action: String, resource: String, resourcePolicies: [NamedPolicy] = [],
        context: [(String, ContextValue)] = [], in state: WorldState
    ) throws(AWSFault) -> Decision {
        guard let caller = call.caller else {
            throw AWSFault("MissingAuthenticationToken", "Request is missing Authentication Token", status: 403)
        }
        var policies = PolicySet()
        if let account = state.accounts[caller.account] {
            policies = account.effectiveIAM(at: call.now, delay: state.options.iamPropagationDelay).policies(of: caller)
        }
        policies.resource = resourcePolicies
        policies.serviceControl = state.accounts[caller.account]?.serviceControlLevels ?? []
        if action.hasPrefix("sts:"), let owner = IdentityOwner.account(of: resource) {
            policies.resourceControl = state.accounts[owner]?.resourceControlLevels ?? []
        }
        policies.session =
            state.sessions[caller.accessKeyID]?.sessionPolicies.enumerated()
            .map { NamedPolicy("session-policy-\($0.offset + 1)", $0.element.document) } ?? []
        // AWS's own policies belong to no account: whoever reads or attaches them needs their own account's word alone.
        let isShared = resource == "*" || resource.contains(":iam::aws:")
        let owner = isShared ? caller.account : nil
        let request = PolicyRequest(
            principal: caller.arn, action: action, resource: resource, resourceAccount: owner,
            context: RequestContext(commonKeys(call, caller, state) + context))
        return Evaluator.decide(request, policies)
    }

    /// The condition keys that every request carries.
    private static func commonKeys(
        _ call: AWSCall, _ caller: Caller, _ state: WorldState
    ) -> [(String, ContextValue)] {
        commonKeys(call) + [
            ("aws:PrincipalArn", .one(caller.principalARN)), ("aws:userid", .one(caller.userID)),
            ("aws:PrincipalAccount", .one(caller.account)),
        ] + RequestKeys.session(of: caller, state)
    }

    /// The condition keys of a request whoever makes it.
    static func commonKeys(_ call: AWSCall) -> [(String, ContextValue)] {
        [
            ("aws:CurrentTime", .one(call.now.iso8601)), ("aws:EpochTime", .one(String(call.now.secondsSinceEpoch))),
            ("aws:SecureTransport", .one(call.secure ? "true" : "false")), ("aws:SourceIp", "127.0.0.1"),
            ("aws:UserAgent", .one(call.userAgent)), ("aws:RequestedRegion", .one(call.region)),
        ]
    }

    /// The refusal in the words of the service that was asked.
    static func refusal(_ call: AWSCall, _ decision: Decision) -> AWSFault {
        let request = decision.request
        if call.service == .ses {
            return sending(call, action: request.action, resource: request.resource)
        }
        let arn = call.caller?.arn ?? "anonymous"
        var text = "User: \(arn) is not authorized to perform: \(request.action) on resource: \(request.resource)"
        text += because(decision)
        return AWSFault(call.service.speaksJSON ? "AccessDeniedException" : "AccessDenied", text, status: 403)
    }

    /// SES's own form of a refusal, with its back-tick and apostrophe.
    static func sending(_ call: AWSCall, action: String, resource: String, plain: Bool = false) -> AWSFault {
        let arn = call.caller?.arn ?? "anonymous"
        let code = call.service.speaksJSON ? "AccessDeniedException" : "AccessDenied"
        let text =
            plain
            ? "User: \(arn) is not authorized to perform: \(action) on resource: \(resource)"
            : "User `\(arn)' is not authorized to perform `\(action)' on resource `\(resource)'"
        return AWSFault(code, text, status: 403)
    }

    private static func because(_ decision: Decision) -> String {
        let action = decision.request.action
        let kind: (Blame) -> String = { blame in
            switch blame {
            case .identity: "identity-based policy"
            case .resource, .trustPolicy: "resource-based policy"
            case .permissionsBoundary: "permissions boundary"
            case .sessionPolicy: "session policy"
            case .serviceControlPolicy: "service control policy"
            case .resourceControlPolicy: "resource control policy"
            }
        }
        guard let blame = decision.blame.first else { return "" }
        let name = kind(blame)
        if decision.decision == .explicitlyDenied {
            return " with an explicit deny in \(name.hasPrefix("i") ? "an" : "a") \(name)"
        }
        return " because no \(name) allows the \(action) action"
    }
}
