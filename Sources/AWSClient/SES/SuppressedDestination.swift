public import Wire

/// An address that SES does not send to (SES v2 GetSuppressedDestination).
public struct SuppressedDestination: Hashable, Sendable {
    /// The address.
    public var address: String
    /// Why: `BOUNCE` or `COMPLAINT`.
    public var reason: String
    /// Since when.
    public var since: Timestamp?
}
