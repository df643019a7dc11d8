extension Timestamp {
    /// `2026-01-02T03:04:05Z`, without the fraction.
    public var iso8601: String {
        let date = CivilDate(secondsSinceEpoch: secondsSinceEpoch)
        return "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))T"
            + "\(pad(date.hour)):\(pad(date.minute)):\(pad(date.second))Z"
    }

    /// `20260102T030405Z`, the form in signatures.
    public var basic: String { iso8601.filter { $0 != "-" && $0 != ":" } }

    /// `20260102`, the day in signatures.
    public var day: String { String(basic.prefix(8)) }

    /// `Fri, 02 Jan 2026 03:04:05 GMT`, the form of HTTP's Date header (RFC 9110).
    public var httpDate: String {
        let date = CivilDate(secondsSinceEpoch: secondsSinceEpoch)
        return "\(Self.weekdays[date.weekdayFromThursday]), \(pad(date.day)) \(Self.months[date.month - 1]) "
            + "\(pad(date.year, 4)) \(pad(date.hour)):\(pad(date.minute)):\(pad(date.second)) GMT"
    }

    /// `03:04:05`, the time of day in UTC.
    public var clock: String { String(iso8601.dropFirst(11).prefix(8)) }

    /// Reads ISO 8601 in its extended or basic form, with a fraction or not, with `Z` or an offset such as `+02:00`.
    ///
    /// A time without zone is taken as UTC, as AWS's tools do.
    public init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(of: 4) else { return nil }
        let isExtended = reader.skip("-")
        guard let month = reader.number(of: 2), !isExtended || reader.skip("-"), let day = reader.number(of: 2),
            reader.skip("T") || reader.skip("t") || reader.skip(" "), let hour = reader.number(of: 2)
        else { return nil }
        let hasColons = reader.skip(":")
        guard let minute = reader.number(of: 2), !hasColons || reader.skip(":"), let second = reader.number(of: 2)
        else { return nil }
        var nanoseconds: Int32 = 0
        if reader.skip(".") || reader.skip(",") {
            guard let fraction = Timestamp.nanoseconds(ofFraction: reader.digits()) else { return nil }
            nanoseconds = fraction
        }
        guard let offset = reader.zone(), reader.isAtEnd,
            let seconds = CivilDate(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second
            ).secondsSinceEpoch
        else { return nil }
        self.init(secondsSinceEpoch: seconds - Int64(offset), nanoseconds: nanoseconds)
    }

    /// Reads the form of HTTP's Date header: `Fri, 02 Jan 2026 03:04:05 GMT`.
    public init?(httpDate text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 6, parts[5] == "GMT" || parts[5] == "UTC" || parts[5] == "+0000",
            let day = Int(parts[1]), let month = Self.months.firstIndex(of: String(parts[2])), let year = Int(parts[3])
        else { return nil }
        var time = DigitReader(String(parts[4]))
        guard let hour = time.number(of: 2), time.skip(":"), let minute = time.number(of: 2), time.skip(":"),
            let second = time.number(of: 2), time.isAtEnd,
            let seconds = CivilDate(
                year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second
            ).secondsSinceEpoch
        else { return nil }
        self.init(secondsSinceEpoch: seconds)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    private func pad(_ number: Int, _ length: Int = 2) -> String { String(number).zeroPadded(to: length) }
}

/// Reads digits and signs of a date from left to right.
private struct DigitReader {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(of count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.utf8.count == count, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return Int(digits)
    }

    mutating func digits() -> Substring {
        let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
        rest = rest.dropFirst(digits.count)
        return digits
    }

    mutating func skip(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The offset from UTC in seconds; 0 for `Z` and for none.
    mutating func zone() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let isEast = skip("+")
        guard isEast || skip("-"), let hours = number(of: 2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = isAtEnd ? 0 : number(of: 2), minutes < 60 else { return nil }
        return (hours * 60 + minutes) * (isEast ? 60 : -60)
    }
}
