/// The value of a condition key in a request.
public enum ContextValue: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// A key with one value.
    case one(String)
    /// A key that may have several; it cannot serve as a policy variable.
    case list([String])

    /// A single value.
    public init(stringLiteral value: String) { self = .one(value) }

    /// Several values.
    public init(arrayLiteral elements: String...) { self = .list(elements) }

    /// The value or values.
    public var all: [String] {
        switch self {
        case .one(let value): [value]
        case .list(let values): values
        }
    }

    /// The value or values as people read them.
    public var words: String { all.joined(separator: ", ") }
}
