/// A point in time, as the events bring it; the wizard has no clock of its own.
public struct Moment: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970 in UTC.
    public var milliseconds: Int64
    /// Seconds that the person's clock is ahead of UTC.
    public var offset: Int32

    /// Makes a point in time.
    public init(milliseconds: Int64, offset: Int32 = 0) {
        self.milliseconds = milliseconds
        self.offset = offset
    }

    /// The time on the person's clock: `14:02:11`.
    public var clock: String {
        let seconds = ((milliseconds / 1000 + Int64(offset)) % 86400 + 86400) % 86400
        return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// Milliseconds since an earlier moment, never negative.
    public func since(_ earlier: Moment) -> Int64 { max(0, milliseconds - earlier.milliseconds) }

    /// A later moment.
    public func adding(milliseconds more: Int64) -> Moment {
        Moment(milliseconds: milliseconds + more, offset: offset)
    }

    /// Earlier moments are smaller.
    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
}
