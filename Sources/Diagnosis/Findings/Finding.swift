public import Design
import Wire

/// What a check says about one link: what is expected, what was found, what to do.
public struct Finding: Hashable, Sendable {
    /// How the link stands.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// As it should be.
        case pass
        /// Worth knowing; nothing has to change.
        case note
        /// It works, but should be changed.
        case warn
        /// Broken or dangerous.
        case fail
        /// Could not be looked at; ``Finding/found`` says why.
        case unknown
        /// Not looked at, because something before it is missing.
        case skipped
    }

    /// The stable code, never reused for something else: `TRUST-SUBJECT`, `L24`.
    public var code: String
    /// What of several alike it is about, a pod or a policy; empty where there is only one of its code.
    public var about: String
    /// The link it is about.
    public var link: Link
    /// How it stands.
    public var status: Status
    /// What is the matter, as a sentence; for a pass, what is right in a few words.
    public var title: String
    /// The same in a few words, for the row of its link; empty takes the title.
    public var brief: String
    /// What is expected.
    public var expected: String
    /// What was found instead.
    public var found: String
    /// Where it was found: `role ses-sender-role, trust policy, statement 1`; may be empty.
    public var place: String
    /// Why it is so, or why it matters; may be empty.
    public var why: String
    /// AWS's or the cluster's own text, whole and unaltered; may be empty.
    ///
    /// Text from outside: sanitise before it reaches a terminal.
    public var awsSays: String
    /// What was looked at, and what it said.
    public var evidence: [Evidence]
    /// The ids of the findings that this one follows from; empty for what is wrong by itself.
    public var consequenceOf: [String]
    /// What to do; nil for what is right.
    public var fix: Fix?
    /// The page of AWS's documentation that says more, nil for none.
    public var docs: String?

    /// What names the finding in a report: its code, and what it is about where there are several.
    public var id: String { about.isEmpty ? code : "\(code):\(about)" }

    /// Whether it is broken, and by itself.
    public var isRootCause: Bool { status == .fail && consequenceOf.isEmpty }

    /// One value that was seen in the world.
    public struct Evidence: Hashable, Sendable {
        /// The account it was seen in, 12 digits; nil for a cluster or when nobody knows.
        public var account: String?
        /// The call that showed it: `iam GetRole`.
        public var call: String
        /// The part of the answer: `AssumeRolePolicyDocument.Statement[0]`.
        public var field: String
        /// Its value.
        public var value: String
        /// How it came here.
        public var source: Source

        /// How a value came here.
        public enum Source: String, Hashable, Sendable, CaseIterable {
            /// Read by sesame.
            case seen
            /// Pasted by a person, as a command printed it.
            case pasted
            /// From a bundle.
            case recorded
            /// Shown by really doing it.
            case proven
        }

        /// Makes evidence.
        public init(account: String? = nil, call: String, field: String, value: String, source: Source = .seen) {
            self.source = source
            self.account = account
            self.call = call
            self.field = field
            self.value = value
        }
    }

    /// What to do about a finding.
    public struct Fix: Hashable, Sendable {
        /// What to do, as one or two sentences.
        public var text: String
        /// Commands that do it without sesame, to be copied.
        public var commands: [String]
        /// What in sesame does it; nil when nothing does.
        public var remedy: Remedy?
        /// The resource whose planned change repairs it: `apply --only ADDRESS`; nil where none does.
        public var address: ResourceAddress?
        /// The workloads whose pods, made anew, are right; empty where that repairs nothing.
        public var restarts: [RestartTarget] = []

        /// True when sesame can do it by itself, after showing it.
        public var automatic: Bool { remedy?.isAutomatic ?? false }

        /// Makes a fix.
        public init(
            text: String, commands: [String] = [], remedy: Remedy? = nil, address: ResourceAddress? = nil
        ) {
            self.address = address
            self.text = text
            self.commands = commands
            self.remedy = remedy
        }
    }

    /// What in sesame repairs something.
    public enum Remedy: String, Hashable, Sendable, CaseIterable {
        /// Plan and apply: the difference shows there and is put right.
        case apply
        /// Verify the receiver in the EKS account.
        case verifyReceiver = "verify-receiver"
        /// Send to Amazon's own mailbox instead.
        case testMailbox = "test-mailbox"
        /// Ask SES for the verification mail once more.
        case resend
        /// Change an answer.
        case answers
        /// Choose other credentials or sign in again.
        case credentials
        /// The same thing again, later.
        case tryAgain = "try-again"

        /// True when sesame does it by itself, after showing it.
        public var isAutomatic: Bool {
            switch self {
            case .apply, .verifyReceiver, .testMailbox, .resend: true
            case .answers, .credentials, .tryAgain: false
            }
        }
    }

    /// The headings of a finding with their texts, the same everywhere; those that have one, without control characters.
    public var headings: [(heading: String, text: String)] {
        [
            ("Expected", expected), ("Found", found), ("Where", place), ("Since", since), ("Why", why),
            (speaker, awsSays),
        ].filter { !$0.1.isEmpty }.map { ($0.0, TerminalText.sanitized($0.1, limit: .max)) }
    }

    /// The finding as text for a chat or a ticket, without control characters.
    public var report: String {
        var lines = ["\(TerminalText.sanitized(title, limit: .max)) (\(code))"]
        for (heading, text) in headings { lines.append("\(heading): \(text)") }
        if let fix, !fix.text.isEmpty { lines.append("Fix: \(TerminalText.sanitized(fix.text, limit: .max))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Who changed it last and when, as CloudTrail tells it; empty where it does not.
    public var since: String {
        // A change is quoted with the name of its event; what CloudTrail shows of a refusal changed nothing.
        evidence.first { $0.call == Self.trailCall && $0.value.contains(", \($0.field)") }?.value ?? ""
    }

    /// The call whose evidence says since when something is so.
    static let trailCall = "cloudtrail LookupEvents"

    /// The heading of ``awsSays``: whose words they are.
    public var speaker: String {
        if evidence.contains(where: { $0.call.hasPrefix("pod ") }) { return "Pod says" }
        return evidence.contains { $0.call == "kubernetes" || $0.call.hasPrefix("kubernetes ") }
            ? "Cluster says" : "AWS says"
    }

    /// Makes a finding.
    public init(
        code: String, about: String = "", link: Link, status: Status, title: String, brief: String = "",
        expected: String = "", found: String = "", place: String = "", why: String = "", awsSays: String = "",
        evidence: [Evidence] = [],
        consequenceOf: [String] = [], fix: Fix? = nil, docs: String? = nil
    ) {
        self.code = code
        self.about = about
        self.link = link
        self.status = status
        self.title = title
        self.brief = brief
        self.expected = expected
        self.found = found
        self.place = place
        self.why = why
        self.awsSays = awsSays
        self.evidence = evidence
        self.consequenceOf = consequenceOf
        self.fix = fix
        self.docs = docs
    }
}
