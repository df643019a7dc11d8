/// Where the words of an error begin and end inside what a program wrote around them.
enum ErrorMessage {
    /// The most of a message that is kept, in bytes.
    static let limit = 4096

    /// What SDKs and logs put behind a message, in small letters.
    private static let tails = [
        "\n", " (service:", " status code: ", ", request id: ", " request id: ", " - <?xml", " - <errorresponse",
        "</message>", " (aws::", " (request id:", " at com.amazon", " at software.amazon", " stack:", " (sdk attempt",
    ]

    /// The message without what stands behind it.
    static func ended(_ text: String) -> String {
        let text = text.trimmedOfMarks
        let haystack = Haystack(text)
        var end = min(haystack.bytes.count, limit)
        for tail in tails {
            if let place = haystack.find(tail, to: end), place.lowerBound > 0 { end = place.lowerBound }
        }
        end = min(end, self.end(of: UInt8(ascii: "\""), in: Array(haystack.bytes[..<end]), from: 0))
        end = min(end, self.end(of: UInt8(ascii: "'"), in: Array(haystack.bytes[..<end]), from: 0))
        return haystack.string(0..<end).trimmedOfMarks
    }

    /// The message on one line: a terminal breaks words, a program breaks between them.
    static func unbroken(_ message: String) -> String {
        let lines = message.split(separator: "\n").map { $0.drop { $0 == " " } }
        guard lines.count > 1 else { return message }
        let texts = [lines.joined(separator: " "), message.replacing("\n", with: "")]
        func found(_ text: String) -> Int {
            let details = RefusalDetails(text)
            return [details.caller, details.action, details.resource, details.clusterRule?.verb].count { $0 != nil }
        }
        return found(texts[1]) > found(texts[0]) ? texts[1] : texts[0]
    }

    /// Where a quoted text ends: at a quote that something other than text follows.
    ///
    /// Quotes inside lost their escapes before; SES opens with a back-tick and closes with an apostrophe.
    static func end(of quote: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        let isDouble = quote == UInt8(ascii: "\"")
        var index = start
        var isOpen = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "`"), !isDouble { isOpen = true }
            if byte == quote {
                if isOpen {
                    isOpen = false
                } else if isDouble || index > start && bytes[index - 1] == 0x20, index + 1 < bytes.count,
                    !",}])\n ".utf8.contains(bytes[index + 1])
                {
                    // A word in quotes begins.
                    isOpen = true
                } else {
                    var next = index + 1
                    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
                    if next == bytes.count || ",}])\n".utf8.contains(bytes[next]) { return index }
                }
            }
            index += 1
        }
        return bytes.count
    }

    /// How many bytes of a line a log has put in front: times, levels, names in brackets, streams.
    static func prefix(of line: String) -> Int {
        let bytes = Array(line.utf8)
        var index = ofCompose(bytes)
        var tokens = index == 0 ? 0 : 1
        for _ in 0..<10 {
            while index < bytes.count, " |>\n".utf8.contains(bytes[index]) { index += 1 }
            var end = index
            while end < bytes.count, !bytes[end].isBlank { end += 1 }
            let token = String(decoding: bytes[index..<end], as: UTF8.self)
            guard end < bytes.count, isPrefix(token, isFirst: tokens == 0) else { break }
            index = end
            tokens += 1
        }
        return index
    }

    /// `name-1  | `, with which tools for several containers begin each line.
    private static func ofCompose(_ bytes: [UInt8]) -> Int {
        var index = 0
        while index < min(bytes.count, 48),
            bytes[index].isLetter || bytes[index].isDigit || "-_./".utf8.contains(bytes[index])
        {
            index += 1
        }
        guard index > 0 else { return 0 }
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: "|") ? index + 1 : 0
    }

    /// Whether a line begins an entry of a log: the level stands in front of its words.
    static func beginsEntry(_ line: String) -> Bool {
        let head = line.utf8.prefix(prefix(of: line))
        return String(decoding: head, as: UTF8.self).split(separator: " ").contains { levels.contains($0.lowercased()) }
    }

    private static let levels: Set<String> = [
        "error", "err", "warn", "warning", "info", "fatal", "debug", "critical", "trace", "notice", "error:", "[error]",
        "[info]", "[warn]", "[debug]", "fatal:", "panic:", "critical:", "warning:", "info:",
    ]
    private static let streams: Set<String> = ["e", "w", "stderr", "stdout", "f", "p"]

    private static func isPrefix(_ token: String, isFirst: Bool) -> Bool {
        // A sentence may go on with "error"; a level stands behind a time, or is marked as one.
        if isFirst, token.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return false }
        if levels.contains(token.lowercased()) || streams.contains(token.lowercased()) { return true }
        if token.hasPrefix("["), token.hasSuffix("]") { return true }
        if token.contains("arn:") || token.contains("://") || token.contains("@") { return false }
        let digits = token.utf8.count(where: \.isDigit)
        if token.hasSuffix("]"), token.contains(":") { return true }
        return digits >= 4 && digits * 2 >= token.utf8.count
            && token.utf8.contains { ":-/.".utf8.contains($0) }
    }

    /// The sentence about a refused user, where something stands in front of it.
    static func userSentence(in message: String) -> String? {
        let text = Haystack(message)
        guard text.find("authorized to perform") != nil,
            let place = text.find("user `arn:") ?? text.find("user: arn:") ?? text.find("user 'arn:"),
            place.lowerBound > 0
        else { return nil }
        return text.string(place.lowerBound..<text.bytes.count)
    }
}

extension String {
    /// The text without blanks and brackets that belong to the writing around it; a quote that closes something stays.
    var trimmedOfMarks: String {
        var text = self[...]
        while let last = text.last, " \n,;:{(".contains(last) { text = text.dropLast() }
        while let first = text.first, " \n,;:)}\"".contains(first) { text = text.dropFirst() }
        if text.hasSuffix("\""), text.count(where: { $0 == "\"" }) % 2 == 1 { text = text.dropLast() }
        return String(text)
    }
}
