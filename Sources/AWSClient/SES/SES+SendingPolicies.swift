import Wire

extension SES {
    /// The sending policies of an identity (SES v2 GetEmailIdentityPolicies).
    public func getEmailIdentityPolicies(_ identity: String) async throws(AWSFailure) -> [SendingPolicyText] {
        let answer = try await call("GetEmailIdentityPolicies", "GET", ["identities", identity, "policies"])
        return answer.entries("Policies").map { SendingPolicyText(name: $0.key, document: $0.value) }
    }

    /// Adds a sending policy (SES v2 CreateEmailIdentityPolicy); one of this name must not exist yet.
    ///
    /// - Parameters:
    ///   - identity: The address or domain.
    ///   - policy: At most 20 per identity, 4 KB each.
    /// - Throws: ``AWSFailure``.
    public func createEmailIdentityPolicy(_ identity: String, _ policy: SendingPolicyText) async throws(AWSFailure) {
        _ = try await call(
            "CreateEmailIdentityPolicy", "POST", ["identities", identity, "policies", policy.name],
            body: ["Policy": .string(policy.document)], effect: .write)
    }

    /// Replaces a sending policy (SES v2 UpdateEmailIdentityPolicy); one of this name must exist.
    public func updateEmailIdentityPolicy(_ identity: String, _ policy: SendingPolicyText) async throws(AWSFailure) {
        _ = try await call(
            "UpdateEmailIdentityPolicy", "PUT", ["identities", identity, "policies", policy.name],
            body: ["Policy": .string(policy.document)], effect: .write)
    }

    /// Removes a sending policy (SES v2 DeleteEmailIdentityPolicy); one that does not exist is no error.
    public func deleteEmailIdentityPolicy(_ identity: String, name: String) async throws(AWSFailure) {
        _ = try await call(
            "DeleteEmailIdentityPolicy", "DELETE", ["identities", identity, "policies", name], effect: .write)
    }

    /// Adds or replaces a sending policy (SES v1 PutIdentityPolicy).
    public func putIdentityPolicyV1(_ identity: String, _ policy: SendingPolicyText) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("Identity", identity)
        input.add("PolicyName", policy.name)
        input.add("Policy", policy.document)
        _ = try await callV1("PutIdentityPolicy", input, effect: .write)
    }

    /// Reads sending policies by name (SES v1 GetIdentityPolicies); unknown names are missing from the answer.
    ///
    /// - Parameters:
    ///   - identity: The address or domain.
    ///   - names: At most 20.
    /// - Returns: The policies that exist.
    /// - Throws: ``AWSFailure``.
    public func getIdentityPoliciesV1(_ identity: String, names: [String]) async throws(AWSFailure)
        -> [SendingPolicyText]
    {
        var input = QueryInput()
        input.add("Identity", identity)
        input.add("PolicyNames", names)
        let result = try await callV1("GetIdentityPolicies", input)
        return result.entries("Policies").map { SendingPolicyText(name: $0.key, document: $0.value.text) }
    }
}
