/// One step of a compiled pattern: a byte to meet, or a wildcard.
///
/// Bytes and wildcards share one number space so that a `*` that came from a variable's value stays a plain byte.
typealias Token = UInt16

extension Token {
    /// `?`: exactly one character.
    static let one: Token = 0x100
    /// `*`: any run of characters, also none.
    static let any: Token = 0x101
    /// `?` inside an ARN's segment: one character but a colon.
    static let oneInSegment: Token = 0x102
    /// `*` inside an ARN's segment: any run without a colon.
    static let anyInSegment: Token = 0x103

    /// Whether the token stands for itself.
    var isByte: Bool { self < 0x100 }
    /// Whether the token stands for a run of characters.
    var isRun: Bool { self == .any || self == .anyInSegment }

    /// The tokens of a text in which `*` and `?` are wildcards.
    static func pattern(_ text: some StringProtocol) -> [Token] {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "*"): .any
            case UInt8(ascii: "?"): .one
            default: Token(byte)
            }
        }
    }

    /// The tokens of a text that stands for itself.
    static func literal(_ text: some StringProtocol) -> [Token] { text.utf8.map { Token($0) } }
}
