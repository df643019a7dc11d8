import Wire

/// A command line as it can be shown: one line, its program as it is, what looks like a secret in its arguments masked.
public struct ShownCommand {
    /// The line.
    public let text: String
    /// What was masked.
    public private(set) var secrets: [String] = []

    /// Takes a command line apart; one with an open quotation is masked as a text.
    ///
    /// - Parameters:
    ///   - command: The line.
    ///   - limit: How long the shown line may be, in characters.
    public init(_ command: String, limit: Int = 400) {
        guard let words = ShellWords.split(command), !words.isEmpty else {
            text = Redactor().shown(command, limit: limit)
            return
        }
        var shown: [String] = []
        var found: [String] = []
        for (index, word) in words.enumerated() {
            let before = index > 0 ? words[index - 1] : ""
            shown.append(index == 0 ? Redactor().redact(word) : Self.masked(word, after: before, &found))
        }
        text = TerminalText.sanitized(shown.joined(separator: " "), limit: limit)
        secrets = found
    }

    private static func masked(_ word: String, after before: String, _ secrets: inout [String]) -> String {
        func hide(_ secret: some StringProtocol) -> String {
            guard !secret.isEmpty else { return "" }
            secrets.append(String(secret))
            return Redactor.mark
        }
        // A script for a shell is a command line within the command line.
        if word.contains(where: \.isWhitespace) {
            let inner = ShownCommand(word)
            secrets += inner.secrets
            return "'\(inner.text)'"
        }
        if before.hasPrefix("-"), !before.contains("="), !word.hasPrefix("-"),
            SecretNames.contains(before, isAssigned: true)
        {
            return hide(word)
        }
        if let equals = word.firstIndex(of: "="), SecretNames.contains(word[..<equals], isAssigned: true) {
            return String(word[...equals]) + hide(word[word.index(after: equals)...])
        }
        // curl's way of giving user and password.
        if ["-u", "--user"].contains(before), let colon = word.firstIndex(of: ":") {
            return String(word[...colon]) + hide(word[word.index(after: colon)...])
        }
        if looksRandom(word) { return hide(word) }
        let redacted = Redactor().redact(word)
        if redacted != word { secrets.append(word) }
        return redacted
    }

    /// Whether a word is more likely a token than a name: long, of letters and digits, and in no human order.
    private static func looksRandom(_ word: String) -> Bool {
        let bytes = word.utf8
        guard bytes.count >= 20, let first = bytes.first, !"/~.-".utf8.contains(first) else { return false }
        let digits = bytes.filter { (0x30...0x39).contains($0) }.count
        let isHex = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        if isHex { return bytes.count >= 32 && digits < bytes.count }
        guard bytes.allSatisfy({ $0 < 0x7F && (PercentEncoding.isUnreserved($0) || "+/=".utf8.contains($0)) }) else {
            return false
        }
        let hasUpper = bytes.contains { (0x41...0x5A).contains($0) }
        let hasLower = bytes.contains { (0x61...0x7A).contains($0) }
        return digits >= 2 && hasUpper && hasLower
    }
}
