extension IAM {
    /// Reads an OIDC provider (GetOpenIDConnectProvider).
    ///
    /// - Parameter arn: `arn:<partition>:iam::<account>:oidc-provider/<issuer without https://>`.
    /// - Returns: The provider.
    /// - Throws: ``AWSFailure``.
    public func getOpenIDConnectProvider(_ arn: String) async throws(AWSFailure) -> OIDCProvider {
        var input = QueryInput()
        input.add("OpenIDConnectProviderArn", arn)
        let result = try await call("GetOpenIDConnectProvider", input)
        return OIDCProvider(
            url: result.optional("Url") ?? "", clientIDs: result.texts("ClientIDList"),
            thumbprints: result.texts("ThumbprintList"), created: result.time("CreateDate"), tags: result.tags())
    }

    /// The ARNs of all OIDC providers of the account (ListOpenIDConnectProviders); not paginated.
    public func listOpenIDConnectProviders() async throws(AWSFailure) -> [String] {
        let result = try await call("ListOpenIDConnectProviders", QueryInput())
        return result.members("OpenIDConnectProviderList").compactMap { $0.optional("Arn") }
    }

    /// Makes an OIDC provider (CreateOpenIDConnectProvider).
    ///
    /// - Parameters:
    ///   - url: The issuer with `https://`, at most 255 characters.
    ///   - clientIDs: The audiences; IRSA needs `sts.amazonaws.com`.
    ///   - thumbprints: None by default: AWS checks the issuer against its own authorities.
    ///   - tags: At most 50.
    /// - Returns: The provider's ARN.
    /// - Throws: ``AWSFailure``.
    public func createOpenIDConnectProvider(
        url: String, clientIDs: [String], thumbprints: [String] = [], tags: [AWSTag] = []
    ) async throws(AWSFailure) -> String {
        var input = QueryInput()
        input.add("Url", url)
        input.add("ClientIDList", clientIDs)
        input.add("ThumbprintList", thumbprints)
        input.add("Tags", tags)
        return try await write("CreateOpenIDConnectProvider", input).required("OpenIDConnectProviderArn")
    }

    /// Deletes an OIDC provider (DeleteOpenIDConnectProvider).
    public func deleteOpenIDConnectProvider(_ arn: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("OpenIDConnectProviderArn", arn)
        _ = try await write("DeleteOpenIDConnectProvider", input)
    }

    /// Accepts another audience (AddClientIDToOpenIDConnectProvider); doing it twice does no harm.
    public func addClientID(_ clientID: String, toOpenIDConnectProvider arn: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("OpenIDConnectProviderArn", arn)
        input.add("ClientID", clientID)
        _ = try await write("AddClientIDToOpenIDConnectProvider", input)
    }

    /// Accepts an audience no more (RemoveClientIDFromOpenIDConnectProvider); doing it twice does no harm.
    public func removeClientID(_ clientID: String, fromOpenIDConnectProvider arn: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("OpenIDConnectProviderArn", arn)
        input.add("ClientID", clientID)
        _ = try await write("RemoveClientIDFromOpenIDConnectProvider", input)
    }

    /// Adds tags to an OIDC provider or overwrites them (TagOpenIDConnectProvider).
    public func tagOpenIDConnectProvider(_ arn: String, tags: [AWSTag]) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("OpenIDConnectProviderArn", arn)
        input.add("Tags", tags)
        _ = try await write("TagOpenIDConnectProvider", input)
    }
}
