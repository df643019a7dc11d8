/// The values of a condition, compiled for its comparison.
///
/// Negation and set rules are the operator's business.
enum ConditionTest: Hashable, Sendable {
    case text([TextPattern])
    case textInAnyCase([TextPattern])
    case arn([ARNPattern])
    case number(Order, [Double])
    case date(Order, [DateValue])
    case bool([String])
    case binary([String])
    case address([AddressRange])
    case presence([Bool])

    init(_ comparison: Comparison, values: [String], variables: Bool) {
        func plain(_ text: String) -> TextPattern { TextPattern(text, style: .plain, variables: variables) }
        switch comparison {
        case .stringEquals, .stringNotEquals: self = .text(values.map(plain))
        case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
            self = .textInAnyCase(values.map { plain($0.lowercased()) })
        case .stringLike, .stringNotLike:
            self = .text(values.map { TextPattern($0, style: .wild, variables: variables) })
        case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
            self = .arn(values.compactMap { ARNPattern($0, variables: variables) })
        case .bool: self = .bool(values.map { $0.lowercased() })
        case .binaryEquals: self = .binary(values)
        case .ipAddress, .notIpAddress: self = .address(values.compactMap { AddressRange($0) })
        case .null: self = .presence(values.map { $0.lowercased() == "true" })
        default:
            let order = Order(comparison)
            self =
                comparison.isDate
                ? .date(order, values.compactMap { DateValue($0) })
                : .number(order, values.compactMap { NumberValue.read($0) })
        }
    }

    /// Whether one value of the request equals, fits or is ordered right to one of the policy's.
    func matches(_ found: String, in context: RequestContext) -> Truth {
        switch self {
        case .text(let patterns):
            let bytes = Array(found.utf8)
            return patterns.any { $0.matches(bytes, in: context) }
        case .textInAnyCase(let patterns):
            let bytes = Array(found.lowercased().utf8)
            let lowered = context.lowercasedValues
            return patterns.any { $0.matches(bytes, in: lowered) }
        case .arn(let patterns):
            guard let parts = ARNPattern.cut(found) else { return .no }
            return patterns.any { $0.matches(parts, in: context) }
        case .number, .date, .bool, .binary, .address, .presence: return Truth(meets(found))
        }
    }

    /// The same for tests whose values hold no variables.
    private func meets(_ found: String) -> Bool {
        switch self {
        case .text, .textInAnyCase, .arn: return false
        case .number(let order, let values):
            guard let number = NumberValue.read(found) else { return false }
            return values.contains { order.holds(number, $0) }
        case .date(let order, let values):
            guard let date = DateValue(found) else { return false }
            return values.contains { order.holds(date, $0) }
        case .bool(let values): return values.contains(found.lowercased())
        case .binary(let values): return values.contains(found)
        case .address(let ranges):
            guard let address = AddressRange(found) else { return false }
            return ranges.contains { $0.contains(address) }
        case .presence(let values): return values.contains(found == "true")
        }
    }

    /// The variables in the policy's values.
    var variables: [PolicyVariable] {
        switch self {
        case .text(let patterns), .textInAnyCase(let patterns): patterns.flatMap(\.variables)
        case .arn(let patterns): patterns.flatMap(\.variables)
        case .number, .date, .bool, .binary, .address, .presence: []
        }
    }
}
