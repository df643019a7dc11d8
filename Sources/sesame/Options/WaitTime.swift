import ArgumentParser

/// A time on the command line: `90`, `90s`, `15m`, `2h`.
struct WaitTime: ExpressibleByArgument {
    /// The time in seconds.
    var seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let factors: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let last = argument.last else { return nil }
        let factor = factors[last] ?? 1
        let digits = factors[last] == nil ? argument[...] : argument.dropLast()
        guard let number = Int(digits), number >= 0, number <= 7 * 24 * 3600 else { return nil }
        seconds = number * factor
    }

    var defaultValueDescription: String { "\(seconds)" }
}
