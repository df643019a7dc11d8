import Wire

/// Takes secrets out of text that is going to be shown or logged.
///
/// It knows the secrets in use and, for those it cannot know (credentials inside an answer, tokens of others), the
/// places where they stand.
struct Redactor: Sendable {
    /// What stands in place of a secret.
    static let mark = "(redacted)"

    private let secrets: [String]

    /// Names whose values are secret, in forms, XML, JSON and headers; compared in lower case.
    private static let secretNames: [String] = [
        "webidentitytoken", "tokencode", "externalid", "secretaccesskey", "sessiontoken", "accesskeyid", "accesstoken",
        "refreshtoken", "clientsecret", "authorization", "x-amz-security-token", "x-amz-signature", "signature",
        "x-amz-credential", "x-amz-sso_bearer_token", "idtoken", "dpop", "token", "dpopkey",
    ]

    /// Creates a redactor.
    ///
    /// - Parameter secrets: Texts that must not appear; those shorter than four characters are passed over.
    init(secrets: [String]) {
        var all: [String] = []
        for secret in secrets where secret.utf8.count >= 4 {
            all.append(secret)
            let encoded = PercentEncoding.encode(secret)
            if encoded != secret { all.append(encoded) }
        }
        self.secrets = all.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// The text without secrets.
    func redact(_ text: String) -> String {
        var text = text
        for secret in secrets { text = text.replacing(secret, with: Redactor.mark) }
        text = Redactor.withoutTokens(text)
        return Redactor.withoutSecretValues(text)
    }

    /// Replaces JSON web tokens: three base64url parts of which the first begins with `eyJ`.
    private static func withoutTokens(_ text: String) -> String {
        guard text.contains("eyJ") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "eyJ")?.lowerBound {
            result += rest[..<start]
            let token = rest[start...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." || $0 == "=")
            }
            result += token.contains(".") || token.utf8.count > 40 ? mark[...] : token
            rest = rest[token.endIndex...]
        }
        return result + rest
    }

    /// Replaces the values that follow secret names: `Name=value&`, `<Name>value<`, `"name":"value"`, `name:value`.
    private static func withoutSecretValues(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard isNameStart(bytes, index), let (name, end) = secretName(in: bytes, at: index) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            result += bytes[index..<(index + name)]
            let value = valueEnd(bytes, from: end)
            result += bytes[(index + name)..<end]
            if value > end { result += Array(mark.utf8) }
            index = value
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isNameStart(_ bytes: [UInt8], _ index: Int) -> Bool {
        index == 0 || !isNameByte(bytes[index - 1])
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The length of a secret name at a place and where its value begins, if there is one.
    private static func secretName(in bytes: [UInt8], at index: Int) -> (length: Int, valueStart: Int)? {
        var end = index
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        guard end > index else { return nil }
        let name = String(decoding: bytes[index..<end], as: UTF8.self).lowercased()
        guard secretNames.contains(name) else { return nil }
        var place = end
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { place += 1 }
        while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
        guard place < bytes.count, [UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ">")].contains(bytes[place])
        else { return nil }
        place += 1
        while place < bytes.count, [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "\n")].contains(bytes[place]) {
            place += 1
        }
        return (end - index, place)
    }

    private static func valueEnd(_ bytes: [UInt8], from start: Int) -> Int {
        let stops: [UInt8] = ["&", "<", "\"", " ", ",", "\n", "\r", "'"].map { UInt8(ascii: $0) }
        var end = start
        while end < bytes.count, !stops.contains(bytes[end]) { end += 1 }
        return end
    }
}
