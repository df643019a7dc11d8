extension SubjectClue {
    /// What an error text, a log or an answer names that can be followed: pods, role, identity.
    ///
    /// - Parameter clue: A text or an answer.
    /// - Returns: Clues, the one that leads furthest first; none where it names nothing.
    public static func named(in clue: SubjectClue) -> [SubjectClue] {
        var reader = TextReader()
        reader.read(Array(clue.text.utf8)[...])
        let facts = reader.finish().facts
        var words = [facts.subject].compactMap(\.self)
        if let sender = facts.sender, let account = facts.sesAccount, let region = facts.sesRegion {
            words.append("arn:aws:ses:\(region):\(account):identity/\(sender)")
        }
        return words.reduce(into: []) { clues, word in
            if let clue = SubjectClue(word), clue.kind != .text, !clues.contains(clue) { clues.append(clue) }
        }
    }
}
