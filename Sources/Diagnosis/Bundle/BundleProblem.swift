import Wire

/// Why bytes are no bundle that can be diagnosed.
public struct BundleProblem: Error, Hashable, Sendable {
    /// Where: `calls[3].at`; empty for the whole file.
    public let path: String
    /// What was found and what is expected, a sentence.
    public let sentence: String

    init(_ path: String, _ sentence: String) {
        self.path = path
        self.sentence = sentence
    }

    /// The whole, for people: where it is, and what.
    public var words: String { path.isEmpty ? sentence : "\(path): \(sentence)" }
}
