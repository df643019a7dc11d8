public import Wire

/// An IAM OIDC provider (GetOpenIDConnectProvider).
public struct OIDCProvider: Hashable, Sendable {
    /// The issuer without `https://`, as IAM keeps it.
    public var url: String
    /// The audiences that are accepted; IRSA needs `sts.amazonaws.com`.
    public var clientIDs: [String]
    /// Thumbprints of the issuer's certificate chain, 40 hexadecimal digits each.
    public var thumbprints: [String]
    /// When it was made.
    public var created: Timestamp?
    /// Its tags.
    public var tags: [AWSTag]
}
