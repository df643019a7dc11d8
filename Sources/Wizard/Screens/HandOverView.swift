import Calls
import Canvas
import Design
import Wire

/// Screen 6 when the owner of a side has to do their part: a file and a note for each.
enum HandOverView {
    struct Row: Hashable {
        var side: Side
        var command: String
    }

    static func rows(_ state: WizardState) -> [Row] {
        guard state.form.preview.design != nil else { return [] }
        return state.handOvers.flatMap { over in over.commands.map { Row(side: over.side, command: $0) } }
    }

    static func paint(_ state: WizardState, _ plan: [PlanRow], _ pen: inout Pen) {
        pen.line(
            state.handOverSides.contains(where: state.callers.isNotAsked)
                ? "Nobody was asked yet: g opens the list of screens, screen 1 asks. Until then:"
                : "Some of this is for other people. sesame writes each a file and a note.")
        if !plan.isEmpty {
            pen.blank()
            for side in ApplyScreen.sides where state.canAct(on: side) {
                ApplyScreen.paintGroup(side, plan, state, &pen)
            }
        } else if !state.actingSides.isEmpty {
            pen.blank()
            pen.prose(state.planning.trouble.map(\.sentence) ?? "What is there on your side was not read yet: r reads.")
        }
        let handed = rows(state)
        var index = 0
        for over in state.handOvers {
            pen.blank()
            let place = place(over.side, state)
            let isNotAsked = state.callers.isNotAsked(over.side)
            pen.put(isNotAsked ? place.capitalizedFirst : "The owner of \(place) does", 3, .bold)
            pen.put(isNotAsked ? "not asked yet" : "hand-over", 60, .faint)
            pen.advance()
            for row in handed where row.side == over.side {
                pen.mark(.attention, 3)
                let end = pen.put(row.command, 5)
                pen.item(.row(index), 5..<end)
                pen.advance()
                index += 1
            }
        }
        if pen.row < 11, let note = state.handOvers.first { paintNote(note, &pen) }
        pen.blank()
        if !plan.isEmpty, pen.row < pen.layout.rows - 2 {
            ApplyScreen.paintSummary(state, &pen)
            pen.blank()
        }
    }

    private static func paintNote(_ over: HandOver, _ pen: inout Pen) {
        pen.blank()
        let room = max(3, min(6, pen.layout.rows - pen.row - 3))
        pen.box(column: 3, width: 74, rows: room, title: over.fileName)
        let lines = over.note.split(separator: "\n").map(String.init).prefix(room - 2)
        let first = pen.row
        for (step, line) in lines.enumerated() {
            pen.row = first + 1 + step
            pen.put(line, 5, limit: 76)
        }
        pen.row = first + room
    }

    private static func place(_ side: Side, _ state: WizardState) -> String {
        switch side {
        case .eks: "EKS account \(state.form.text(of: .eksAccount))"
        case .ses: "SES account \(state.form.text(of: .sesAccount))"
        case .kubernetes: "cluster \(state.form.text(of: .eksCluster))"
        }
    }

    /// The notes, in full.
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        ViewerOverlay(
            pages: state.handOvers.map {
                ViewerPage(file: $0.fileName, place: place($0.side, state), content: $0.note)
            },
            says: Says("For the account's owner. c copies it, w writes it with the files it names."))
    }
}
