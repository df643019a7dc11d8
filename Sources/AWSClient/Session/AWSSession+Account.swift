import Identifiers

extension AWSSession {
    /// Makes sure that the credentials as they are now may be used; asks STS only about a key that is new.
    ///
    /// - Throws: `AWSFailure.otherAccount`, or why there are no credentials.
    public func proveCredentials() async throws(AWSFailure) {
        _ = try await provenCredentials()
    }

    /// The credentials as they are now, for what is signed without being a call of this session: tokens of clusters.
    func provenCredentials() async throws(AWSFailure) -> Credentials {
        let credentials = try await credentials()
        let call = AWSCall(
            service: .sts, operation: "GetCallerIdentity", label: label, account: credentials.accountID,
            region: region.text, attempts: 0)
        try await prove(credentials, for: call, writes: false)
        return credentials
    }

    /// What the provider hands out now, whoever it belongs to.
    func credentials() async throws(AWSFailure) -> Credentials {
        do {
            return try await provider.credentials()
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .credentials(error)
        }
    }

    /// Makes sure that credentials belong to the account that this session is bound to.
    ///
    /// STS is asked with these very credentials, once for each access key. The first key that a session meets may look
    /// before STS has answered, as looking changes nothing and the plan compares accounts anyway.
    ///
    /// - Parameters:
    ///   - credentials: What would sign the call.
    ///   - call: The call, for the error.
    ///   - writes: Whether the call changes something.
    /// - Throws: `AWSFailure.otherAccount`; `.unbound` for a change without a binding; what STS answered.
    func prove(_ credentials: Credentials, for call: AWSCall, writes: Bool) async throws(AWSFailure) {
        guard let account else {
            if writes { throw .unbound(call) }
            return
        }
        let key = credentials.accessKeyID
        let isFirst = state.isFirst(key: key)
        var found = state.account(ofKey: key)
        var caller = ""
        if found == nil {
            if isFirst, !writes { return }
            let identity = try await STS(acting(with: StaticCredentials(credentials))).getCallerIdentity()
            found = identity.account
            caller = identity.arn
        }
        guard found == account else {
            throw .otherAccount(OtherAccount(call: call, expected: account, found: found ?? "", caller: caller))
        }
    }
}
