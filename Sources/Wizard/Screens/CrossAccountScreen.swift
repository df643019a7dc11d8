import Calls
import Canvas
import Design

/// 4: the two doors, and which account is the other one.
enum CrossAccountScreen: Screen {
    static let words: [HardWord] = [.permissionsPolicy, .sendingPolicy, .delegateSender, .sandbox]

    static func items(_ state: WizardState) -> [Item] {
        let isKnown = state.callers[.ses].answer != nil && state.mismatch(on: .ses) == nil
        let account =
            isKnown
            ? Item.choice(.caller(.ses), enter: "change") { $0.show(CallerList.overlay($0, .ses)) }
            : state.item(.sesAccount)
        return [account, .proceed, .back]
    }

    static func side(_ state: WizardState) -> Side? { .ses }

    static func openItems(_ state: WizardState) -> [ItemID] {
        if state.mismatch(on: .ses) != nil { return [.field(.sesAccount)] }
        return state.form.isAnswered(.sesAccount) || state.isPending(.sesAccount) ? [] : [.field(.sesAccount)]
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.line("A message leaves only if both doors are open. Each account owns one door.")
        pen.blank()
        Doors.paint(state, &pen)
        pen.blank()
        if items(state)[0].id == .caller(.ses) {
            pen.fact(
                "SES account", state.form.text(of: .sesAccount), source: state.source(of: .sesAccount).words,
                item: .caller(.ses))
        } else {
            pen.field(.sesAccount, state)
        }
        remark(state, &pen)
        pen.blank()
        pen.buttons(items(state))
    }

    private static func remark(_ state: WizardState, _ pen: inout Pen) {
        if let mismatch = state.mismatch(on: .ses) {
            pen.remark(.wrong, "the credentials are for \(mismatch.found): nothing is written")
            return
        }
        guard let own = state.answers.eksAccount, let other = state.answers.sesAccount else {
            pen.blank()
            return
        }
        if own == other {
            pen.remark(.attention, "same account twice: this is not cross-account")
        } else {
            pen.remark(.right, "another account than the cluster's")
        }
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .caller:
            return Says(
                "An account ID is not a secret. It came with the credentials of screen 1.",
                "Enter opens the list of credentials.")
        case .field: return FieldHelp.says(.sesAccount)
        case .button(.back): return Says("Back to screen 3. All answers are kept.")
        default: return Says("Enter goes on. An account ID is not a secret.")
        }
    }
}
