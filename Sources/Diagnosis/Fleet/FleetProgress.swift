public import Calls
public import Design
import Identifiers
public import Wire

/// How far a look at a fleet is: who is there, and how those stand whose answers are complete.
public struct FleetProgress: Sendable {
    /// A service account.
    public struct Entry: Sendable {
        /// Namespace and name.
        public let name: String
        /// The role's name; empty while nobody knows it.
        public let role: String
        /// How many pods it has; nil where nobody could look.
        public let pods: Int?
        /// How it stands; nil while something that it needs is being asked.
        public let row: FleetDiagnosis.Row?
        /// What is asked for it and was not answered yet.
        var open: Set<Call>
    }

    /// The service accounts with a role that are known by now, by name.
    public private(set) var entries: [Entry]
    /// How many calls have been answered.
    public private(set) var answers = 0

    /// Nobody yet.
    public init() { entries = [] }

    init(_ entries: [Entry], answers: Int) {
        self.entries = entries
        self.answers = answers
    }

    /// How many have all the answers that they were known to need.
    public var settled: Int { entries.count { $0.open.isEmpty } }

    /// Takes an answer.
    public mutating func take(_ call: Call) {
        answers += 1
        for index in entries.indices { entries[index].open.remove(call) }
    }

    /// What is asked next; nothing where all are complete.
    public var wanted: [Call] { Set(entries.flatMap(\.open)).sorted { $0.key < $1.key } }
}

extension Fleet {
    /// How far it is, at the beginning of a round of calls.
    ///
    /// Those that were judged before are not looked at again until the end.
    ///
    /// - Parameters:
    ///   - seen: What was read, as it may be judged.
    ///   - now: The time.
    ///   - checks: The checks that count.
    ///   - last: How far it was before.
    /// - Returns: The service accounts; those that lack nothing are judged.
    public func progress(
        _ seen: Observations, at now: Timestamp, checks: [Check] = Checks.all, after last: FleetProgress
    ) -> FleetProgress {
        let done = Dictionary(
            last.entries.filter { $0.row != nil }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let entries = (members(seen) ?? []).map { member in
            if let entry = done[member.name] { return entry }
            let open = Set(reads(of: member, seen, at: now, checks: checks).filter { seen[$0] == nil })
            let row = open.isEmpty ? row(member, seen, at: now, checks: checks) : nil
            return FleetProgress.Entry(
                name: member.name, role: member.subject.role?.name.text ?? "", pods: member.pods, row: row, open: open)
        }
        return FleetProgress(entries, answers: last.answers)
    }
}
