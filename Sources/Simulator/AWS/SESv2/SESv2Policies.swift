import Wire

/// Sending policies in the second version of SES, which tells creating from updating.
enum SESv2Policies {
    /// Shows all policies of an identity.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policies = try SESv2Identities.find(call, state).policies.sorted { $0.key < $1.key }
            .map { ($0.key, JSONValue.string(SendingPolicies.shown($0.value, state))) }
        return .object([("Policies", .object(JSONObject(policies)))])
    }

    /// Adds a policy.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (identity, name) = try target(call, state)
        guard identity.policies[name] == nil else {
            throw AWSFault("AlreadyExistsException", "Policy \(name) already exists for identity \(identity.name).")
        }
        try SendingPolicies.put(call.requiredText("Policy"), name: name, on: identity.name, call, &state)
        return .object([])
    }

    /// Replaces a policy.
    static func update(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (identity, name) = try target(call, state)
        guard identity.policies[name] != nil else { throw missing(name, identity) }
        try SendingPolicies.put(call.requiredText("Policy"), name: name, on: identity.name, call, &state)
        return .object([])
    }

    /// Deletes a policy.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (identity, name) = try target(call, state)
        guard identity.policies[name] != nil else { throw missing(name, identity) }
        state[ses: call.account, call.region].identities[identity.name]?.policies[name] = nil
        return .object([])
    }

    private static func target(
        _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> (identity: EmailIdentity, name: String) {
        let identity = try SESv2Identities.find(call, state)
        return (identity, try SendingPolicies.name(call.path["PolicyName"] ?? "", call))
    }

    private static func missing(_ name: String, _ identity: EmailIdentity) -> AWSFault {
        AWSFault(
            "NotFoundException", "Policy \(name) does not exist for identity \(identity.name).", status: 404)
    }
}
