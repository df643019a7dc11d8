/// One entry of `clusters`.
public struct KubeconfigCluster: Hashable, Sendable {
    /// The entry's name.
    public var name: String
    /// The API server's URL.
    public var server: KubeconfigText?
    /// The cluster's own authority.
    public var authority: KubeconfigData?
    /// The name that the server's certificate must carry, when it is not the URL's host.
    public var serverName: String?
    /// The proxy for this cluster, which beats the environment's.
    public var proxyURL: String?
    /// Whether any certificate is accepted.
    public var acceptsAnyCertificate: Bool
    /// Where the entry begins.
    public var origin: KubeconfigText
}
