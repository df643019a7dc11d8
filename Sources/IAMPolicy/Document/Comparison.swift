/// How a condition compares a value of the request with a value of the policy.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// Equal, letter by letter.
    case stringEquals = "StringEquals"
    /// Not equal to any.
    case stringNotEquals = "StringNotEquals"
    /// Equal in any case of letters.
    case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
    /// Not equal to any in any case of letters.
    case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
    /// Fits a pattern with `*` and `?`.
    case stringLike = "StringLike"
    /// Fits none of the patterns.
    case stringNotLike = "StringNotLike"
    /// Equal as numbers.
    case numericEquals = "NumericEquals"
    /// Not equal to any as numbers.
    case numericNotEquals = "NumericNotEquals"
    /// Less, as numbers.
    case numericLessThan = "NumericLessThan"
    /// Less or equal, as numbers.
    case numericLessThanEquals = "NumericLessThanEquals"
    /// Greater, as numbers.
    case numericGreaterThan = "NumericGreaterThan"
    /// Greater or equal, as numbers.
    case numericGreaterThanEquals = "NumericGreaterThanEquals"
    /// The same moment.
    case dateEquals = "DateEquals"
    /// Another moment than any.
    case dateNotEquals = "DateNotEquals"
    /// Before.
    case dateLessThan = "DateLessThan"
    /// Before or at.
    case dateLessThanEquals = "DateLessThanEquals"
    /// After.
    case dateGreaterThan = "DateGreaterThan"
    /// After or at.
    case dateGreaterThanEquals = "DateGreaterThanEquals"
    /// Equal as true or false.
    case bool = "Bool"
    /// Equal as bytes, both sides in Base64.
    case binaryEquals = "BinaryEquals"
    /// Inside an address range.
    case ipAddress = "IpAddress"
    /// Outside all address ranges.
    case notIpAddress = "NotIpAddress"
    /// Fits an ARN pattern, part by part; the same as ``arnLike``.
    case arnEquals = "ArnEquals"
    /// Fits an ARN pattern, part by part.
    case arnLike = "ArnLike"
    /// Fits no ARN pattern; the same as ``arnNotLike``.
    case arnNotEquals = "ArnNotEquals"
    /// Fits no ARN pattern.
    case arnNotLike = "ArnNotLike"
    /// Whether the key is absent (`true`) or present (`false`).
    case null = "Null"

    /// Whether the comparison is true when nothing matches.
    public var isNegated: Bool {
        switch self {
        case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals, .dateNotEquals,
            .notIpAddress, .arnNotEquals, .arnNotLike:
            true
        default: false
        }
    }

    /// Whether `*` and `?` in the policy's values are wildcards.
    public var takesWildcards: Bool {
        switch self {
        case .stringLike, .stringNotLike, .arnEquals, .arnLike, .arnNotEquals, .arnNotLike: true
        default: false
        }
    }

    /// Whether the policy's values are moments.
    public var isDate: Bool { rawValue.hasPrefix("Date") }

    /// The comparison under its first name: `ArnEquals` is `ArnLike`.
    public var canonical: Comparison {
        switch self {
        case .arnEquals: .arnLike
        case .arnNotEquals: .arnNotLike
        default: self
        }
    }

    private static let byName: [String: Comparison] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })

    static func named(_ lowered: String) -> Comparison? { byName[lowered] }
}
