/// Words for conditions that did not hold, or that made a Deny apply.
enum ConditionWords {
    static func failure(_ condition: Condition, _ context: RequestContext) -> NearestMiss.Failure {
        let found = context.values(lowered: condition.lookup)
        let wanted = condition.values.joined(separator: " or ")
        let difference = difference(condition, found, context)
        let start = start(condition, found, wanted, context)
        return NearestMiss.Failure(
            element: .condition, key: condition.key, found: found?.words, wanted: wanted, difference: difference,
            sentence: start + (difference.map { ": " + $0 } ?? ""))
    }

    /// Why a condition of a Deny holds: what the request carries against what the policy says.
    static func holding(_ condition: Condition, _ context: RequestContext) -> String {
        let name = shortName(condition.key)
        let rule = "\(condition.operator.text) \(condition.values.joined(separator: ", "))"
        guard let found = context.values(lowered: condition.lookup) else {
            guard !context.isUnknown(lowered: condition.lookup) else { return "\(name) may fit \(rule)" }
            return "the request has no \(name), which fits \(rule)"
        }
        return "\(name) is \(found.words), which fits \(rule)"
    }

    /// The key as people call it: `sub` and `aud` for the claims of a token.
    static func shortName(_ key: String) -> String {
        let claim = key.split(separator: ":").last.map(String.init) ?? key
        let isClaim = ["sub", "aud", "amr", "iss"].contains(claim.lowercased())
        return isClaim && (key.contains("/") || key.contains(".")) ? claim : key
    }

    private static func start(
        _ condition: Condition, _ found: ContextValue?, _ wanted: String, _ context: RequestContext
    ) -> String {
        let name = shortName(condition.key)
        let comparison = condition.operator.comparison
        if found == nil, context.isUnknown(lowered: condition.lookup) {
            return "\(name) is not known here, the policy wants \(comparison == .null ? "Null " : "")\(wanted)"
        }
        guard let found else {
            return comparison == .null
                ? "the request has no \(name), the policy wants it"
                : "the request has no \(name), the policy wants \(wanted)"
        }
        if comparison == .null { return "\(name) is \(found.words), the policy wants it absent" }
        let relation =
            switch comparison {
            case _ where comparison.isNegated: "which the policy rules out with \(wanted)"
            case .numericLessThan, .dateLessThan: "the policy wants less than \(wanted)"
            case .numericLessThanEquals, .dateLessThanEquals: "the policy wants at most \(wanted)"
            case .numericGreaterThan, .dateGreaterThan: "the policy wants more than \(wanted)"
            case .numericGreaterThanEquals, .dateGreaterThanEquals: "the policy wants at least \(wanted)"
            case .ipAddress: "the policy wants an address in \(wanted)"
            default: "the policy wants \(wanted)"
            }
        return "\(name) is \(found.words), \(relation)"
    }

    private static func difference(
        _ condition: Condition, _ found: ContextValue?, _ context: RequestContext
    ) -> String? {
        guard let found else { return absence(condition, context) }
        if let variable = condition.test.variables.first(where: { $0.isUnfilled(in: context) }) {
            return ValueDifference.unfilled(variable.name)
        }
        if condition.operator.set == .all, let outside = outside(condition, found, context) { return outside }
        if condition.operator.comparison == .ipAddress { return addressFamily(condition, found) }
        guard !condition.operator.comparison.isNegated, found.all.count == 1, let value = found.all.first else {
            return nil
        }
        return condition.values.lazy.compactMap { ValueDifference.words(value, $0, condition.operator) }.first
    }

    /// Which of several values is the one that ForAllValues trips over.
    private static func outside(_ condition: Condition, _ found: ContextValue, _ context: RequestContext) -> String? {
        let isNegated = condition.operator.comparison.isNegated
        let first = found.all.first { condition.test.matches($0, in: context) == Truth(isNegated) }
        return found.all.count > 1 ? first.map { "\($0) is outside" } : nil
    }

    /// Why a key may be absent although the request seems to carry it.
    private static func absence(_ condition: Condition, _ context: RequestContext) -> String? {
        let key = condition.lookup
        guard !context.isUnknown(lowered: key) else { return nil }
        if key.contains("://") { return "the key must be written without https://" }
        let claim = shortName(key)
        guard claim != key else { return nil }
        let sameClaim = context.keys.first { $0 != key && $0.hasSuffix(":" + claim) }
        return sameClaim == nil ? nil : "the key names another issuer than the token's"
    }

    private static func addressFamily(_ condition: Condition, _ found: ContextValue) -> String? {
        guard let value = found.all.first, let address = AddressRange(value) else { return "it is no address" }
        let ranges = condition.values.compactMap { AddressRange($0) }
        let isOther = !ranges.isEmpty && ranges.allSatisfy { $0.bytes.count != address.bytes.count }
        return isOther ? "an IPv\(address.bytes.count == 4 ? 4 : 6) address lies in no range of the other version" : nil
    }
}
