/// An AWS account's ID: 12 digits, leading zeros included.
public struct AccountID: Identifier {
    /// The 12 digits.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "account ID" }

    /// What an account ID looks like.
    public static var expectation: String { "12 digits" }

    /// Accepts exactly 12 digits.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.check(text, only: "digits", Characters.isDigit)
        let count = text.utf8.count
        if count < 12 { throw Self.error(text, .incomplete(count: count, needed: 12, unit: "digits")) }
        if count > 12 { throw Self.error(text, .rule("An account ID has 12 digits; here are \(count)")) }
        self.text = text
    }

    /// Removes blanks and dashes, as in 1111-2222-3333.
    public static func repair(_ text: String) -> String? {
        repair(text) { $0.filter { !$0.isWhitespace && $0 != "-" } }
    }

    /// The ID in groups of four, as the AWS console shows it: 1111-2222-3333.
    public var grouped: String {
        let digits = Array(text)
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: "-")
    }
}
