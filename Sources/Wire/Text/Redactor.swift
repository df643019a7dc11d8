/// Takes secrets out of text that is going to be shown or logged.
///
/// It knows the secrets in use and, for those it cannot know (credentials inside an answer, tokens of others), the
/// places where they stand (``SecretNames``) and how they look (``SecretShapes``).
public struct Redactor: Sendable {
    /// What stands in place of a secret.
    public static let mark = "(redacted)"

    private let secrets: [String]

    /// Creates a redactor.
    ///
    /// - Parameter secrets: Texts that must not appear; those shorter than four characters are passed over.
    public init(secrets: [String] = []) {
        var all: [String] = []
        for secret in secrets where secret.utf8.count >= 4 {
            all.append(secret)
            let encoded = PercentEncoding.encode(secret)
            if encoded != secret { all.append(encoded) }
        }
        self.secrets = all.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// The text without secrets.
    public func redact(_ text: String) -> String {
        var text = text
        for secret in secrets { text = text.replacing(secret, with: Redactor.mark) }
        return SecretNames.redacted(SecretShapes.redacted(text))
    }

    /// The text without secrets, safe to show: redacted first, so that no escape can hide one.
    public func shown(_ text: String, keepingLines: Bool = false, limit: Int = TerminalText.defaultLimit) -> String {
        TerminalText.sanitized(redact(text), keepingLines: keepingLines, limit: limit)
    }
}
