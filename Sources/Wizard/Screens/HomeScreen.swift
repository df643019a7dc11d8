import Canvas
import Design

/// Where everything starts; nothing was asked over a network before a key is pressed here.
enum HomeScreen: Screen {
    static func items(_ state: WizardState) -> [Item] {
        var items: [Item] = []
        if let setup = unfinished(state)?.id {
            items.append(.button(.resume, "Continue", enter: "open") { $0.open(setup) })
        }
        items.append(.button(.guidedSetup, "Guided setup", enter: "open") { $0.go(to: .introduction) })
        items.append(.button(.diagnose, "Diagnose", enter: "open") { $0.diagnose() })
        if state.mode == .live { items.append(.button(.liveDemo, "Live demo", enter: "open") { _ in [.startDemo] }) }
        let setups = state.stage == nil ? state.setups : []
        items += setups.prefix(6).map(\.id).enumerated().map { index, setup in
            .row(.row(index), enter: "open") { $0.open(setup) }
        }
        return items
    }

    static func unfinished(_ state: WizardState) -> SavedSetup? {
        state.setups.first { !$0.isFinished }
    }

    static func landing(_ state: WizardState) -> ItemID {
        unfinished(state) == nil ? .button(.guidedSetup) : .button(.resume)
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        let setup = unfinished(state)
        if setup == nil {
            pen.line("Let pods in one AWS account send mail through Amazon SES in another one,")
            pen.line(
                state.mode == .demo
                    ? "without access keys. About 5 minutes here; nothing of it is kept."
                    : "without access keys. About 15 minutes. Stop when you like: it is all kept.")
            pen.blank()
        }
        if let setup {
            let place =
                "\(setup.name)  at \(setup.screen.rawValue) \(setup.screen.title)"
                + (state.stage == nil ? ", \(setup.when)" : "")
            menu(&pen, .resume, "Continue", place)
            pen.line(setup.summary, column: 20)
        }
        menu(
            &pen, .guidedSetup, "Guided setup",
            setup == nil ? "Step by step; every change is shown before it is made" : "Start another one")
        menu(&pen, .diagnose, "Diagnose", "Mail does not go out? Find the one link that is broken")
        if state.mode == .live {
            menu(&pen, .liveDemo, "Live demo", "The same setup on a simulated AWS, only on this computer")
        }
        pen.blank()
        if state.mode == .demo {
            pen.line("Both accounts, the cluster and the mailboxes are simulated on this computer.")
        } else if setup == nil {
            pen.line("No AWS access at hand? Guided setup can also just write the files.")
        }
        pen.blank()
        pen.blank()
        // What is on the presenter's computer is nobody's business.
        if state.stage == nil { paintFound(state, &pen) }
    }

    private static func menu(_ pen: inout Pen, _ id: ButtonID, _ label: String, _ words: String) {
        let end = pen.put(label, 3, .bold)
        pen.put(words, 20)
        pen.item(.button(id), 3..<end)
        pen.advance()
    }

    private static func paintFound(_ state: WizardState, _ pen: inout Pen) {
        guard let local = state.local else { return }
        if !state.setups.isEmpty {
            for (index, setup) in state.setups.prefix(6).enumerated() {
                if index == 0 { pen.put("Setups", 3) }
                let end = pen.put(setup.name, 11, limit: 26)
                pen.put(setup.place, 27, limit: 50, cut: .middle)
                pen.put(setup.when, 51, .faint, limit: 67)
                pen.put(
                    setup.isFinished ? "done" : "\(setup.screen.rawValue) \(setup.screen.shortTitle)", 67, .faint)
                pen.item(.row(index), 11..<end)
                pen.advance()
            }
            return
        }
        pen.line("Found on this computer", style: .bold)
        let profiles = local.profiles.isEmpty ? "none" : local.profiles.joined(separator: ", ")
        pen.put("AWS profiles", 3)
        pen.put(profiles, 20, limit: 63)
        pen.put(local.profilesFile, 65, .faint, cut: .middle)
        pen.advance()
        pen.put("Cluster", 3)
        pen.put(local.contexts.isEmpty ? "none" : local.contexts.joined(separator: ", "), 20, limit: 63)
        pen.put(local.contextsFile, 65, .faint, cut: .middle)
        pen.advance()
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .button(.resume):
            return Says("Opens where you left. Nobody is asked before you say so.")
        case .button(.liveDemo):
            return Says("Starts two simulated accounts and a cluster here. Nothing leaves this computer.")
        case .button(.diagnose):
            return Says("Asks what to look at; nobody is asked before you say so. It only reads.")
        case .row: return Says("Opens this setup where it was left. Nobody is asked before you say so.")
        default:
            if state.mode == .demo {
                return Says("Nothing leaves this computer. Guided setup asks the simulated AWS who you are.")
            }
            return Says("Nothing has been sent anywhere. Guided setup shows whom it would ask, first.")
        }
    }
}
