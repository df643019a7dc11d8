import Calls
import Canvas
import Identifiers
import Design
import Wire

extension WizardState {
    /// Lays something over the screen.
    mutating func show(_ overlay: some Overlay) -> [WizardEffect] {
        var overlay = overlay
        overlay.layOut(size.columns)
        overlays.append(overlay)
        return []
    }

    /// Stops what runs in the foreground, else goes one screen back.
    mutating func stopOrGoBack() -> [WizardEffect] {
        guard hasForegroundWork else { return findsInFleet ? endFinding() : goBack() }
        if screen == .diagnose, work.isRunning(.prove) { return stopProving() }
        if screen == .diagnose { return stopDiagnosing() }
        guard screen == .apply else {
            testing.stop()
            freeFocus()
            return work.abandon(.send).map { WizardEffect.cancel($0) }
        }
        message = Says("Stops after the call in flight; what was made stays.")
        return work.ids(.apply).map { WizardEffect.cancel($0) }
    }

    /// Copies a text; `what` names it in the line above the footer, once the terminal was asked.
    func copy(_ text: String, what: String) -> [WizardEffect] { [.copy(text, what: what)] }

    /// Shows whole what the screen shows only in part.
    mutating func showWholeTexts() -> [WizardEffect] {
        guard !isTooSmall else { return [] }
        var seen: Set<String> = []
        let texts = view(self, size).cuts.map(\.text).filter { seen.insert($0).inserted }
        guard !texts.isEmpty else {
            message = Says("Everything is shown whole here.")
            return []
        }
        message = nil
        let lines = texts.flatMap { [ViewerPage.Line($0), ViewerPage.Line("")] }.dropLast()
        return show(
            ViewerOverlay(
                pages: [
                    ViewerPage(
                        title: "What the screen had no room for", lines: Array(lines),
                        copyText: texts.joined(separator: "\n") + "\n")
                ], says: Says("Each text whole, in the order of the screen. c copies them all.")))
    }

    /// Scrolls the body of the screen.
    mutating func scroll(by step: Int) -> [WizardEffect] {
        guard let hidden = Body.hidden(self), hidden.above + hidden.below > 0 else { return [] }
        scrolled = max(0, min(hidden.above + step, hidden.above + hidden.below))
        return []
    }

    /// Opens the demo's inbox and asks for what lies in it.
    mutating func openInbox() -> [WizardEffect] {
        show(InboxOverlay()) + [.demo(.readInbox)]
    }

    /// Opens the viewer of the six files at the one that the focused field makes.
    mutating func viewFiles() -> [WizardEffect] { show(viewer(form.preview.lastFile)) }

    /// The viewer of the six files.
    func viewer(_ file: ArtifactName?) -> ViewerOverlay {
        let files = form.preview.files
        let pages = files.map { ViewerPage(file: $0.name.rawValue, place: $0.purpose, content: $0.content) }
        let index = files.firstIndex { $0.name == file } ?? 0
        let says =
            form.preview.isRefused
            ? Says("Without what was refused; nothing is written or applied so.", mark: .wrong)
            : form.preview.hasExamples
                ? Says(
                    "Values that nobody gave yet are examples here.", "They are replaced as you answer.", mark: .open)
                : isMasked
                    ? Says(
                        "Shown masked; what is written and applied is not.",
                        "c copies it masked, w writes all files as they are.")
                    : Says(
                        "This is exactly what is written and applied.", "c copies the whole text, w writes all files.")
        return ViewerOverlay(pages: pages, page: index, says: says)
    }

    /// Forgets all that was read of the world and done in it.
    mutating func forgetWorld() {
        discovery = Discovery()
        planning = PlanState()
        testing = TestState()
        practices = PracticesState()
        diagnosing.forgetWorld()
    }

    /// After the demo's world was changed on purpose: what was read before is old.
    mutating func worldChanged(_ words: String) -> [WizardEffect] {
        forgetWorld()
        inbox = []
        route.free(.apply)
        route.free(.test)
        message = Says(words, mark: .attention)
        var effects = ask()
        if screen == .diagnose { return effects + diagnoseAgain() }
        if screen >= .apply { effects += code.arrive(&self) }
        return effects
    }
}
