public import Wire

/// A value in the input of a query-protocol operation: an ordered tree that becomes form parameters.
///
/// Lists number their members (`Tags.member.1.Key`), structures join names with dots.
public indirect enum QueryValue: Hashable, Sendable {
    /// Text as it is.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A decimal number in its shortest form.
    case number(Double)
    /// `true` or `false`.
    case bool(Bool)
    /// A moment, as ISO 8601 in UTC.
    case time(Timestamp)
    /// Bytes, as base 64.
    case blob([UInt8])
    /// A list; `member` is the name between list and number, nil for flattened lists.
    case list([QueryValue], member: String?)
    /// A map; `entry` is the name between map and number, nil for flattened maps.
    case map([(key: String, value: QueryValue)], entry: String?, keyName: String, valueName: String)
    /// A structure: names and values in order.
    case structure([(name: String, value: QueryValue)])

    /// A list in its usual form, `Name.member.1`.
    public static func members(_ values: [QueryValue]) -> QueryValue { .list(values, member: "member") }

    /// A list of texts in its usual form.
    public static func texts(_ values: [String]) -> QueryValue { .members(values.map { .text($0) }) }

    /// Whether both become the same form parameters.
    public static func == (a: QueryValue, b: QueryValue) -> Bool {
        a.parameters(named: "x").elementsEqual(b.parameters(named: "x")) { $0 == $1 }
    }

    /// Hashes the form parameters.
    public func hash(into hasher: inout Hasher) {
        for (name, value) in parameters(named: "x") {
            hasher.combine(name)
            hasher.combine(value)
        }
    }

    /// The form parameters of this value, in order, not yet percent-encoded.
    ///
    /// An empty list that is not flattened gives one parameter with an empty value, as AWS's protocol asks.
    public func parameters(named name: String) -> [(String, String)] {
        var result: [(String, String)] = []
        append(to: &result, name)
        return result
    }

    private func append(to result: inout [(String, String)], _ name: String) {
        switch self {
        case .text(let text): result.append((name, text))
        case .integer(let value): result.append((name, String(value)))
        case .number(let value): result.append((name, QueryValue.words(of: value)))
        case .bool(let value): result.append((name, value ? "true" : "false"))
        case .time(let time): result.append((name, time.iso8601))
        case .blob(let bytes): result.append((name, Base64.encode(bytes)))
        case .list(let values, let member):
            if values.isEmpty { result.append((name, "")) }
            let prefix = QueryValue.joined(name, member)
            for (index, value) in values.enumerated() { value.append(to: &result, "\(prefix).\(index + 1)") }
        case .map(let entries, let entry, let keyName, let valueName):
            let prefix = QueryValue.joined(name, entry)
            for (index, pair) in entries.enumerated() {
                result.append(("\(prefix).\(index + 1).\(keyName)", pair.key))
                pair.value.append(to: &result, "\(prefix).\(index + 1).\(valueName)")
            }
        case .structure(let fields):
            for field in fields { field.value.append(to: &result, QueryValue.joined(name, field.name)) }
        }
    }

    private static func joined(_ name: String, _ suffix: String?) -> String {
        guard let suffix, !suffix.isEmpty else { return name }
        return name.isEmpty ? suffix : "\(name).\(suffix)"
    }

    private static func words(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return "\(value)"
    }
}
