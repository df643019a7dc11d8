import Wire

/// Says in which part two ARNs differ.
enum ARNDifference {
    /// For instance "the region differs"; nil when one is no ARN or nothing in particular differs.
    static func words(_ found: String, _ wanted: String) -> String? {
        guard let one = ARNParts(found), let other = ARNParts(wanted) else { return nil }
        if found.lowercased() == wanted.lowercased() { return "only the case of letters differs" }
        if found.trimmingBlanks == wanted.trimmingBlanks { return "only blanks at the ends differ" }
        let parts: [(String, String, String)] = [
            ("partition", one.partition, other.partition), ("service", one.service, other.service),
            ("region", one.region, other.region), ("account", one.account, other.account),
        ]
        var names = parts.filter { !Wildcard($0.2).matches($0.1) }.map(\.0)
        if !Wildcard(other.resource).matches(one.resource) {
            names.append(ValueDifference.isPathOnly(one.resource, other.resource) ? "path" : "name")
        }
        guard !names.isEmpty else { return nil }
        guard names.count > 1, let last = names.popLast() else { return "the \(names.joined()) differs" }
        return "\(names.joined(separator: ", ")) and \(last) differ"
    }
}
