import IAMPolicy

/// How fast policies are decided.
enum PolicyBenchmarks {
    /// Decisions over the case file, documents parsed beforehand.
    static func decisions(_ text: String) -> Benchmark? {
        guard let cases = try? PolicyCases.read(text), !cases.cases.isEmpty else { return nil }
        return Benchmark(name: "policy decisions", unit: "decisions/s") { count in
            var allowed = 0
            for index in 0..<count where cases.cases[index % cases.cases.count].decide().isAllowed { allowed += 1 }
            keep(allowed)
        }
    }
}
