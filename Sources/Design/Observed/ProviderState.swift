/// A provider in IAM (`iam:GetOpenIDConnectProvider`).
public struct ProviderState: Hashable, Sendable {
    /// The audiences that it accepts.
    public var clientIDs: [String]
    /// Its tags.
    public var tags: [Tag]

    /// A provider.
    public init(clientIDs: [String], tags: [Tag]) {
        self.clientIDs = clientIDs
        self.tags = tags
    }
}
