/// Names whose values are secret, in forms, XML, JSON, headers, variables and options.
public enum SecretNames {
    /// Compared in lower case and without `-` and `_`.
    private static let names: Set<String> = [
        "webidentitytoken", "tokencode", "externalid", "accesskeyid", "awsaccesskeyid", "signature", "xamzsignature",
        "credential", "xamzcredential", "xamzsecuritytoken", "xamzssobearertoken", "dpop", "dpopkey", "token",
        "authorization", "proxyauthorization", "cookie", "setcookie", "xauthtoken", "clientkeydata",
    ]

    /// What secret names end with, whoever invented the rest: `DB_PASSWORD`, `aws_secret_access_key`.
    private static let endings = [
        "password", "passwd", "passphrase", "secretaccesskey", "secretkey", "clientsecret", "privatekey", "apikey",
        "sessiontoken", "securitytoken", "accesstoken", "refreshtoken", "bearertoken", "idtoken",
    ]

    /// Names that are secret as variables and options, but too common in prose.
    private static let assigned = ["token", "secret", "auth"]

    /// Whether the value of this name is secret.
    ///
    /// - Parameters:
    ///   - name: The name, without the dashes of an option.
    ///   - isAssigned: Whether it is a variable or an option, `VAULT_TOKEN=…` or `--secret …`.
    /// - Returns: True for a secret's name.
    public static func contains(_ name: some StringProtocol, isAssigned: Bool = false) -> Bool {
        let name = name.lowercased().filter { $0 != "-" && $0 != "_" }
        if names.contains(name) || endings.contains(where: name.hasSuffix) { return true }
        return isAssigned && assigned.contains(where: name.hasSuffix)
    }

    /// Replaces the values that follow secret names: `Name=value&`, `<Name>value<`, `"name":"value"`, `name: value`,
    /// `--name value`.
    static func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard isNameByte(bytes[index]) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
            let name = bytes[index..<end]
            result += name
            index = end
            guard let value = value(of: String(decoding: name, as: UTF8.self), in: bytes, from: end) else { continue }
            result += bytes[end..<value.lowerBound]
            if !value.isEmpty { result += Array(Redactor.mark.utf8) }
            index = value.upperBound
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Where the value of a secret name stands; nil when the name is none or has no value behind it.
    private static func value(of name: String, in bytes: [UInt8], from end: Int) -> Range<Int>? {
        func has(_ characters: String, at place: Int) -> Bool {
            place < bytes.count && characters.utf8.contains(bytes[place])
        }
        var place = end
        if has("\"'", at: place) { place += 1 }
        while has(" ", at: place) { place += 1 }
        if name.hasPrefix("-"), place == end + 1, !has("=:>-", at: place) {
            // An option and its value are parted by a blank.
            guard contains(name, isAssigned: true) else { return nil }
        } else {
            guard has("=:>", at: place) else { return nil }
            guard contains(name, isAssigned: bytes[place] == UInt8(ascii: "=")) else { return nil }
            place += 1
        }
        var quote: UInt8?
        while has(" \"'\n[", at: place) {
            if has("\"'", at: place) { quote = quote ?? bytes[place] }
            place += 1
        }
        let isSpoken = quote == nil && bytes[place - 1] == UInt8(ascii: " ")
        // `Authorization: Bearer …`: the scheme may stay, what follows it is the secret.
        if name.lowercased().hasSuffix("authorization"), let scheme = scheme(bytes, at: place) { place = scheme }
        if bytes[place...].starts(with: Redactor.mark.utf8) { return nil }
        let stop = valueEnd(bytes, from: place, quote: quote)
        // "token: expired" is a sentence.
        if isSpoken, ["token", "signature", "credential", "cookie"].contains(name.lowercased()),
            bytes[place..<stop].allSatisfy({ isNameByte($0) && !($0 < 0x3A) }), stop - place < 20
        {
            return nil
        }
        return place..<stop
    }

    /// The place behind a scheme and its blanks.
    private static func scheme(_ bytes: [UInt8], at place: Int) -> Int? {
        var end = place
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        let word = String(decoding: bytes[place..<end], as: UTF8.self).lowercased()
        guard ["bearer", "basic", "negotiate", "digest"].contains(word) else { return nil }
        let start = end
        while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        return end > start ? end : nil
    }

    private static func valueEnd(_ bytes: [UInt8], from start: Int, quote: UInt8?) -> Int {
        let stops = Array((quote == nil ? "&<\" ,\n\r';)" : "\n\r").utf8) + (quote.map { [$0] } ?? [])
        var end = start
        while end < bytes.count, !stops.contains(bytes[end]) { end += 1 }
        return end
    }
}
