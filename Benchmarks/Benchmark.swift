import Wire

/// One figure: how often a thing happens per second on one core.
struct Benchmark {
    /// What is measured.
    let name: String
    /// What one operation is called.
    let unit: String
    /// Runs a number of operations.
    let run: (_ count: Int) -> Void

    /// Measures after a warm-up: seven rounds of about a fifth of a second, of which the median counts.
    func measure() -> JSONValue {
        let clock = ContinuousClock()
        var count = 1
        while true {
            let time = clock.measure { run(count) }
            if time > .milliseconds(50) {
                count = max(1, Int(Double(count) * (Duration.milliseconds(200) / time)))
                break
            }
            count *= 4
        }
        let rates = (0..<7).map { _ in Double(count) / (clock.measure { run(count) } / .seconds(1)) }.sorted()
        return [
            "name": .string(name), "unit": .string(unit), "median": .number(String(Int(rates[3]))),
            "min": .number(String(Int(rates[0]))), "max": .number(String(Int(rates[6]))),
        ]
    }
}
