/// `sleep`: waits as many seconds of real time as it is told.
struct SleepProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        guard !words.isEmpty else {
            await process.errors.line("sleep: missing operand")
            return 1
        }
        var total = 0.0
        for word in words {
            if word == "infinity" {
                total = Self.longest
                continue
            }
            let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            let unit = word.last.flatMap { units[$0] }
            guard let count = Double(unit == nil ? word : String(word.dropLast())), count >= 0, count.isFinite else {
                await process.errors.line("sleep: invalid time interval '\(word)'")
                return 1
            }
            total += count * (unit ?? 1)
        }
        try? await Task.sleep(for: .seconds(min(total, Self.longest)))
        return Task.isCancelled ? 130 : 0
    }

    /// Ten years, in seconds.
    private static let longest = 315_360_000.0
}
