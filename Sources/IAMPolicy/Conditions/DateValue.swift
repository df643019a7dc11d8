/// A moment in a condition: ISO 8601 as IAM takes it, or seconds since 1970.
///
/// IAM takes more than RFC 3339: a year alone, a date alone, hours without minutes, an offset without minutes, years
/// far before and after ours.
struct DateValue: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    let seconds: Int64
    /// Billionths of a second, 0 to 999,999,999.
    let nanoseconds: Int64

    /// The earliest and latest year IAM takes.
    private static let years: ClosedRange<Int64> = -292_275_054...292_278_993

    /// Reads a moment; nil for what IAM refuses.
    init?(_ text: String) {
        let lowered = text.lowercased()
        if !lowered.contains("t"), !lowered.contains("-") {
            guard let seconds = DateValue.digits(lowered), seconds >= 0 else { return nil }
            self.init(seconds: seconds, nanoseconds: 0)
            return
        }
        let halves = lowered.split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = DateValue.day(halves[0]) else { return nil }
        guard halves.count == 2, !halves[1].isEmpty else {
            self.init(seconds: day * 86_400, nanoseconds: 0)
            return
        }
        guard let time = DateValue.time(halves[1]) else { return nil }
        self.init(seconds: day * 86_400 + time.seconds, nanoseconds: time.nanoseconds)
    }

    private init(seconds: Int64, nanoseconds: Int64) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Orders by time.
    static func < (one: DateValue, other: DateValue) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }

    private static func digits(_ text: some StringProtocol) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// Days since 1970-01-01 of `[-]year[-month[-day]]`.
    private static func day(_ text: some StringProtocol) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 3, let digits = digits(parts[0]) else { return nil }
        let year = isNegative ? -digits : digits
        guard years.contains(year) else { return nil }
        let month = parts.count > 1 ? self.digits(parts[1]) : 1
        let day = parts.count > 2 ? self.digits(parts[2]) : 1
        guard let month, (1...12).contains(month), let day, (1...31).contains(day) else { return nil }
        return daysSinceEpoch(year: year, month: month, day: day)
    }

    /// Days of the Gregorian calendar, continued to all years (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms").
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Seconds and fraction of `hh[:mm[:ss[.fraction]]][z|±hh[:mm]]`, the offset taken off.
    private static func time(_ text: some StringProtocol) -> (seconds: Int64, nanoseconds: Int64)? {
        var clock = text[...]
        var offset: Int64 = 0
        if clock.hasSuffix("z") {
            clock = clock.dropLast()
        } else if let sign = clock.firstIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let shift = offsetSeconds(clock[sign...].dropFirst()) else { return nil }
            offset = clock[sign] == "-" ? -shift : shift
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 3, let hours = digits(parts[0]), hours <= 23 else { return nil }
        let minutes = parts.count > 1 ? digits(parts[1]) : 0
        guard let minutes, minutes <= 59 else { return nil }
        guard parts.count == 3 else { return (hours * 3_600 + minutes * 60 - offset, 0) }
        let second = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = digits(second[0]), seconds <= 59 else { return nil }
        guard second.count == 2 else { return (hours * 3_600 + minutes * 60 + seconds - offset, 0) }
        guard second[1].count <= 9, let fraction = digits(second[1]) else { return nil }
        let scale = (second[1].count..<9).reduce(Int64(1)) { scale, _ in scale * 10 }
        return (hours * 3_600 + minutes * 60 + seconds - offset, fraction * scale)
    }

    /// Seconds of an offset `hh[:mm]` or `hhmm`.
    private static func offsetSeconds(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count == 2, let hours = digits(parts[0]), hours <= 23 else { return nil }
        guard parts.count == 2 else { return hours * 3_600 }
        guard parts[1].count == 2, let minutes = digits(parts[1]), minutes <= 59 else { return nil }
        return hours * 3_600 + minutes * 60
    }
}
