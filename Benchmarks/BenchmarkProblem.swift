/// Why there is no figure.
struct BenchmarkProblem: Error, CustomStringConvertible {
    /// The reason as a sentence.
    let sentence: String

    /// The sentence.
    var description: String { sentence }
}
