/// An OIDC issuer: a cluster's address that signs tokens, kept without `https://` as IAM writes it.
public struct IssuerURL: Identifier {
    /// The issuer without `https://`: `oidc.eks.eu-west-1.amazonaws.com/id/D39B…`.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "OIDC provider" }

    /// What an issuer looks like.
    public static var expectation: String { "an https address such as oidc.eks.eu-west-1.amazonaws.com/id/…" }

    /// Accepts host and path, with or without `https://`; at most 255 characters with it.
    ///
    /// Another scheme, a port, a query or a fragment is refused, as IAM does.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        var bare = text[...]
        if bare.hasPrefix("https://") { bare = bare.dropFirst("https://".count) }
        if let scheme = bare.firstRange(of: "://")?.lowerBound {
            throw Self.error(text, .rule("An issuer begins with https://, not with \(bare[..<scheme])://"))
        }
        try Self.check(String(bare), only: "visible ASCII characters", Characters.isVisible)
        try Self.checkExact(String(bare))
        if bare.contains("#") { throw Self.error(text, .rule("An issuer ends before the # part")) }
        let host = bare.prefix { $0 != "/" }
        if host.isEmpty { throw Self.error(text, .unfinished("The host is missing")) }
        if host.contains(":") { throw Self.error(text, .rule("An issuer has no port or colon in its host")) }
        guard host.unicodeScalars.allSatisfy({ Characters.isAlphanumeric($0) || $0 == "." || $0 == "-" || $0 == "_" })
        else { throw Self.error(text, .rule("\"\(host)\" is no host name")) }
        try Self.check("https://" + bare, atMost: 255)
        self.text = String(bare)
    }

    /// Cuts what surrounds an issuer when a provider's ARN was pasted, and blanks.
    public static func repair(_ text: String) -> String? {
        repair(text) { trimmed in
            (try? ProviderARN(trimmed))?.issuer.text ?? trimmed
        }
    }

    /// The issuer as tokens and EKS write it, with `https://`.
    public var url: String { "https://" + text }

    /// The part up to the first slash.
    public var host: String { String(text.prefix { $0 != "/" }) }

    /// The region in an EKS issuer's host (`oidc.eks.<region>.<suffix>`), nil for other issuers.
    public var region: Region? {
        let labels = host.split(separator: ".")
        guard labels.count > 3, labels[0] == "oidc", labels[1] == "eks" else { return nil }
        return Region(unlisted: String(labels[2]))
    }

    /// The ID that ends an EKS issuer: 32 hexadecimal digits; nil for other issuers.
    public var clusterID: String? {
        guard region != nil, let slash = text.lastIndex(of: "/") else { return nil }
        return String(text[text.index(after: slash)...])
    }
}
