/// A mail domain, in small letters; other scripts in their `xn--` form.
public struct DomainName: Identifier {
    /// The domain in small letters, without a final dot.
    public let text: String

    /// The kind's name in sentences.
    public static var kind: String { "domain" }

    /// What a domain looks like.
    public static var expectation: String { "a domain such as example.com" }

    /// Accepts at least two labels of 1 to 63 letters, digits and `-`, at most 255 characters; capitals become small.
    public init(_ text: String) throws(IdentifierError) {
        try Self.checkPresence(text)
        try Self.checkExact(text)
        try Self.check(text, only: "letters, digits, - and .") {
            Characters.isAlphanumeric($0) || $0 == "-" || $0 == "." || $0 == "_"
        }
        try Self.check(text, atMost: 255)
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        for (index, label) in labels.enumerated() {
            let isLast = index == labels.count - 1
            if label.isEmpty {
                throw Self.error(
                    text,
                    isLast && index > 0
                        ? .unfinished("A domain ends with a letter") : .rule("A part between the dots is empty"))
            }
            if label.utf8.count > 63 { throw Self.error(text, .rule("A part between dots has at most 63 characters")) }
            if label.hasPrefix("-") { throw Self.error(text, .rule("No part of a domain begins with -")) }
            if label.hasSuffix("-") {
                throw Self.error(
                    text,
                    isLast ? .unfinished("No part of a domain ends with -") : .rule("No part of a domain ends with -"))
            }
        }
        if labels.count < 2 { throw Self.error(text, .unfinished("A domain has a dot, such as example.com")) }
        self.text = text.lowercasedASCII
    }

    /// Removes blanks around and a dot at the end.
    public static func repair(_ text: String) -> String? {
        repair(text) { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    }
}
