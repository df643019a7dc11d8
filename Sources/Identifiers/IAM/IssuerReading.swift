/// What somebody means who names a cluster's issuer, in whichever form they found it.
///
/// A provider's ARN, the address of the discovery document or of the keys, a slash too many and the dual-stack host all
/// name one issuer, which is the one that tokens carry. For issuers of other makers than EKS only what is certain is
/// taken off: their path may end in a slash.
public struct IssuerReading: Hashable, Sendable {
    /// The issuer as tokens carry it.
    public let issuer: IssuerURL
    /// What was understood differently than it was written, as a sentence; nil where the form says it all.
    public let note: String?

    /// Reads any of the forms.
    public init(_ text: String) throws(IdentifierError) {
        var trimmed = text.trimmed
        if trimmed.hasPrefix("arn:"), let provider = try? ProviderARN(trimmed) { trimmed = provider.issuer.text }
        let isID = trimmed.count == 32 && trimmed.allSatisfy(\.isHexDigit)
        if isID {
            throw IssuerURL.error(
                text,
                .rule(
                    "This is the ID alone; an issuer has its host before it: oidc.eks.REGION.amazonaws.com/id/\(trimmed)"
                ))
        }
        let written = try IssuerURL(trimmed)
        var bare = written.text
        let discovery = "/.well-known/openid-configuration"
        if Self.cut(bare).hasSuffix(discovery) { bare = String(Self.cut(bare).dropLast(discovery.count)) }
        guard Self.isEKS(written.host) else {
            issuer = bare == written.text ? written : try IssuerURL(bare)
            note = nil
            return
        }
        bare = Self.cut(bare)
        if bare.hasSuffix("/keys") { bare = Self.cut(String(bare.dropLast("/keys".count))) }
        let (host, path) = (written.host.lowercasedASCII, bare.dropFirst(written.host.count))
        guard let region = Self.dualStackRegion(host) else {
            issuer = try IssuerURL(host + path)
            note = nil
            return
        }
        issuer = try IssuerURL("oidc.eks.\(region.text).\(region.partition.dnsSuffix)\(path)")
        note =
            "\(written.host) serves the same documents, but tokens carry \(issuer.host): that is the issuer that is used."
    }

    /// Why an issuer is likely none of an EKS cluster, as a sentence; nil where it has the form that all of them have.
    ///
    /// - Parameter issuer: The issuer.
    /// - Returns: The sentence, or nil.
    public static func doubt(_ issuer: IssuerURL) -> String? {
        let id = issuer.text.split(separator: "/", omittingEmptySubsequences: false)
        let isCapitalHex = { (character: Character) in
            character.isHexDigit && (character.isNumber || character.isUppercase)
        }
        if let region = issuer.region, issuer.host == "oidc.eks.\(region.text).\(region.partition.dnsSuffix)",
            id.count == 3, id[1] == "id", id[2].count == 32, id[2].allSatisfy(isCapitalHex)
        {
            return nil
        }
        let region = issuer.region?.text ?? "REGION"
        let suffix = issuer.region?.partition.dnsSuffix ?? Partition.aws.dnsSuffix
        return
            "\(issuer.text) does not look like the issuer of an EKS cluster, which is oidc.eks.\(region).\(suffix)/id/ "
            + "and 32 digits and capitals A to F. Tokens of another issuer are refused."
    }

    /// Whether a host is meant to be one of EKS's issuers.
    private static func isEKS(_ host: String) -> Bool {
        let host = host.lowercasedASCII
        return host.hasPrefix("oidc.eks.") || host.hasPrefix("oidc-eks.")
    }

    /// The region of the host that answers over IPv4 and IPv6: `oidc-eks.<region>.api.aws`.
    private static func dualStackRegion(_ host: String) -> Region? {
        let labels = host.split(separator: ".", maxSplits: 2)
        guard labels.count == 3, labels[0] == "oidc-eks", let region = Region(unlisted: String(labels[1])),
            labels[2] == region.partition.dualStackSuffix
        else { return nil }
        return region
    }

    private static func cut(_ text: String) -> String {
        var text = text[...]
        while text.hasSuffix("/") { text.removeLast() }
        return String(text)
    }
}
