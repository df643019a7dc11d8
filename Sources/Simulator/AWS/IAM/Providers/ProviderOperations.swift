import Digest
import Wire

/// IAM's OpenID Connect providers.
enum ProviderOperations {
    /// The ARN that a new provider will have.
    static func newARN(_ call: AWSCall) throws(AWSFault) -> String {
        Names.providerARN(call.partition, call.account, issuer: try issuer(call))
    }

    /// Creates a provider; where no thumbprint is given, IAM asks the issuer's host for its certificates and keeps one.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let issuer = try issuer(call)
        let clientIDs = call.form.list("ClientIDList")
        let given = call.form.list("ThumbprintList")
        try check(clientIDs)
        try check(thumbprints: given)
        let thumbprints = given.isEmpty ? [thumbprint(of: issuer)] : given
        let tags = try IAMTags.given(call)
        let arn = Names.providerARN(call.partition, call.account, issuer: issuer)
        guard state[iam: call.account].providers[arn] == nil else {
            throw IAMFault.exists("Provider with url https://\(issuer) already exists.")
        }
        guard state[iam: call.account].providers.count < 100 else {
            throw IAMFault.limit("Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100")
        }
        state[iam: call.account].providers[arn] = OIDCProvider(
            arn: arn, url: issuer, clientIDs: clientIDs, thumbprints: thumbprints, created: call.now, tags: tags)
        return .xml(
            [XMLNode("OpenIDConnectProviderArn", arn)] + (tags.count > 0 ? [IAMTags.node(tags)] : []))
    }

    /// Shows a provider, its URL without scheme.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        return .xml([
            .list("ThumbprintList", texts: provider.thumbprints), XMLNode("CreateDate", provider.created.iso8601),
            .list("ClientIDList", texts: provider.clientIDs), XMLNode("Url", provider.url),
            IAMTags.node(provider.tags),
        ])
    }

    /// Lists the ARNs; never in pages.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let arns = state[iam: call.account].providers.keys.sorted()
        return .xml([.list("OpenIDConnectProviderList", arns.map { [XMLNode("Arn", $0)] })])
    }

    /// Deletes a provider; deleting one that does not exist succeeds on AWS only where it never did, so it is refused.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        state[iam: call.account].providers[provider.arn] = nil
        return .acknowledged
    }

    /// Adds a client id; adding one that is there already succeeds.
    static func addClientID(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        let id = try call.required("ClientID", length: 1...255)
        guard !provider.clientIDs.contains(id) else { return .acknowledged }
        guard provider.clientIDs.count < 100 else {
            throw IAMFault.limit("Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100")
        }
        state[iam: call.account].providers[provider.arn]?.clientIDs.append(id)
        return .acknowledged
    }

    /// Removes a client id; removing one that is not there succeeds.
    static func removeClientID(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        let id = try call.required("ClientID", length: 1...255)
        state[iam: call.account].providers[provider.arn]?.clientIDs.removeAll { $0 == id }
        return .acknowledged
    }

    /// Replaces the thumbprints.
    static func updateThumbprint(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        let thumbprints = call.form.list("ThumbprintList")
        try check(thumbprints: thumbprints)
        state[iam: call.account].providers[provider.arn]?.thumbprints = thumbprints
        return .acknowledged
    }

    /// Adds tags.
    static func tag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var tags = try find(call, state).tags
        try IAMTags.add(call, to: &tags)
        state[iam: call.account].providers[try find(call, state).arn]?.tags = tags
        return .acknowledged
    }

    /// Removes tags.
    static func untag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let provider = try find(call, state)
        var tags = provider.tags
        try IAMTags.remove(call, from: &tags)
        state[iam: call.account].providers[provider.arn]?.tags = tags
        return .acknowledged
    }

    /// Lists tags.
    static func listTags(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try IAMTags.page(call, find(call, state).tags)
    }

    // MARK: Parts

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> OIDCProvider {
        let arn = try call.required("OpenIDConnectProviderArn", length: 20...2_048)
        guard arn.hasPrefix("arn:"), arn.contains(":oidc-provider/") else {
            throw AWSFault("ValidationError", "Invalid ARN: \(arn.prefix(200))")
        }
        guard let provider = state[iam: call.account].providers[arn] else {
            throw IAMFault.noSuchEntity("OpenIDConnect Provider not found for arn \(arn)")
        }
        return provider
    }

    /// The issuer in `Url` without its scheme, to the letter: a slash at its end makes it another issuer.
    private static func issuer(_ call: AWSCall) throws(AWSFault) -> String {
        let url = try call.required("Url", length: 1...255)
        let rest = url.dropFirst(8)
        let host = rest.prefix { $0 != "/" }
        guard url.hasPrefix("https://"), !host.isEmpty, !host.contains(":"), !rest.contains("?"), !rest.contains("#"),
            rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw AWSFault("ValidationError", "Invalid Open ID Connect Provider URL") }
        return String(rest)
    }

    /// The SHA-1 of a certificate in the chain of the issuer's host; a world's hosts have none, so it follows from the name.
    private static func thumbprint(of issuer: String) -> String {
        Hex.encode(SHA1.hash(Array(issuer.utf8.prefix { $0 != 0x2F })))
    }

    private static func check(_ clientIDs: [String]) throws(AWSFault) {
        guard clientIDs.count <= 100 else {
            throw IAMFault.limit("Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100")
        }
        for id in clientIDs where id.isEmpty || id.utf8.count > 255 {
            throw .invalid("clientIDList", "[\(id)]", "Member must have length between 1 and 255")
        }
    }

    private static func check(thumbprints: [String]) throws(AWSFault) {
        guard thumbprints.count <= 5 else {
            throw AWSFault("InvalidInput", "Thumbprint list must contain fewer than 5 entries.")
        }
        let isHex: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
        }
        for print in thumbprints where print.utf8.count != 40 || !print.utf8.allSatisfy(isHex) {
            throw .invalid(
                "thumbprintList", "[\(print)]",
                "Member must satisfy constraint: [Member must have length less than or equal to 40, "
                    + "Member must have length greater than or equal to 40]")
        }
    }
}
