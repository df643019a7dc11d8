/// Comparison of secrets in a time that does not depend on where they differ.
public enum ConstantTime {
    /// Whether both hold the same bytes; lengths are not secret.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }
}
