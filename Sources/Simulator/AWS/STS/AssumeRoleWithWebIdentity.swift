import IAMPolicy
import Wire

/// `sts:AssumeRoleWithWebIdentity`: a service account's token for a role's credentials, without any signature.
enum AssumeRoleWithWebIdentity {
    /// Does it, and leaves an event in the trail of the role's account either way.
    static func run(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let arn = try call.required("RoleArn", length: 1...2_048)
        let sessionName = try TemporaryCredentials.sessionName(call)
        let text = try call.required("WebIdentityToken", length: 4...20_000)
        let seconds = try call.number("DurationSeconds", in: 900...43_200) ?? 3_600
        let (account, _) = try TemporaryCredentials.role(inARN: arn)
        var bearer: WebIdentityToken?
        do throws(AWSFault) {
            let token = try WebIdentityToken(text)
            bearer = token
            let answer = try exchange(call, arn, sessionName, seconds, token, &state)
            note(call, account, bearer, nil, &state)
            return answer
        } catch {
            note(call, account, bearer, error, &state)
            throw error
        }
    }

    private static func exchange(
        _ call: AWSCall, _ arn: String, _ sessionName: String, _ seconds: Int, _ token: WebIdentityToken,
        _ state: inout WorldState
    ) throws(AWSFault) -> AWSAnswer {
        let (account, name) = try TemporaryCredentials.role(inARN: arn)
        let iam =
            state.accounts[account]?.effectiveIAM(at: call.now, delay: state.options.iamPropagationDelay) ?? IAMState()
        let provider = try provider(of: token, account, iam, in: call.partition)
        let audience = try check(token, provider, call, state)
        guard let subject = token.subject else { throw WebIdentityFault.missing("sub") }

        guard let role = iam.roles[name], Names.roleARN(call.partition, account, role) == arn else {
            throw WebIdentityFault.notAuthorized
        }
        let given = SessionTags(token)
        let context = RequestContext(
            Authorizer.commonKeys(call) + given.keys + [
                (provider.url + ":aud", .one(audience)), (provider.url + ":sub", .one(subject)),
                ("aws:FederatedProvider", .one(provider.arn)), ("sts:RoleSessionName", .one(sessionName)),
            ])
        let trust = PolicySet(
            resource: [NamedPolicy("trust-policy", role.trust.document)],
            resourceControl: state.accounts[account]?.resourceControlLevels ?? [])
        for action in ["sts:AssumeRoleWithWebIdentity"] + given.actions {
            let request = PolicyRequest(principal: provider.arn, action: action, resource: arn, context: context)
            guard Evaluator.decide(request, trust).isAllowed else { throw WebIdentityFault.refused(action) }
        }
        guard seconds <= role.maxSessionDuration else {
            throw AWSFault(
                "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        }

        var session = TemporaryCredentials.make(
            call, account: account, identity: .role(name: role.name, id: role.id, sessionName: sessionName),
            seconds: seconds, policies: try TemporaryCredentials.policies(call, iam))
        given.put(on: &session)
        state.sessions.add(session)
        state[iam: account].roles[name]?.lastUsed = (call.now, call.region)
        return .xml(
            [
                XMLNode("Audience", audience), TemporaryCredentials.user(call.partition, account, role, sessionName),
                XMLNode("Provider", provider.arn), TemporaryCredentials.node(session),
                XMLNode("SubjectFromWebIdentityToken", subject),
            ] + given.nodes)
    }

    /// The provider of the role's account that stands for the token's issuer.
    private static func provider(
        of token: WebIdentityToken, _ account: String, _ iam: IAMState, in partition: String
    ) throws(AWSFault) -> OIDCProvider {
        guard let issuer = token.issuer else { throw WebIdentityFault.missing("iss") }
        let bare = issuer.hasPrefix("https://") ? String(issuer.dropFirst(8)) : issuer
        guard let provider = iam.providers[Names.providerARN(partition, account, issuer: bare)] else {
            throw WebIdentityFault.noProvider(issuer)
        }
        return provider
    }

    /// Signature, expiry and audience; returns the audience that counts.
    private static func check(
        _ token: WebIdentityToken, _ provider: OIDCProvider, _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> String {
        guard provider.url == state.cluster.issuer, let key = try? state.cluster.signer.publicKey() else {
            throw WebIdentityFault.noVerificationKey
        }
        guard token.isSigned(by: key) else { throw WebIdentityFault.notValid }
        guard let expires = token.expires else { throw WebIdentityFault.missing("exp") }
        guard call.now.secondsSinceEpoch < Int64(expires) else {
            throw AWSFault(
                "ExpiredTokenException",
                "Token expired: current date/time \(call.now.secondsSinceEpoch) must be before the expiration "
                    + "date/time \(expires)")
        }
        guard !token.audiences.isEmpty else { throw WebIdentityFault.missing("aud") }
        guard let audience = token.audiences.first(where: provider.clientIDs.contains) else {
            throw AWSFault("InvalidIdentityToken", "Incorrect token audience")
        }
        return audience
    }

    private static func note(
        _ call: AWSCall, _ account: String, _ token: WebIdentityToken?, _ fault: AWSFault?, _ state: inout WorldState
    ) {
        guard state.accounts[account] != nil else { return }
        Trail.append(
            call, fault: fault, account: account,
            identity: identity(token, account, in: call.partition), resources: [], &state)
    }

    /// Who asks, as the trail writes it: the provider's ARN, the audience and the subject, all of them from the token.
    private static func identity(_ token: WebIdentityToken?, _ account: String, in partition: String) -> JSONValue {
        guard let token, let issuer = token.issuer else { return ["type": "WebIdentityUser"] }
        let bare = issuer.hasPrefix("https://") ? String(issuer.dropFirst(8)) : issuer
        return identity(
            issuer: bare, audience: token.audiences.first ?? "", subject: token.subject ?? "", account: account,
            in: partition)
    }

    /// Who asks, by what stands in a token; the issuer without its scheme.
    static func identity(
        issuer: String, audience: String, subject: String, account: String, in partition: String
    ) -> JSONValue {
        let provider = Names.providerARN(partition, account, issuer: issuer)
        return [
            "type": "WebIdentityUser", "principalId": .string("\(provider):\(audience):\(subject)"),
            "userName": .string(subject), "identityProvider": .string(provider),
        ]
    }
}
