/// A sentence with `{placeholders}` for what is known of the setup and the refused call.
struct FindingTemplate: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// The sentence with its values; what is not known becomes words such as "the sender".
    func filled(_ refusal: Refusal) -> String { filled(refusal.words) }

    /// The command with its values as words for a shell; what is not known becomes a word in capitals.
    func filledAsCommand(_ refusal: Refusal) -> String { filled(refusal.commandWord) }

    /// Whether the command reads and changes nothing.
    var onlyLooks: Bool {
        let words = text.split(separator: " ")
        guard words.count > 2 else { return false }
        let verb = words[0] == "aws" ? words[2] : words[0] == "kubectl" ? words[1] : ""
        return ["get", "list-", "describe-", "get-"].contains { $0.hasSuffix("-") ? verb.hasPrefix($0) : verb == $0 }
    }

    private func filled(_ words: (Placeholder) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .placeholder(let name): Placeholder(rawValue: name).map(words) ?? "{\(name)}"
            }
        }.joined()
    }

    /// The names in braces.
    var placeholders: [String] {
        pieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    private enum Piece {
        case text(String)
        case placeholder(String)
    }

    private var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            // Braces around anything but a name belong to the text: commands hold JSON.
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
                pieces.append(.text(String(rest[...open])))
                rest = rest[rest.index(after: open)...]
                continue
            }
            pieces.append(.text(String(rest[..<open])))
            pieces.append(.placeholder(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        return pieces + [.text(String(rest))]
    }
}
