/// How much a server takes from a client, and for how long it waits.
public struct ServerLimits: Sendable, Hashable {
    /// The most bytes that all header fields of a request may have.
    public var headerBytes: Int
    /// The most header fields that a request may have.
    public var headerFields: Int
    /// The most bytes that a body may have.
    public var bodyBytes: Int
    /// For how many seconds a connection may be open without a complete request head.
    public var idleSeconds: Int64
    /// In how many seconds a body must be complete once its head is there.
    public var bodySeconds: Int64

    /// Makes limits; what is left out is generous.
    public init(
        headerBytes: Int = 65_536, headerFields: Int = 200, bodyBytes: Int = 48 << 20, idleSeconds: Int64 = 75,
        bodySeconds: Int64 = 60
    ) {
        self.headerBytes = headerBytes
        self.headerFields = headerFields
        self.bodyBytes = bodyBytes
        self.idleSeconds = idleSeconds
        self.bodySeconds = bodySeconds
    }
}
