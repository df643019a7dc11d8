import Wire

/// Identities in the second version of SES.
enum SESv2Identities {
    /// Creates an identity and asks for its verification.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.read(call.requiredText("EmailIdentity"), call)
        let set = call.body["ConfigurationSetName"]?.string
        let tags = try call.checkedTags
        let ses = state[ses: call.account, call.region]
        guard ses.identities[name] == nil else {
            throw AWSFault("AlreadyExistsException", "Email identity \(name) already exist.")
        }
        guard ses.identities.count < 10_000 else { throw SESFault.limit(call, "Too many identities.") }
        if let set, ses.configurationSets[set] == nil { throw SESFault.noConfigurationSet(call, set) }
        Verification.begin(name, call, tags: tags, &state)
        state[ses: call.account, call.region].identities[name]?.configurationSet = set
        let identity = try find(name, call, state)
        return .object([
            ("IdentityType", .string(type(identity))), ("VerifiedForSendingStatus", .bool(identity.isVerified)),
            ("DkimAttributes", dkim(identity, call)),
        ])
    }

    /// Lists identities by name.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let all = state[ses: call.account, call.region].identities.values.sorted { $0.name < $1.name }
        let page = try call.jsonPage(all)
        let identities: [JSONValue] = page.items.map { identity in
            [
                "IdentityType": .string(type(identity)), "IdentityName": .string(identity.name),
                "SendingEnabled": .bool(identity.isVerified),
                "VerificationStatus": .string(identity.status(at: call.now).rawValue),
            ]
        }
        return .object([
            ("EmailIdentities", .array(identities)), ("NextToken", page.next.map { .string($0) }),
        ])
    }

    /// Everything about an identity: status, policies, tags.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let identity = try find(call, state)
        let status = identity.status(at: call.now)
        let policies = identity.policies.sorted { $0.key < $1.key }
            .map { ($0.key, JSONValue.string(SendingPolicies.shown($0.value, state))) }
        let mailFrom: JSONValue = .present([
            ("MailFromDomain", identity.mailFromDomain.map { .string($0) }),
            ("MailFromDomainStatus", identity.mailFromDomain.map { _ in .string(identity.mailFromStatus) }),
            ("BehaviorOnMxFailure", .string(identity.mailFromBehaviour)),
        ])
        return .object([
            ("IdentityType", .string(type(identity))),
            ("FeedbackForwardingStatus", .bool(identity.feedbackForwarding)),
            ("VerifiedForSendingStatus", .bool(identity.isVerified)), ("DkimAttributes", dkim(identity, call)),
            ("MailFromAttributes", mailFrom), ("Policies", .object(JSONObject(policies))),
            ("Tags", .tags(identity.tags)),
            ("ConfigurationSetName", identity.configurationSet.map { .string($0) }),
            ("VerificationStatus", .string(status.rawValue)), ("VerificationInfo", .object(JSONObject())),
        ])
    }

    /// Deletes an identity with its policies.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let identity = try find(call, state)
        state.deleteIdentity(identity.name, call)
        return .object([])
    }

    /// Switches signing on or off.
    static func putDKIM(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { $0.dkimEnabled = call.body["SigningEnabled"]?.bool ?? false }
    }

    /// Switches the forwarding of bounces on or off.
    static func putFeedback(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { $0.feedbackForwarding = call.body["EmailForwardingEnabled"]?.bool ?? false }
    }

    /// Sets or removes the custom MAIL FROM domain.
    static func putMailFrom(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { identity in
            identity.mailFromDomain = call.body["MailFromDomain"]?.string
            identity.mailFromStatus = "PENDING"
            identity.mailFromBehaviour = call.body["BehaviorOnMxFailure"]?.string ?? "USE_DEFAULT_VALUE"
        }
    }

    /// Sets or removes the default configuration set.
    static func putConfigurationSet(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = call.body["ConfigurationSetName"]?.string
        if let set, state[ses: call.account, call.region].configurationSets[set] == nil {
            throw SESFault.noConfigurationSet(call, set)
        }
        return try change(call, &state) { $0.configurationSet = set }
    }

    // MARK: Parts

    /// The identity that the path names.
    static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> EmailIdentity {
        try find(IdentityName.read(call.path["EmailIdentity"] ?? "", call), call, state)
    }

    private static func find(_ name: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> EmailIdentity {
        guard let identity = state[ses: call.account, call.region].identities[name] else {
            throw SESFault.noIdentity(call, name)
        }
        return identity
    }

    private static func change(
        _ call: AWSCall, _ state: inout WorldState, _ body: (inout EmailIdentity) -> Void
    ) throws(AWSFault) -> AWSAnswer {
        var identity = try find(call, state)
        body(&identity)
        state[ses: call.account, call.region].identities[identity.name] = identity
        return .object([])
    }

    private static func type(_ identity: EmailIdentity) -> String {
        identity.isDomain ? "DOMAIN" : "EMAIL_ADDRESS"
    }

    private static func dkim(_ identity: EmailIdentity, _ call: AWSCall) -> JSONValue {
        .present([
            ("SigningEnabled", .bool(identity.isDomain && identity.dkimEnabled)),
            ("Status", .string(identity.isDomain ? identity.status(at: call.now).rawValue : "NOT_STARTED")),
            ("Tokens", identity.isDomain ? JSONValue(identity.dkimTokens) : nil),
            ("SigningHostedZone", identity.isDomain ? .string(Verification.signingZone) : nil),
            ("SigningAttributesOrigin", "AWS_SES"), ("NextSigningKeyLength", "RSA_2048_BIT"),
            ("CurrentSigningKeyLength", identity.isDomain ? "RSA_2048_BIT" : nil),
        ])
    }
}
