import Wire

/// A moment as signatures write it, `20260102T030405Z`.
///
/// Written with whole numbers only, as every request is signed and most programs do nothing else with times.
struct SigningMoment {
    /// The text, 16 characters.
    let text: String

    init(_ time: Timestamp) {
        let seconds = time.secondsSinceEpoch
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let (year, month, dayOfMonth) = SigningMoment.civil(day)
        let rest = seconds - day * 86_400
        text = String(unsafeUninitializedCapacity: 16) { buffer in
            func put(_ value: Int64, _ place: Int, _ digits: Int) {
                var value = value
                for index in stride(from: place + digits - 1, through: place, by: -1) {
                    buffer[index] = UInt8(48 + value % 10)
                    value /= 10
                }
            }
            put(year, 0, 4)
            put(month, 4, 2)
            put(dayOfMonth, 6, 2)
            buffer[8] = UInt8(ascii: "T")
            put(rest / 3600, 9, 2)
            put(rest / 60 % 60, 11, 2)
            put(rest % 60, 13, 2)
            buffer[15] = UInt8(ascii: "Z")
            return 16
        }
    }

    /// Year, month and day of a day counted from 1970 (algorithm: Howard Hinnant, days_from_civil).
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }
}
