import Canvas
import Design

/// The drawing of the two doors, on screen 4 and wherever results speak of them.
enum Doors {
    enum State: Hashable {
        case planned, open, notYet, closed, unknown

        var words: String {
            switch self {
            case .planned: "✓ planned"
            case .open: "✓ open"
            case .notYet: "· not yet"
            case .closed: "✗ closed"
            case .unknown: "? cannot tell"
            }
        }
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let eks = state.form.text(of: .eksAccount).orElse("…")
        let ses = state.form.text(of: .sesAccount).orElse("…")
        let top = pen.row
        pen.box(column: 3, width: 35, rows: 8, title: "EKS account \(eks)")
        pen.box(column: 46, width: 32, rows: 8, title: "SES account \(ses)")
        func left(_ row: Int, _ text: String, _ style: Style = .plain) { put(text, top + row, 5, 37, style, &pen) }
        func right(_ row: Int, _ text: String, _ style: Style = .plain) { put(text, top + row, 48, 77, style, &pen) }
        left(1, "service account \(state.form.text(of: .serviceAccount))")
        left(2, "  └─ role \(state.form.text(of: .role))")
        right(2, "sender \(state.form.text(of: .sesSender).orElse("(screen 5)"))")
        left(4, "DOOR 1  permissions policy", .bold)
        left(5, "\"this role may send mail\"")
        left(6, door(.permissionsPolicy, state).words)
        right(4, "DOOR 2  sending policy", .bold)
        right(5, "\"that role may send as me\"")
        right(6, door(.sendingPolicy, state).words)
        put("├───────▸│", top + 4, 37, 48, .link, &pen)
        pen.row = top + 8
        pen.put("counts against it: sandbox, daily", 3, .faint)
        pen.put("owns: the sender address and its", 46, .faint)
        pen.advance()
        pen.put("quota, bounces, the bill", 3, .faint)
        pen.put("signature (DKIM)", 46, .faint)
        pen.advance()
    }

    /// How a door stands, as far as it was read.
    static func door(_ address: ResourceAddress, _ state: WizardState) -> State {
        if state.planning.progress[address]?.isRight == true { return .open }
        guard let resource = state.planning.plan?[address] else { return .planned }
        switch resource.action {
        case .unchanged, .adopt: return .open
        case .create, .waiting: return .notYet
        case .change, .conflict: return .closed
        case .unknown: return .unknown
        }
    }

    private static func put(_ text: String, _ row: Int, _ column: Int, _ limit: Int, _ style: Style, _ pen: inout Pen) {
        let saved = pen.row
        pen.row = row
        pen.put(text, column, style, limit: limit)
        pen.row = saved
    }
}
