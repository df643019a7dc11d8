/// Secrets that show by their form, wherever they stand.
///
/// Tokens of OIDC and of EKS, access key ids and the keys beside them, session tokens, bearer tokens, passwords for SMTP,
/// user and password in a URL, private keys.
enum SecretShapes {
    /// The text with all of them replaced.
    static func redacted(_ text: String) -> String {
        var text = withoutPrivateKeys(text)
        text = withoutTokens(text, beginning: "eyJ") { $0.contains(".") || $0.utf8.count > 40 }
        text = withoutTokens(text, beginning: "k8s-aws-v1.") { $0.utf8.count > 11 }
        return withoutRuns(text)
    }

    /// Replaces tokens by how they begin: base64url parts with dots between them.
    private static func withoutTokens(
        _ text: String, beginning start: String, _ isToken: (Substring) -> Bool
    ) -> String {
        guard text.contains(start) else { return text }
        var result = ""
        var rest = text[...]
        while let place = rest.firstRange(of: start)?.lowerBound {
            result += rest[..<place]
            let token = rest[place...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." || $0 == "=")
            }
            result += isToken(token) ? Redactor.mark[...] : token
            rest = rest[token.endIndex...]
        }
        return result + rest
    }

    /// Replaces private keys in PEM form; one without an end reaches to the end of the text.
    private static func withoutPrivateKeys(_ text: String) -> String {
        guard text.contains("PRIVATE KEY-----") else { return text }
        var result = ""
        var rest = text[...]
        while let begin = rest.firstRange(of: "-----BEGIN ") {
            guard let opened = rest[begin.upperBound...].firstRange(of: "PRIVATE KEY-----"),
                !rest[begin.upperBound..<opened.lowerBound].contains("-----")
            else {
                result += rest[..<begin.upperBound]
                rest = rest[begin.upperBound...]
                continue
            }
            result += rest[..<begin.lowerBound] + Redactor.mark
            let body = rest[opened.upperBound...]
            guard let close = body.firstRange(of: "PRIVATE KEY-----") else { return result }
            rest = body[close.upperBound...]
        }
        return result + rest
    }

    /// Goes through the text once and looks at each run of characters that tokens are made of.
    private static func withoutRuns(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        var followsBearer = false
        while index < bytes.count {
            guard Run.contains(bytes[index]) else {
                if let end = userInfo(in: bytes, at: index) {
                    result += Array("://\(Redactor.mark)@".utf8)
                    index = end
                    continue
                }
                if bytes[index] != UInt8(ascii: " ") { followsBearer = false }
                result.append(bytes[index])
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, Run.contains(bytes[end]) { end += 1 }
            let run = Run(bytes[index..<end])
            result += run.isSecret || followsBearer && run.looksRandom ? Array(Redactor.mark.utf8) : run.redacted
            followsBearer = run.isBearer
            index = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The place behind the `@` of `://user:password@host` when one begins here.
    private static func userInfo(in bytes: [UInt8], at index: Int) -> Int? {
        guard bytes[index...].starts(with: "://".utf8) else { return nil }
        let start = index + 3
        let blanks = Array(" \t\r\n\"'<>`".utf8)
        var end = start
        var slash: Int?
        var at: Int?
        while end < bytes.count, !blanks.contains(bytes[end]), bytes[end] < 0x7F {
            if slash == nil, Array("/?#".utf8).contains(bytes[end]) { slash = end }
            if bytes[end] == UInt8(ascii: "@") {
                // Behind a slash it belongs to the path, unless what stands before is no host and port.
                if let slash, hasPlainPort(bytes[start..<slash]) { break }
                at = end
            }
            end += 1
        }
        return at.map { $0 + 1 }
    }

    private static func hasPlainPort(_ authority: ArraySlice<UInt8>) -> Bool {
        guard authority.first != UInt8(ascii: "["), let colon = authority.firstIndex(of: UInt8(ascii: ":")) else {
            return true
        }
        return authority[(colon + 1)...].allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// Letters, digits and what base64 and base64url add.
private struct Run {
    let bytes: ArraySlice<UInt8>
    private var hasUpper = false
    private var hasLower = false
    private var hasDigit = false
    private var isBase64 = true
    /// How often something stands that also parts the words of paths and names.
    private var breaks = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            case UInt8(ascii: "+"), UInt8(ascii: "="): break
            case UInt8(ascii: "/"): breaks += 1
            default:
                isBase64 = false
                breaks += 1
            }
        }
    }

    static func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "+/=-_.~".utf8.contains(byte)
        }
    }

    private var isMixed: Bool { hasUpper && hasLower && hasDigit }

    /// A secret access key has 40 characters, a password for SES's SMTP 44, whose first byte is a version; a session
    /// token, or another one as long, more than a hundred.
    var isSecret: Bool {
        guard isMixed else { return false }
        let isPassword = bytes.count == 44 && bytes.first == UInt8(ascii: "B")
        return isBase64 && (bytes.count == 40 || isPassword) || bytes.count > 100 && breaks <= bytes.count / 16
    }

    /// Whether a secret follows: `Bearer …`, and `AUTH PLAIN …` of SMTP.
    var isBearer: Bool {
        let word = String(decoding: bytes, as: UTF8.self)
        return word.lowercased() == "bearer" || word == "PLAIN" || word == "LOGIN"
    }

    /// Whether it can stand for the token behind "Bearer", which in prose is followed by a word.
    var looksRandom: Bool { bytes.count >= 8 && (hasDigit || bytes.count >= 20) }

    /// The run without access key ids: `AKIA` or `ASIA` and at least twelve more characters.
    var redacted: [UInt8] {
        guard hasUpper, bytes.count >= 16 else { return Array(bytes) }
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            var end = index
            while end < bytes.endIndex, isWord(bytes[end]) { end += 1 }
            guard end > index else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let word = bytes[index..<end]
            let isKey =
                word.count >= 16 && (word.starts(with: "AKIA".utf8) || word.starts(with: "ASIA".utf8))
                && word.allSatisfy { !(0x61...0x7A).contains($0) }
            result += isKey ? Array(Redactor.mark.utf8)[...] : word
            index = end
        }
        return result
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
