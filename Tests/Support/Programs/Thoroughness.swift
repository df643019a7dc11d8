import Foundation

/// How much is gone through of what takes too long for each run.
public enum Thoroughness {
    /// All of it, with `SESAME_KILL=all` (`make test-kill`); otherwise what is spread over it.
    public static let isWhole = ProcessInfo.processInfo.environment["SESAME_KILL"] == "all"

    /// All of it, or one in so many.
    ///
    /// - Parameters:
    ///   - all: What there is, in an order that is the same in each run.
    ///   - step: One in how many is taken where not all are.
    ///   - first: The index of the first that is taken then.
    /// - Returns: What is gone through.
    public static func some<Each>(of all: [Each], oneIn step: Int, from first: Int = 0) -> [Each] {
        isWhole ? all : stride(from: first, to: all.count, by: step).map { all[$0] }
    }
}
