import Wire

/// What the API server takes for a name, and its words for what it does not take.
enum ObjectNames {
    private static let labelForm =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
        + "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    private static let subdomainForm =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
        + "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
    private static let qualifiedForm =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
        + "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

    /// A label of DNS (RFC 1123).
    static func labelProblems(_ text: String) -> [String] {
        tooLong(text, 63) + (isLabel(text) ? [] : [labelForm])
    }

    /// Labels joined by dots.
    static func subdomainProblems(_ text: String) -> [String] {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return tooLong(text, 253) + (parts.allSatisfy { isLabel(String($0)) } ? [] : [subdomainForm])
    }

    /// A label of DNS that begins with a letter (RFC 1035), as services have it.
    static func serviceProblems(_ text: String) -> [String] {
        let isRight = isLabel(text) && text.first?.isLetter == true
        return tooLong(text, 63)
            + (isRight
                ? []
                : [
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                        + "alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', "
                        + "regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
                ])
    }

    /// The key of a label or an annotation: a name, with a domain before it or not.
    static func keyProblems(_ key: String) -> [String] {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else {
            return [
                "a qualified name \(qualifiedForm) with an optional DNS subdomain prefix and '/' (e.g. "
                    + "'example.com/MyName')"
            ]
        }
        var problems: [String] = []
        if parts.count == 2 {
            if parts[0].isEmpty {
                problems.append("prefix part must be non-empty")
            } else {
                problems += subdomainProblems(parts[0]).map { "prefix part \($0)" }
            }
        }
        let name = parts.last ?? ""
        if name.isEmpty { problems.append("name part must be non-empty") }
        problems += tooLong(name, 63).map { "name part \($0)" }
        return problems + (isQualified(name) ? [] : ["name part \(qualifiedForm)"])
    }

    /// The value of a label.
    static func valueProblems(_ value: String) -> [String] {
        guard !value.isEmpty else { return [] }
        return tooLong(value, 63)
            + (isQualified(value)
                ? []
                : [
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                        + "must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or "
                        + "'12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
                ])
    }

    /// The name of an environment variable: since Kubernetes 1.30 whatever is printed, but `=`.
    static func variableProblems(_ text: String) -> [String] {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x3D }
            ? []
            : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
    }

    /// The name of a port (RFC 6335).
    static func portNameProblems(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
        var problems = bytes.count > 15 ? ["must be no more than 15 characters"] : []
        if !bytes.allSatisfy({ isDigit($0) || isLetter($0) || $0 == 0x2D }) {
            problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: isLetter) { problems.append("must contain at least one letter (a-z)") }
        if text.contains("--") { problems.append("must not contain consecutive hyphens") }
        if bytes.first == 0x2D || bytes.last == 0x2D { problems.append("must not begin or end with a hyphen") }
        return problems
    }

    /// The key of an entry in a ConfigMap or a Secret.
    static func entryProblems(_ key: String) -> [String] {
        let isRight = !key.isEmpty && key.utf8.allSatisfy { isAlphanumeric($0) || [0x2D, 0x2E, 0x5F].contains($0) }
        return tooLong(key, 253)
            + (isRight
                ? []
                : [
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                        + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
                ])
    }

    private static func tooLong(_ text: String, _ most: Int) -> [String] {
        text.utf8.count > most ? ["must be no more than \(most) bytes"] : []
    }

    private static func isLabel(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isLower(first) && isLower(last) && bytes.allSatisfy { isLower($0) || $0 == 0x2D }
    }

    private static func isQualified(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && bytes.allSatisfy { isAlphanumeric($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
