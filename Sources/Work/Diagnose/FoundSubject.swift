public import Calls
public import Design
public import Diagnosis

/// A subject that was looked for, from whatever part of it was given.
public struct FoundSubject: Sendable {
    /// What is known, what it was found from, and what is open.
    public var found: SubjectSearch.Found
    /// The answers that showed it, so that nothing is asked twice.
    public var seen: Observations
    /// The calls that were made.
    public var made: [MadeCall]
    /// The work with callers and cluster of what was found.
    public var work: SetupWork
    /// From the first question to the last answer.
    public var milliseconds: Int64

    /// The subject.
    public var subject: Subject { found.subject }
}
