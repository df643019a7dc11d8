public import Calls

/// One thing that has to be right for a mail to leave, and how it is looked at.
///
/// A check is one file: an extension of this type with one `static let`, listed in ``Checks/all``. It is a pure function
/// of a subject and of what was read: the same answers give the same findings, live, pasted or out of a bundle.
public struct Check: Sendable {
    /// Its name, stable, which `--list` shows and other checks name in `after`: `trust-policy`.
    public let name: String
    /// The link it is about.
    public let link: Link
    /// What it looks at, as a noun: `the trust policy, claim by claim`.
    public let subject: String
    /// The codes of the findings that it can give, its main one first: what could not be looked at is told under that.
    public let codes: [String]
    /// From what its own faults follow: checks by name, or single codes; what is broken here is right when those are.
    public let after: [String]
    /// Whether it looks for risks and for what others tell as well: nobody misses it where it cannot look.
    public let isAside: Bool
    /// Whether enough of the subject is known to look at all.
    public let applies: @Sendable (Subject) -> Bool
    /// What has to be asked, as far as earlier answers say what to ask.
    public let reads: @Sendable (CheckContext) -> [Call]
    /// What is asked as well where that is allowed; nobody misses its answer.
    public let hints: @Sendable (CheckContext) -> [Call]
    /// The findings, in the order of their weight; none says that all is right.
    public let findings: @Sendable (CheckContext) -> [Finding]
    /// What is right when nothing was found, in a few words: `knows the cluster and sts.amazonaws.com`.
    public let right: @Sendable (CheckContext) -> String

    /// A check.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - link: The link it is about.
    ///   - subject: What it looks at.
    ///   - codes: The codes of its findings, the main one first.
    ///   - after: The checks, or the codes, from which its own faults follow.
    ///   - isAside: Whether nobody misses it where it cannot look.
    ///   - applies: Whether enough of the subject is known.
    ///   - reads: What has to be asked; no answer to one of these, and no finding, is "cannot tell".
    ///   - hints: What is asked as well; a refusal is not told.
    ///   - right: What is right when nothing was found.
    ///   - findings: What was found. An answer that is not there yet (nil) is nothing that can be judged.
    init(
        _ name: String, _ link: Link, _ subject: String, codes: [String], after: [String] = [],
        isAside: Bool = false,
        applies: @escaping @Sendable (Subject) -> Bool = { $0.design != nil },
        reads: @escaping @Sendable (CheckContext) -> [Call],
        hints: @escaping @Sendable (CheckContext) -> [Call] = { _ in [] },
        right: @escaping @Sendable (CheckContext) -> String,
        findings: @escaping @Sendable (CheckContext) -> [Finding]
    ) {
        self.name = name
        self.link = link
        self.subject = subject
        self.codes = codes
        self.after = after
        self.isAside = isAside
        self.applies = applies
        self.reads = reads
        self.hints = hints
        self.right = right
        self.findings = findings
    }
}
