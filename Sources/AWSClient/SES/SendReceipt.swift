/// What SES gives for an accepted mail.
public struct SendReceipt: Hashable, Sendable {
    /// The message's id; part of its Message-ID header.
    public var messageID: String
    /// The request id AWS gave.
    public var requestID: String?
}
