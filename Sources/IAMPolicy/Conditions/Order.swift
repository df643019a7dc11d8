/// How two numbers or moments must stand to each other.
enum Order: Hashable, Sendable {
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual

    /// The order a numeric or date comparison asks for; "not equals" is the negation of equal.
    init(_ comparison: Comparison) {
        switch comparison {
        case .numericLessThan, .dateLessThan: self = .less
        case .numericLessThanEquals, .dateLessThanEquals: self = .lessOrEqual
        case .numericGreaterThan, .dateGreaterThan: self = .greater
        case .numericGreaterThanEquals, .dateGreaterThanEquals: self = .greaterOrEqual
        default: self = .equal
        }
    }

    func holds<Value: Comparable>(_ found: Value, _ wanted: Value) -> Bool {
        switch self {
        case .equal: found == wanted
        case .less: found < wanted
        case .lessOrEqual: found <= wanted
        case .greater: found > wanted
        case .greaterOrEqual: found >= wanted
        }
    }
}
