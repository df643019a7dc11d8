/// The last screen: the language of the snippet, and the files that were written.
struct DoneState: Hashable, Sendable {
    var language = SnippetLanguage.python
    /// The names of the files, when they were written.
    var files: [String]?
}
