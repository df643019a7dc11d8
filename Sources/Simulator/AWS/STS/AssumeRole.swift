import IAMPolicy
import Wire

/// `sts:AssumeRole`: both the caller's policies and the role's trust policy decide.
enum AssumeRole {
    /// Answers with the credentials of a new session.
    static func run(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (session, role) = try session(call, &state)
        let name = try TemporaryCredentials.sessionName(call)
        return .xml(
            [
                TemporaryCredentials.node(session),
                TemporaryCredentials.user(call.partition, session.account, role, name),
            ]
                + (session.sourceIdentity.map { [XMLNode("SourceIdentity", $0)] } ?? []))
    }

    /// Makes a session of the role that `RoleArn` names.
    static func session(
        _ call: AWSCall, _ state: inout WorldState
    ) throws(AWSFault) -> (session: Session, role: IAMRole) {
        guard let caller = call.caller else { throw AWSFault("AccessDenied", "Access denied", status: 403) }
        let arn = try call.required("RoleArn", length: 20...2_048)
        let sessionName = try TemporaryCredentials.sessionName(call)
        let (account, name) = try TemporaryCredentials.role(inARN: arn)
        let seconds = try call.number("DurationSeconds", in: 900...43_200) ?? 3_600
        try TemporaryCredentials.refuseSecondFactor(call)
        var given = try SessionTags(call)
        let calling = state.sessions[caller.accessKeyID]
        let refusal = { (action: String) in
            AWSFault(
                "AccessDenied", "User: \(caller.arn) is not authorized to perform: \(action) on resource: \(arn)",
                status: 403)
        }
        // Who is behind a chain of sessions cannot be changed on the way.
        if let source = calling?.sourceIdentity, let other = given.sourceIdentity, source != other {
            throw refusal("sts:SetSourceIdentity")
        }
        try given.inherit(from: calling)
        let iam = state.accounts[account]?.effectiveIAM(at: call.now, delay: state.options.iamPropagationDelay)
        guard let iam, let role = iam.roles[name], Names.roleARN(call.partition, account, role) == arn else {
            throw refusal("sts:AssumeRole")
        }
        var context: [(String, ContextValue)] = [("sts:RoleSessionName", .one(sessionName))] + given.keys
        if let id = try call.optional("ExternalId", length: 2...1_224) { context.append(("sts:ExternalId", .one(id))) }
        for action in ["sts:AssumeRole"] + given.actions {
            let decision = try Authorizer.decide(
                call, action: action, resource: arn,
                resourcePolicies: [NamedPolicy("trust-policy", role.trust.document)], context: context, in: state)
            guard decision.isAllowed else { throw refusal(action) }
        }
        var isChained = false
        if case .role = caller.kind { isChained = true }
        try checkDuration(seconds, role, isChained: isChained)
        var session = TemporaryCredentials.make(
            call, account: account, identity: .role(name: role.name, id: role.id, sessionName: sessionName),
            seconds: seconds, policies: try TemporaryCredentials.policies(call, iam), isChained: isChained)
        given.put(on: &session)
        state.sessions.add(session)
        state[iam: account].roles[name]?.lastUsed = (call.now, call.region)
        Trail.append(
            call, fault: nil, account: account, identity: ["type": "AssumedRole", "arn": .string(caller.arn)],
            resources: [], &state)
        return (session, role)
    }

    private static func checkDuration(_ seconds: Int, _ role: IAMRole, isChained: Bool) throws(AWSFault) {
        if isChained, seconds > 3_600 {
            throw AWSFault(
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining")
        }
        if seconds > role.maxSessionDuration {
            throw AWSFault(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        }
    }
}
