/// What a server does that RFC 6455, or a limit of this side, forbids.
public enum WebSocketProblem: Error, Hashable, Sendable {
    /// The answer to the opening says something else than the key asked for: which field.
    case handshake(String)
    /// A frame is masked, which only a client's are.
    case maskedFrame
    /// Bits are set that only an extension could mean, and none was agreed on.
    case reservedBits
    /// An opcode that the RFC does not know.
    case unknownOpcode(UInt8)
    /// A control frame that is a fragment, or longer than 125 bytes.
    case badControlFrame
    /// A fragment without its beginning, or a new message within one that had not ended.
    case badFragment
    /// A length in a longer form than it needs, or with its first bit set.
    case badLength
    /// A frame that is longer than is accepted, in bytes.
    case longFrame(limit: Int)
    /// A message that is longer than is accepted, in bytes.
    case longMessage(limit: Int)
    /// A text that is not UTF-8.
    case badText
    /// A closing frame whose content is none.
    case badClose

    /// The status code that tells the server (RFC 6455 §7.4.1).
    var code: UInt16 {
        switch self {
        case .longFrame, .longMessage: 1009
        case .badText: 1007
        default: 1002
        }
    }

    /// What is wrong, as a part of a sentence.
    public var reason: String {
        switch self {
        case .handshake(let field): "its answer to the opening has a wrong \(field)"
        case .maskedFrame: "a frame is masked"
        case .reservedBits: "a frame uses an extension that nobody asked for"
        case .unknownOpcode(let opcode): "a frame is of the unknown kind \(opcode)"
        case .badControlFrame: "a control frame is fragmented or too long"
        case .badFragment: "fragments of messages are out of order"
        case .badLength: "the length of a frame is not written as it should be"
        case .longFrame(let limit): "a frame is longer than the \(limit) bytes that are accepted"
        case .longMessage(let limit): "a message is longer than the \(limit) bytes that are accepted"
        case .badText: "a text is not UTF-8"
        case .badClose: "the closing frame cannot be read"
        }
    }
}
