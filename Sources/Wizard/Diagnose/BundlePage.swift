import Canvas
import Design
import Diagnosis
import Wire

/// A bundle before it is written: what is in it, what never is, what is masked.
enum BundlePage: Screen {
    static func items(_ state: WizardState) -> [Item] {
        guard let bundle = state.diagnosing.bundle else { return [.back] }
        let busy = state.work.isRunning(.writeNew) ? "it is being written" : nil
        return MaskKind.allCases.map { kind in
            .choice(.mask(kind), enter: bundle.bundle.masked.contains(kind) ? "show them" : "mask them") { state in
                state.toggleMask(kind)
            }
        } + [
            Item(id: .anything, kind: .text, label: "File", enter: "write") { $0.writeBundle() },
            .button(.writeBundle, "Write the bundle", enter: "write", disabled: busy) { $0.writeBundle() },
            .button(.readBundle, "Read it first", enter: "read it") { $0.show(viewer($0)) }, .back,
        ]
    }

    static func landing(_ state: WizardState) -> ItemID { .button(.writeBundle) }

    static func bindings(_ state: WizardState) -> [Binding] {
        var space: [Binding] = []
        if case .mask(let kind) = state.focused.id {
            space = [Binding([.character(" ")], "Space", "turn", place: .help) { $0.toggleMask(kind) }]
        }
        let busy = state.work.isRunning(.writeNew) ? "it is being written" : nil
        return space + [
            .letter("v", "read it first") { $0.show(viewer($0)) },
            .letter("w", "write the bundle", place: .help, unless: busy) { $0.writeBundle() },
        ]
    }

    /// The whole text, to look for a name that one fears.
    private static func viewer(_ state: WizardState) -> ViewerOverlay {
        guard let bundle = state.diagnosing.bundle else { return ViewerOverlay(pages: []) }
        let text = TerminalText.sanitized(bundle.text, keepingLines: true, limit: .max)
        return ViewerOverlay(
            pages: [ViewerPage(file: TerminalText.sanitized(bundle.fileName), place: "not written yet", content: text)],
            says: state.shownMasks.map { $0.isSubset(of: bundle.bundle.masked) } ?? true
                ? Says("This is what the file will hold. / looks for a word that must not be in it.", "c copies it.")
                : Says(
                    "The file holds more than is shown: the screen masks what the file will not.",
                    "c copies what is shown."),
            extra: [.letter("w", "write the bundle", run: ViewerOverlay.closing { $0.writeBundle() })])
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let shown = state.diagnosing.bundle else {
            pen.line("There is nothing to write.")
            pen.blank()
            pen.buttons(items(state))
            return
        }
        pen.line("A bundle: what was read here, for somebody else to diagnose.")
        pen.blank()
        let read = Moment(milliseconds: shown.written.secondsSinceEpoch * 1000, offset: state.now.offset)
        fact(
            "In it", "\(shown.bundle.count.counting("answer")), \(shown.size)",
            state.clock(read).map { "read \($0.prefix(5))" } ?? "", &pen)
        for part in shown.bundle.parts {
            let gap = part.unanswered == 0 ? "" : ", \(part.unanswered) unanswered"
            fact("  \(part.name)", part.holds, "\(part.count)\(gap)", &pen)
        }
        pen.blank()
        fact("Never in it", shown.leftOut, "", &pen)
        for kind in MaskKind.allCases {
            let isMasked = shown.bundle.masked.contains(kind)
            pen.put(kind.rawValue.capitalizedFirst, 3)
            let end = pen.put(isMasked ? "[x] masked" : "[ ] as they are", 22)
            pen.item(.mask(kind), 22..<end)
            pen.put(shown.words(kind), 58, .faint)
            pen.advance()
        }
        paintFile(shown, &pen)
        pen.blank()
        pen.buttons(items(state))
    }

    /// The name of the file, which can be typed.
    private static func paintFile(_ shown: DiagnoseBundle, _ pen: inout Pen) {
        let edge = 57
        pen.put("File", 3)
        pen.target(.anything, 3..<edge)
        if pen.focus == .anything {
            let window = shown.line.window(edge - 23)
            if TextWidth.columns(shown.fileName) > edge - 23 { pen.note(cut: shown.fileName) }
            pen.put(window.text.isEmpty ? " " : window.text, 22, .edited, limit: edge - 1)
            pen.focusHere(22..<(edge - 1), cursor: 22 + min(window.cursor, edge - 24), isText: true)
        } else {
            pen.put(TerminalText.sanitized(shown.fileName), 22, limit: edge - 1, cut: .middle)
        }
        pen.put(shown.fileName.contains("/") ? "0600" : "this folder, 0600", 58, .faint)
        pen.advance()
    }

    private static func fact(_ label: String, _ value: String, _ words: String, _ pen: inout Pen) {
        pen.put(label, 3)
        pen.put(value, 22, limit: words.isEmpty ? nil : 56)
        pen.put(words, 58, .faint)
        pen.advance()
    }

    static func says(_ state: WizardState) -> Says {
        guard let shown = state.diagnosing.bundle else { return Says("Enter goes back.") }
        switch state.focused.id {
        case .mask(let kind):
            let readable = shown.bundle.masks.readable
            let open = "A wildcard stands in \(readable.prefix(3).joined(separator: ", ")): that stays as it is."
            return Says(words(kind), readable.isEmpty ? "The findings stay the same either way." : open)
        case .anything:
            let ending = shown.fileName.hasSuffix(".bundle.json")
            return Says(
                "The name of the file. What is there already is never replaced.",
                ending
                    ? "Enter writes it. Diagnose lists it where it lies in this folder."
                    : "Enter writes it. Only names in .bundle.json are listed on Diagnose's first page.")
        case .button(.readBundle): return Says("Shows the whole text. Nothing is written by that.")
        case .button(.back): return Says("Goes back. Nothing was written.")
        default:
            return Says(
                "Writes one file into this folder. Nothing is sent anywhere: you pass it on.",
                state.shownMasks?.isSubset(of: shown.bundle.masked) == false
                    ? "The screen masks more than the file, which has what is not masked above as it is."
                    : shown.bundle.masked.isEmpty
                        ? "Nothing is masked: whoever reads it sees accounts, addresses and names."
                        : "The same value has the same mask everywhere in it, also inside policies.")
        }
    }

    private static func words(_ kind: MaskKind) -> String {
        switch kind {
        case .accounts: "Account IDs and the IDs that AWS gives get stand-ins of the same form."
        case .addresses: "Mail addresses, their domains, hosts and IP addresses get stand-ins."
        case .names: "Masked, roles, pods and clusters are called role-1, pod-3, cluster-1."
        }
    }
}
