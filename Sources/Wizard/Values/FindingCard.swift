/// A finding as screens show it: what is wrong, and the same headings everywhere.
public struct FindingCard: Hashable, Sendable {
    /// How it stands.
    public enum Status: Hashable, Sendable {
        case pass, warn, fail, unknown, skipped
    }

    /// The stable code, for the support ticket.
    public var code: String
    /// How it stands.
    public var status: Status
    /// What is wrong, as a sentence; for a pass, what is right in a few words.
    public var title: String
    /// What is expected.
    public var expected: String
    /// What was found.
    public var found: String
    /// Where it was found; may be empty.
    public var place: String
    /// Why it matters, or why it is so.
    public var why: String
    /// AWS's own text, whole and unaltered; empty when AWS said nothing.
    public var awsSays: String
    /// The heading of ``awsSays``: whose words they are.
    public var speaker = "AWS says"
    /// What repairs it, as a sentence; empty when nothing in sesame does.
    public var fix: String
    /// What the repair is.
    public var remedy: Remedy?

    /// What sesame can do about a finding.
    public enum Remedy: Hashable, Sendable {
        /// Verify the receiver in the EKS account.
        case verifyReceiver
        /// Plan again: what differs shows there and is put right by apply.
        case planAgain
        /// Send to Amazon's own mailbox instead.
        case testMailbox
        /// Change an answer on a screen.
        case screen(ScreenID)
    }

    /// A finding.
    public init(
        code: String, status: Status, title: String, expected: String = "", found: String = "", place: String = "",
        why: String = "", awsSays: String = "", fix: String = "", remedy: Remedy? = nil
    ) {
        self.code = code
        self.status = status
        self.title = title
        self.expected = expected
        self.found = found
        self.place = place
        self.why = why
        self.awsSays = awsSays
        self.fix = fix
        self.remedy = remedy
    }

    /// The card as text for a chat or a ticket.
    public var report: String {
        var lines = ["\(title) (\(code))"]
        for (heading, text) in headings { lines.append("\(heading): \(text)") }
        if !fix.isEmpty { lines.append("Fix: \(fix)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The headings with their texts, those that have one.
    public var headings: [(heading: String, text: String)] {
        [("Expected", expected), ("Found", found), ("Where", place), ("Why", why), (speaker, awsSays)]
            .filter { !$0.1.isEmpty }
    }
}
