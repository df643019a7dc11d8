/// One entry of `contexts`: which cluster, as whom, in which namespace.
public struct KubeconfigContext: Hashable, Sendable {
    /// The entry's name.
    public var name: String
    /// The cluster's entry.
    public var cluster: KubeconfigText?
    /// The user's entry.
    public var user: KubeconfigText?
    /// The namespace where a call names none.
    public var namespace: String?
    /// Where the entry begins.
    public var origin: KubeconfigText
}
