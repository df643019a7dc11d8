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
        var boxes = TwoBoxes(TwoBoxes.wide, "EKS account \(eks)", "SES account \(ses)")
        boxes.row("service account \(state.form.text(of: .serviceAccount))")
        boxes.row(
            "  └─ role \(state.form.text(of: .role))", "sender \(state.form.text(of: .sesSender).orElse("(screen 5)"))")
        boxes.row()
        boxes.row("DOOR 1  permissions policy", "DOOR 2  sending policy", arrow: true)
        boxes.row("\"this role may send mail\"", "\"that role may send as me\"")
        boxes.row(door(.permissionsPolicy, state).words, door(.sendingPolicy, state).words)
        boxes.close()
        for line in boxes.lines {
            pen.put(line.text, 3)
            if let whole = line.whole { pen.note(cut: whole) }
            pen.advance()
        }
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
}
