/// An amount of something, as `resource.Quantity` reads and writes it: `500m`, `1Gi`, `1e3`.
struct Quantity: Sendable, Hashable {
    /// Why a text is no quantity.
    enum Problem: Error, Hashable {
        case form
        case suffix

        /// The sentence of the API server.
        var sentence: String {
            switch self {
            case .form:
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
            case .suffix: "unable to parse quantity's suffix"
            }
        }
    }

    private enum Form { case binary, decimal, exponent }

    /// The amount in billionths, beyond which nothing is told apart.
    let billionths: Int128
    private let form: Form

    /// Reads a text.
    init(_ text: String) throws(Problem) {
        var rest = Substring(text)
        guard let first = rest.first else { throw .form }
        let isNegative = first == "-"
        if first == "-" || first == "+" { rest.removeFirst() }
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(whole.count)
        var fraction: Substring = ""
        if rest.first == "." {
            rest.removeFirst()
            fraction = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { throw .form }
        guard rest.allSatisfy({ "eEinumkKMGTP+-".contains($0) || $0.isASCII && $0.isNumber }) else { throw .form }
        guard let scale = Self.scale(of: rest) else { throw .suffix }
        form = scale.form
        // More digits than this are more than anybody has; they are cut as the largest amount.
        let digits = String(whole.drop { $0 == "0" }.prefix(18)) + String(fraction.prefix(9))
        var amount = Int128(digits.isEmpty ? "0" : digits) ?? 0
        for _ in min(fraction.count, 9)..<9 { amount *= 10 }
        if scale.power >= 0 {
            for _ in 0..<scale.power {
                let (product, isTooLarge) = amount.multipliedReportingOverflow(by: scale.base)
                guard !isTooLarge else { break }
                amount = product
            }
        } else {
            for _ in scale.power..<0 { amount = amount / 10 + (amount % 10 == 0 ? 0 : 1) }
        }
        billionths = isNegative ? -amount : amount
    }

    /// The one way in which the API server writes the amount.
    var canonical: String {
        let unit: Int128 = 1_000_000_000
        let isWhole = billionths % unit == 0
        if form == .binary, isWhole, abs(billionths) >= 1024 * unit {
            return written(billionths / unit, by: 1024, ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"])
        }
        let suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
        guard form != .exponent else {
            return written(billionths, by: 1000, ["e-9", "e-6", "e-3", "", "e3", "e6", "e9", "e12", "e15", "e18"])
        }
        return written(billionths, by: 1000, suffixes)
    }

    private func written(_ amount: Int128, by base: Int128, _ suffixes: [String]) -> String {
        guard amount != 0 else { return "0" }
        var (number, step) = (amount, 0)
        while number % base == 0, step + 1 < suffixes.count {
            number /= base
            step += 1
        }
        return "\(number)\(suffixes[step])"
    }

    private static func scale(of suffix: Substring) -> (form: Form, base: Int128, power: Int)? {
        switch suffix {
        case "": return (.decimal, 10, 0)
        case "n": return (.decimal, 10, -9)
        case "u": return (.decimal, 10, -6)
        case "m": return (.decimal, 10, -3)
        default: break
        }
        if let power = ["k", "M", "G", "T", "P", "E"].firstIndex(of: String(suffix)) {
            return (.decimal, 10, (power + 1) * 3)
        }
        if let power = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].firstIndex(of: String(suffix)) {
            return (.binary, 1024, power + 1)
        }
        guard "eE".contains(suffix.first ?? " "), let power = Int(suffix.dropFirst()), abs(power) < 30 else {
            return nil
        }
        return (.exponent, 10, power)
    }
}
