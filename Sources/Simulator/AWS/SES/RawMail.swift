import Wire

/// The headers of a raw message, as far as SES looks at them.
struct RawMail: Sendable {
    /// The header fields in order, unfolded.
    let headers: [(name: String, value: String)]
    /// What follows the headers.
    let body: String

    /// Takes a message apart at its first empty line.
    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        var headers: [(name: String, value: String)] = []
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
        while let line = lines.first, !line.isEmpty {
            lines = lines.dropFirst()
            if line.first == " " || line.first == "\t", let last = headers.indices.last {
                headers[last].value += " " + line.trimmingBlanksAndLineEnds
            } else if let colon = line.firstIndex(of: ":") {
                headers.append((String(line[..<colon]), line[line.index(after: colon)...].trimmingBlanksAndLineEnds))
            }
        }
        self.headers = headers
        body = lines.dropFirst().joined(separator: "\n")
    }

    /// A header that stands twice although mail may have it once; nil where none does.
    ///
    /// Source: RFC 5322, section 3.6.
    var duplicate: String? {
        [
            "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To",
            "References",
        ].first { name in headers.count { $0.name.equalsIgnoringCase(name) } > 1 }
    }

    /// The first value of a header.
    subscript(name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// All addresses of the headers with these names.
    func addresses(_ names: String...) -> [String] {
        headers.filter { header in names.contains { header.name.equalsIgnoringCase($0) } }
            .flatMap { Self.list($0.value) }
    }

    /// Splits a list of addresses at commas that stand outside quotes.
    private static func list(_ text: String) -> [String] {
        var items: [String] = []
        var item = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                items.append(item.trimmingBlanksAndLineEnds)
                item = ""
            } else {
                item.append(character)
            }
        }
        items.append(item.trimmingBlanksAndLineEnds)
        return items.filter { !$0.isEmpty }
    }
}
