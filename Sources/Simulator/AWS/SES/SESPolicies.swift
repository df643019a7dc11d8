/// Sending policies in the first version of SES.
enum SESPolicies {
    /// Puts a policy, new or in place of the one with that name.
    static func put(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let identity = try IdentityName.orARN(call.required("Identity"), call)
        let name = try SendingPolicies.name(call.required("PolicyName"), call)
        try SendingPolicies.put(call.required("Policy"), name: name, on: identity, call, &state)
        return .xml([])
    }

    /// Shows policies by name; names that do not exist are left out.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policies = try find(call, state).policies
        let names = call.form.list("PolicyNames")
        guard (1...20).contains(names.count) else {
            throw .invalid("policyNames", "[]", "Member must have length between 1 and 20")
        }
        let entries = names.compactMap { name in
            policies[name].map { (key: name, value: XMLNode("value", SendingPolicies.shown($0, state))) }
        }
        return .xml([.map("Policies", entries)])
    }

    /// Lists the names of policies.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        .xml([.list("PolicyNames", texts: try find(call, state).policies.keys.sorted())])
    }

    /// Deletes a policy; one that does not exist is deleted already.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let identity = try find(call, state)
        let name = try SendingPolicies.name(call.required("PolicyName"), call)
        state[ses: call.account, call.region].identities[identity.name]?.policies[name] = nil
        return .xml([])
    }

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> EmailIdentity {
        let name = try IdentityName.orARN(call.required("Identity"), call)
        guard let identity = state[ses: call.account, call.region].identities[name] else {
            throw SESFault.noIdentity(call, name)
        }
        return identity
    }
}
