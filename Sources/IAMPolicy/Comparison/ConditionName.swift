/// Conditions as people read them.
enum ConditionName {
    private static let subject = "system:serviceaccount:"

    /// The whole condition: `StringEquals aws:SourceIp 203.0.113.9`.
    static func words(_ condition: Condition) -> String {
        "\(ConditionWords.shortName(condition.key)) \(condition.operator.text) "
            + condition.values.joined(separator: ", ")
    }

    /// A value, service accounts by namespace and name.
    static func value(_ value: String) -> String {
        let parts = value.dropFirst(subject.count).split(separator: ":", omittingEmptySubsequences: false)
        guard value.hasPrefix(subject), parts.count == 2 else { return value }
        return "service account \(parts[0])/\(parts[1])"
    }

    /// What a condition on this key is about, in a policy of a kind.
    static func title(_ condition: Condition, _ kind: PolicyKind) -> String {
        switch ConditionWords.shortName(condition.key) {
        case "sub" where kind == .trust: "Who may use the role"
        case "aud" where kind == .trust: "Audience of the token"
        case let name: "Condition \(name) \(condition.operator.text)"
        }
    }
}
