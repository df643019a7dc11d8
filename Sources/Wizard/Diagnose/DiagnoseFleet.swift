import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// All service accounts of a cluster that have a role: how far the look is, and what came of it.
struct DiagnoseFleet: Sendable {
    /// A line of the table.
    struct Line: Sendable {
        var name: String
        var role: String
        var pods: Int?
        /// How it stands; nil while it is being looked at.
        var row: FleetDiagnosis.Row?

        /// The words that are looked for in it: every column as it is seen, and how it stands.
        var words: String {
            var words = [ShownText.of(name), ShownText.of(role), row?.code ?? "", row?.sends == true ? "mail" : ""]
            switch row?.state {
            case .broken?: words.append("broken")
            case .atRisk?: words.append("at risk")
            case .cannotTell?: words.append("cannot tell")
            case .right?: words.append("right")
            case nil: words.append("asking")
            }
            return words.joined(separator: " ").lowercased()
        }
    }

    /// What is known of the cluster.
    let answers: Answers
    /// How far it is; nil before and after.
    private(set) var progress: FleetProgress?
    /// What came of it; nil while it runs.
    private(set) var look: FleetLook?
    /// When it ended.
    private(set) var at: Moment?
    /// Why nobody could be asked.
    private(set) var trouble: Problem?
    /// What is looked for; nil shows all.
    private(set) var find: LineEditor?
    /// All lines: by name while it runs, then the worst first.
    private(set) var lines: [Line] = []
    /// Those that are shown.
    private(set) var shown: [Line] = []

    init(_ answers: Answers) { self.answers = answers }

    /// The cluster's name.
    var cluster: String { look?.diagnosis.cluster ?? answers.eksCluster?.text ?? "The cluster" }

    /// Takes how far it is.
    mutating func hear(_ progress: FleetProgress) {
        self.progress = progress
        lines = progress.entries.map { Line(name: $0.name, role: $0.role, pods: $0.pods, row: $0.row) }
        filter()
    }

    /// Takes the end.
    mutating func finish(_ result: Result<FleetLook, Problem>, at now: Moment) {
        progress = nil
        at = now
        switch result {
        case .failure(let problem): trouble = problem
        case .success(let look):
            self.look = look
            lines = look.diagnosis.rows.map { Line(name: $0.name, role: $0.role, pods: $0.pods, row: $0) }
            filter()
        }
    }

    /// Looks for words, or shows all.
    mutating func find(_ line: LineEditor?) {
        find = line
        filter()
    }

    private mutating func filter() {
        let words = (find?.text ?? "").lowercased().split(separator: " ")
        shown = words.isEmpty ? lines : lines.filter { line in words.allSatisfy { line.words.contains($0) } }
    }

    /// How many stand so.
    func count(_ state: FleetDiagnosis.Row.State) -> Int { lines.count { $0.row?.state == state } }

    /// How many share the cause of a line; nil for what has none.
    func sharing(_ line: Line) -> (count: Int, of: Int)? {
        guard let look, let row = line.row, row.state != .right else { return nil }
        return (look.diagnosis.sharing(row), look.diagnosis.count(row.state))
    }

    /// The shown rows as a spreadsheet takes them from a clipboard.
    var table: String { FleetDiagnosis.tabSeparated(shown.compactMap(\.row)) }

    /// What row 1 says while it runs.
    var indicator: String {
        guard let progress, !progress.entries.isEmpty else { return "asking" }
        return "asking… \(progress.settled) of \(progress.entries.count)"
    }
}
