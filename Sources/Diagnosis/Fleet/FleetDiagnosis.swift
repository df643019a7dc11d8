import Design
import Identifiers
public import Wire

/// How the service accounts of a cluster stand, the worst first.
public struct FleetDiagnosis: Sendable {
    /// One service account.
    public struct Row: Sendable {
        /// How a service account may stand, the worst first.
        public enum State: String, Hashable, Sendable, CaseIterable {
            /// Something is wrong by itself.
            case broken
            /// It works, with a risk.
            case atRisk = "risk"
            /// Not all of it could be looked at.
            case cannotTell = "cannot tell"
            /// As it should be.
            case right
        }

        /// Everything about it.
        public internal(set) var diagnosis: Diagnosis
        /// How many pods it has; nil where nobody could look.
        public let pods: Int?
        /// How it stands.
        public let state: State

        /// A row.
        public init(diagnosis: Diagnosis, pods: Int?) {
            self.diagnosis = diagnosis
            self.pods = pods
            let statuses = Set(diagnosis.findings.map(\.status))
            state =
                statuses.contains(.fail)
                ? .broken : statuses.contains(.warn) ? .atRisk : statuses.contains(.unknown) ? .cannotTell : .right
        }

        /// Namespace and name, for example `jobs/mailer`.
        public var name: String {
            "\(diagnosis.subject.answers.namespace?.text ?? "")/\(diagnosis.subject.answers.serviceAccount?.text ?? "")"
        }
        /// The role's name; empty where it names none.
        public var role: String { diagnosis.subject.role?.name.text ?? "" }
        /// Whether its role may send mail, as far as its policies say.
        public var sends: Bool { diagnosis.subject.answers.sender != nil || diagnosis.subject.answers.identity != nil }
        /// What its row shows: the root cause, else the risk, else what could not be told; nil for what is right.
        public var finding: Finding? {
            switch state {
            case .broken: diagnosis.rootCauses.first
            case .atRisk: diagnosis.findings.first { $0.status == .warn }
            case .cannotTell: diagnosis.findings.first { $0.status == .unknown }
            case .right: nil
            }
        }
        /// The code of what its row shows; empty for what is right.
        public var code: String { finding?.code ?? "" }

        /// What makes a cause the same for several, so that one repair mends them: its code, what is expected, what was
        /// found, where.
        var cause: [String] {
            guard state != .right, let first = finding else { return [] }
            return [first.code, first.expected, first.found, first.place]
        }
    }

    /// The cluster's name; nil where nobody knows it.
    public let cluster: String?
    /// How many calls were made.
    public var calls: Int
    /// When it was judged.
    public let at: Timestamp
    /// The rows: broken, at risk, cannot tell, right; inside by how many share the cause, then by pods, then by name.
    public private(set) var rows: [Row]
    /// Why there are no rows, as it follows "cannot tell: "; nil where service accounts could be listed.
    public let untold: String?

    /// A fleet's diagnosis; the rows come in any order.
    init(cluster: String?, calls: Int, at: Timestamp, rows: [Row], untold: String?) {
        self.cluster = cluster
        self.calls = calls
        self.at = at
        self.untold = untold
        var shared: [[String]: Int] = [:]
        for row in rows { shared[row.cause, default: 0] += 1 }
        let order = Row.State.allCases
        self.rows = rows.map { row in
            (key: (order.firstIndex(of: row.state) ?? 0, -(shared[row.cause] ?? 0), -(row.pods ?? 0), row.name), row)
        }.sorted { $0.key < $1.key }.map(\.1)
    }

    /// How many stand so.
    public func count(_ state: Row.State) -> Int { rows.count { $0.state == state } }

    /// How many rows show the same for the same reason as a row, itself among them.
    public func sharing(_ row: Row) -> Int { rows.count { $0.state == row.state && $0.cause == row.cause } }

    /// The same with one more row of evidence for causes.
    ///
    /// - Parameter evidence: What is known besides of a root cause of a subject.
    /// - Returns: The rows in the same order.
    public func adding(_ evidence: (Finding, Subject) -> Finding.Evidence?) -> FleetDiagnosis {
        var result = self
        for index in rows.indices {
            let subject = rows[index].diagnosis.subject
            result.rows[index].diagnosis.findings = rows[index].diagnosis.findings.map { finding in
                guard finding.isRootCause, let more = evidence(finding, subject) else { return finding }
                var finding = finding
                finding.evidence.append(more)
                return finding
            }
        }
        return result
    }

    /// The root causes that rows show, each once with those who share it, in the order of the rows.
    public var causes: [(finding: Finding, rows: [Row])] {
        var order: [[String]] = []
        var groups: [[String]: [Row]] = [:]
        for row in rows where row.state == .broken {
            if groups[row.cause] == nil { order.append(row.cause) }
            groups[row.cause, default: []].append(row)
        }
        return order.compactMap { cause in
            guard let rows = groups[cause], let finding = rows.first?.diagnosis.rootCauses.first else { return nil }
            return (finding, rows)
        }
    }

    private static let header = ["namespace", "service account", "role", "state", "root causes", "pods", "mail"]

    private static func cells(_ row: Row) -> [String] {
        [
            row.diagnosis.subject.answers.namespace?.text ?? "",
            row.diagnosis.subject.answers.serviceAccount?.text ?? "", row.role, row.state.rawValue,
            row.diagnosis.rootCauses.map(\.code).joined(separator: " "), row.pods.map { "\($0)" } ?? "",
            row.sends ? "yes" : "no",
        ]
    }

    /// The rows as comma-separated values (RFC 4180), a header first.
    public var csv: String {
        ([Self.header] + rows.map(Self.cells)).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Rows with tabs between their cells and a header first, as spreadsheets take them from a clipboard.
    public static func tabSeparated(_ rows: [Row]) -> String {
        ([header] + rows.map(cells)).map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    /// A cell that spreadsheets take for text: names of a cluster begin with a letter or digit, and so does every word
    /// of ours.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
