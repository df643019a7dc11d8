/// Statements as people read them.
enum StatementWords {
    static func added(_ statement: Statement) -> PolicyDifference {
        let words = words(statement)
        return PolicyDifference(
            path: "Statement[\(statement.index)]", from: nil, to: words, sentence: "New: + \(words)")
    }

    static func removed(_ statement: Statement) -> PolicyDifference {
        let words = words(statement)
        return PolicyDifference(
            path: "Statement[\(statement.index)]", from: words, to: nil, sentence: "Gone: - \(words)")
    }

    /// The whole statement: `allow role sender of 111122223333 ses:SendEmail on …`.
    static func words(_ statement: Statement) -> String {
        var words = statement.effect == .allow ? "allow" : "deny"
        if let principal = statement.principal {
            words += principal.excludes ? " everybody but " : " "
            words += principal.principals.map(PrincipalName.words).joined(separator: ", ")
        }
        words += statement.action.excludes ? " everything but " : " "
        words += statement.action.patterns.map(\.text).joined(separator: ", ")
        if let resource = statement.resource {
            words += resource.excludes ? " on everything but " : " on "
            words += resource.patterns.map(\.text).joined(separator: ", ")
        }
        let conditions = statement.conditions.conditions.map { ConditionName.words($0) }
        return conditions.isEmpty ? words : words + " if " + conditions.joined(separator: " and ")
    }
}
