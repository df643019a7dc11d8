import Wire

/// Says what exactly differs between a value of the request and one of the policy.
enum ValueDifference {
    private static let subject = "system:serviceaccount:"

    /// The difference in words; nil when there is nothing to say beyond the two values.
    static func words(_ found: String, _ wanted: String, _ condition: ConditionOperator) -> String? {
        let looksWild = wanted.contains("*") || wanted.contains("?")
        if looksWild, !condition.comparison.takesWildcards, Wildcard(wanted).matches(found) {
            return "\(condition.text) takes * and ? as plain characters, StringLike is needed"
        }
        if found != wanted, found.lowercased() == wanted.lowercased() { return "only the case of letters differs" }
        if found.hasPrefix(subject), wanted.hasPrefix(subject) { return subjects(found, wanted) }
        if found.trimmingBlanks == wanted.trimmingBlanks, found != wanted { return "only blanks at the ends differ" }
        return ARNDifference.words(found, wanted)
    }

    /// What is wrong with a value that needs a variable the request does not fill.
    static func unfilled(_ key: String) -> String { "the request has no \(key) to fill the variable with" }

    /// Compares the subjects of two service account tokens.
    private static func subjects(_ found: String, _ wanted: String) -> String? {
        let one = found.dropFirst(subject.count).split(separator: ":", omittingEmptySubsequences: false)
        let other = wanted.dropFirst(subject.count).split(separator: ":", omittingEmptySubsequences: false)
        guard one.count == 2, other.count == 2 else { return nil }
        switch (Wildcard(other[0]).matches(one[0]), Wildcard(other[1]).matches(one[1])) {
        case (false, true): return "the namespace differs"
        case (true, false): return "the service account differs"
        case (false, false): return "namespace and service account differ"
        case (true, true): return nil
        }
    }

    /// Whether two resources such as `role/mail/sender` and `role/sender` differ in the path only.
    static func isPathOnly(_ one: String, _ other: String) -> Bool {
        let first = one.split(separator: "/")
        let second = other.split(separator: "/")
        guard first.count > 1, second.count > 1, first.count != second.count || first.dropLast() != second.dropLast()
        else { return false }
        return first.first == second.first && first.last == second.last
    }
}
