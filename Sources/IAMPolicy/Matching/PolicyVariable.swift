import Wire

/// A policy variable: `${aws:username}`, or with a default `${aws:PrincipalTag/team, 'company-wide'}`.
struct PolicyVariable: Hashable, Sendable {
    /// The condition key as written.
    let name: String
    /// The condition key in lower case.
    let key: String
    /// What stands in when the request lacks the key.
    let fallback: String?
    /// The variable as written, with dollar sign and braces.
    let text: String

    private init(_ name: String, fallback: String?, text: String) {
        self.name = name
        self.text = text
        key = name.lowercased()
        self.fallback = fallback
    }

    /// A stretch of a policy's text.
    enum Part: Hashable, Sendable {
        /// Text in which wildcards may count.
        case text(String)
        /// Text that stands for itself: what `${*}`, `${?}` and `${$}` mean.
        case literal(String)
        case variable(PolicyVariable)
    }

    /// The value in a request; nil when it has none, or several and so no one value.
    func value(in context: RequestContext) -> String? {
        switch context.values(lowered: key) {
        case .one(let value): value
        case .list, nil: fallback
        }
    }

    /// Whether a request, as far as it is known, leaves the variable without a value.
    func isUnfilled(in context: RequestContext) -> Bool {
        value(in: context) == nil && !context.isUnknown(lowered: key)
    }

    /// Cuts a text at its variables.
    ///
    /// An unclosed `${` is plain text.
    static func cut(_ text: some StringProtocol, variables: Bool) -> [Part] {
        guard variables, text.utf8.contains(UInt8(ascii: "$")) else { return [.text(String(text))] }
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
            plain += rest[..<dollar]
            rest = rest[dollar...]
            guard rest.utf8.dropFirst().first == UInt8(ascii: "{") else {
                plain += "$"
                rest = rest.dropFirst()
                continue
            }
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(part(named: rest[..<close].dropFirst(2)))
            rest = rest[close...].dropFirst()
        }
        plain += rest
        if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
        return parts
    }

    private static func part(named name: some StringProtocol) -> Part {
        if name == "*" || name == "?" || name == "$" { return .literal(String(name)) }
        guard let comma = name.firstIndex(of: ",") else {
            return .variable(PolicyVariable(name.trimmingBlanks, fallback: nil, text: "${\(name)}"))
        }
        var fallback = name[comma...].dropFirst().trimmingBlanks
        if fallback.count >= 2, fallback.hasPrefix("'"), fallback.hasSuffix("'") {
            fallback = String(fallback.dropFirst().dropLast())
        }
        return .variable(PolicyVariable(name[..<comma].trimmingBlanks, fallback: fallback, text: "${\(name)}"))
    }
}
