import Design

/// The last screen: the snippet that is shown, and the files that were written.
struct DoneState: Hashable, Sendable {
    /// The snippet's name.
    var snippet = "python"
    /// The names of the files, when they were written.
    var files: [String]?

    /// Goes to another language or framework.
    mutating func turn(by step: Int) {
        let languages = Snippets.languages
        let current = languages.firstIndex { Snippets.siblings(of: $0).contains(snippet) } ?? 0
        guard !languages.isEmpty else { return }
        snippet = languages[(current + step + languages.count) % languages.count]
    }
}
