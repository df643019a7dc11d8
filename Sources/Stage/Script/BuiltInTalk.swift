import Resources

/// The talks that come with the program.
public enum BuiltInTalk: String, Sendable, Hashable, CaseIterable {
    /// Ten minutes on a stage.
    case talk
    /// Three minutes beside a stand, which end where they began.
    case booth

    /// The file it is compiled in from, for messages.
    public var file: String { "\(rawValue) (built in)" }

    /// Its text.
    public var text: String { Resource.text("stage/\(rawValue).yaml") ?? "" }

    /// The talk.
    ///
    /// - Parameter known: the names of screens and faults.
    /// - Returns: the talk.
    /// - Throws: ``StageFileProblem``, which the tests rule out.
    public func script(knowing known: StageVocabulary) throws(StageFileProblem) -> StageScript {
        try StageScript.read(text, file: file, knowing: known)
    }
}
