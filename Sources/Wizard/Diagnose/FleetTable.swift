import Canvas
import Design
import Diagnosis
import Wire

/// The table of all service accounts: as many rows as there is room for, around the focused one, and its card.
enum FleetTable {
    /// Where the columns begin, and where the numbers end.
    private struct Columns {
        let name = 5
        let role: Int
        let code: Int
        /// The column behind the number of pods.
        let pods: Int
        var mail: Int { pods + 2 }

        init(_ width: Int) {
            let more = max(0, width - 80)
            role = 30 + more / 3
            code = 53 + 2 * more / 3
            pods = 73 + more
        }
    }

    /// The rows of the card, the blank one before it among them.
    private static func cardRows(_ rows: Int) -> Int { rows < 24 ? 4 : 9 }

    /// How many rows of the body the table and its last line have.
    private static func room(_ rows: Int) -> Int { max(3, rows - 4 - cardRows(rows)) }

    /// By how many rows a page goes on.
    static func capacity(_ state: WizardState) -> Int { max(1, room(state.size.rows - 7) - 1) }

    static func paint(_ fleet: DiagnoseFleet, _ state: WizardState, _ pen: inout Pen) {
        let columns = Columns(pen.layout.width)
        pen.blank()
        if let find = fleet.find { paintFind(find, fleet, &pen) } else { paintHeading(columns, &pen) }
        let focused: Int
        if case .row(let index) = state.focused.id { focused = index } else { focused = 0 }
        let room = room(pen.layout.rows)
        let count = fleet.shown.count
        let height = count > room ? room - 1 : room
        let first = max(0, min(focused - height / 2, count - height))
        let top = pen.row
        for index in first..<min(count, first + height) { paint(fleet.shown[index], index, columns, &pen) }
        if count == 0 { pen.line("Nobody has all of these words.", column: 5, style: .faint) }
        if count > height {
            let below = count - first - height
            pen.mark(.nothing, 3)
            pen.put(
                first == 0
                    ? "\(below) more, Down or / goes on"
                    : below == 0 ? "\(first) above" : "\(first) above, \(below) below", 5, .faint)
            pen.advance()
        }
        // The card stays where it is, however few rows there are.
        pen.row = max(pen.row, top + min(room, max(count, 8)))
        pen.blank()
        if fleet.shown.indices.contains(focused) { paintCard(fleet.shown[focused], fleet, &pen) }
    }

    private static func paintHeading(_ columns: Columns, _ pen: inout Pen) {
        for (words, column) in [
            ("service account", 3), ("role", columns.role), ("root cause", columns.code), ("pods", columns.pods - 4),
        ] {
            pen.put(words, column, .faint)
        }
        pen.advance()
    }

    private static func paintFind(_ find: LineEditor, _ fleet: DiagnoseFleet, _ pen: inout Pen) {
        let count = "\(fleet.shown.count) of \(fleet.lines.count)"
        let edge = pen.layout.width - 2
        pen.put("find", 3, .faint)
        pen.target(.anything, 3..<50)
        let width = edge - count.count - 4 - 9
        if pen.focus == .anything {
            let window = find.window(width)
            pen.put(window.text.isEmpty ? " " : window.text, 9, .edited, limit: 9 + width)
            pen.focusHere(9..<(9 + width), cursor: 9 + min(window.cursor, width - 1), isText: true)
        } else {
            pen.put(find.text, 9, limit: 9 + width)
        }
        pen.put(count, edge - count.count, .faint)
        pen.advance()
    }

    private static func paint(_ line: DiagnoseFleet.Line, _ index: Int, _ columns: Columns, _ pen: inout Pen) {
        pen.mark(line.row.map { mark($0.state) } ?? .running, 3)
        let end = pen.put(line.name, columns.name, limit: columns.role - 1, cut: .middle)
        pen.put(line.role, columns.role, limit: columns.code - 1, cut: .middle)
        pen.put(line.row?.code ?? "", columns.code, limit: columns.pods - 4)
        let pods = line.pods.map { "\($0)" } ?? "?"
        pen.put(pods, columns.pods - pods.count)
        if line.row?.sends == true { pen.put("mail", columns.mail) }
        pen.item(.row(index), columns.name..<max(end, columns.name + 1))
        pen.target(.row(index), 3..<pen.layout.width - 1)
        pen.advance()
    }

    /// What the focused one shows: what it is, how many share it, and as many of its headings as there is room for.
    private static func paintCard(_ line: DiagnoseFleet.Line, _ fleet: DiagnoseFleet, _ pen: inout Pen) {
        guard let row = line.row else {
            pen.line(.running, "\(line.name): being looked at.")
            return
        }
        guard let finding = row.finding else {
            pen.line(.right, "\(line.name): right, as far as can be seen without sending.")
            return
        }
        let rows = cardRows(pen.layout.rows) - 2
        let edge = pen.layout.width - 1
        var shared = ""
        if let sharing = fleet.sharing(line), sharing.count > 1 {
            shared = "\(sharing.count) of the \(sharing.of) \(row.state == .broken ? "broken" : "such")"
        }
        let codeColumn = edge - TextWidth.columns(finding.code)
        let sharedColumn = codeColumn - TextWidth.columns(shared) - 4
        pen.mark(finding.status.mark, 3)
        pen.put(
            TerminalText.sanitized(finding.title, limit: .max), 5, .bold,
            limit: (shared.isEmpty ? codeColumn : sharedColumn) - 2)
        pen.put(shared, sharedColumn)
        pen.put(finding.code, codeColumn, .faint)
        pen.advance()
        // With little room what was found and since when come first; the whole stands where one is looked at alone.
        let order = rows < 4 ? ["Found", "Since", "Why", "Where"] : ["Expected", "Found", "Where", "Since", "Why"]
        let headings = order.compactMap { name in finding.headings.first { $0.heading == name } }
        let indent = 16
        var left = rows
        for (index, heading) in headings.enumerated() where left > 0 {
            // Each of the others gets a line before the first one gets a second.
            let room = max(1, left - (headings.count - index - 1))
            var lines = TextWrap.lines(heading.text, edge - indent)
            if lines.count > room {
                lines =
                    Array(lines.prefix(room - 1)) + [
                        TextCut.end(lines.dropFirst(room - 1).joined(separator: " "), edge - indent)
                    ]
                pen.note(cut: heading.text)
            }
            for (step, text) in lines.enumerated() {
                if step == 0 { pen.put(heading.heading, 5, .faint) }
                pen.put(text, indent)
                pen.advance()
            }
            left -= lines.count
        }
    }

    static func mark(_ state: FleetDiagnosis.Row.State) -> Mark {
        switch state {
        case .broken: .wrong
        case .atRisk: .attention
        case .cannotTell: .unknown
        case .right: .right
        }
    }
}
