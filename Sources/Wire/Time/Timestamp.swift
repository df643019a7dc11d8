/// A moment in Coordinated Universal Time, from seconds of the Unix epoch.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down; negative before.
    public let secondsSinceEpoch: Int64

    /// The fraction of the second, 0 to 999 999 999.
    public let nanoseconds: Int32

    /// Makes a moment; nanoseconds outside one second carry over.
    public init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0) {
        let billion: Int32 = 1_000_000_000
        let (carry, rest) = nanoseconds.quotientAndRemainder(dividingBy: billion)
        self.secondsSinceEpoch = secondsSinceEpoch &+ Int64(carry) &- (rest < 0 ? 1 : 0)
        self.nanoseconds = rest < 0 ? rest + billion : rest
    }

    /// Reads seconds since the epoch as JSON answers write them: `1767323045`, `1767323045.123`, `1.767323045E9`.
    public init?(epochSeconds literal: String) {
        let parts = literal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if let whole = Int64(parts[0]) {
            guard parts.count == 2 else {
                self.init(secondsSinceEpoch: whole)
                return
            }
            if let fraction = Self.nanoseconds(ofFraction: parts[1]) {
                self.init(secondsSinceEpoch: whole, nanoseconds: literal.hasPrefix("-") ? -fraction : fraction)
                return
            }
        }
        guard let value = Double(literal), value.magnitude < 1e15 else { return nil }
        self.init(
            secondsSinceEpoch: Int64(value.rounded(.down)), nanoseconds: Int32((value - value.rounded(.down)) * 1e9))
    }

    /// The moment this many seconds later; earlier when negative.
    public func adding(seconds: Int) -> Timestamp {
        Timestamp(secondsSinceEpoch: secondsSinceEpoch + Int64(seconds), nanoseconds: nanoseconds)
    }

    /// The moment this much later; earlier when negative.
    public func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(
            secondsSinceEpoch: secondsSinceEpoch + seconds,
            nanoseconds: nanoseconds + Int32(attoseconds / 1_000_000_000))
    }

    /// Whole seconds from the other moment to this one, fractions ignored; negative when the other is later.
    public func seconds(since other: Timestamp) -> Int { Int(secondsSinceEpoch - other.secondsSinceEpoch) }

    /// The exact time from the other moment to this one.
    public func duration(since other: Timestamp) -> Duration {
        .seconds(secondsSinceEpoch - other.secondsSinceEpoch) + .nanoseconds(Int64(nanoseconds - other.nanoseconds))
    }

    /// Sorts from earlier to later.
    public static func < (left: Self, right: Self) -> Bool {
        (left.secondsSinceEpoch, left.nanoseconds) < (right.secondsSinceEpoch, right.nanoseconds)
    }

    /// The moment in ISO 8601 without its fraction.
    public var description: String { iso8601 }

    /// The nanoseconds of the digits behind a decimal point; nil unless all are digits.
    static func nanoseconds(ofFraction digits: some StringProtocol) -> Int32? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let nine = String(digits.prefix(9))
        return Int32(nine + String(repeating: "0", count: 9 - nine.count))
    }
}
