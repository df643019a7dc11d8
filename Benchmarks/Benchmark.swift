import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One figure: how often a thing happens per second on one core.
struct Benchmark {
    /// What is measured.
    let name: String
    /// What one operation is called.
    let unit: String
    /// Runs a number of operations.
    let run: (_ count: Int) -> Void

    /// Measures after a warm-up: seven rounds of about a fifth of a second, of which the median counts.
    ///
    /// A second is one of processor time, so that what else the machine does counts little.
    func measure() -> JSONValue {
        var count = 1
        while true {
            let time = seconds(count)
            if time > 0.05 {
                count = max(1, Int(Double(count) * 0.2 / time))
                break
            }
            count *= 4
        }
        let rates = (0..<7).map { _ in Double(count) / seconds(count) }.sorted()
        return [
            "name": .string(name), "unit": .string(unit), "median": .number(String(Int(rates[3]))),
            "min": .number(String(Int(rates[0]))), "max": .number(String(Int(rates[6]))),
        ]
    }

    private func seconds(_ count: Int) -> Double {
        let start = Self.processorTime
        run(count)
        return Self.processorTime - start
    }

    /// Seconds of processor time that this process has had.
    static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
