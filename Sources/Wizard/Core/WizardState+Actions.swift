import Calls
import Identifiers
import Canvas
import Design

extension WizardState {
    /// Carries out an action of the current screen.
    mutating func perform(_ action: Action) -> [WizardEffect] {
        switch action {
        case .activate: return activate(focused)
        case .next, .down: return moveFocus(by: 1)
        case .previous, .up: return moveFocus(by: -1)
        case .back: return stopOrGoBack()
        case .help: overlays.append(HelpText.overlay(self))
        case .actions: overlays.append(actionsList())
        case .goTo: overlays.append(screensList())
        case .go(let target): return go(to: target)
        case .leave: return leave()
        case .undo: return undoAnswers()
        case .redo: return redoAnswers()
        case .choose:
            if case .field(let field) = focused.id { openOptions(field) }
        case .viewFiles, .wholeFile: overlays.append(viewer(preview.touched?.file))
        case .writeFiles: return writeFiles()
        case .resetWorld: overlays.append(Dialogs.resetWorld)
        case .breakSomething: overlays.append(Dialogs.faults)
        case .openInbox:
            overlays.append(InboxOverlay())
            return [.demo(.readInbox)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        default: return code.perform(action, &self)
        }
        return []
    }

    private mutating func activate(_ item: Item) -> [WizardEffect] {
        if let reason = item.disabled {
            message = Says("Not now: \(reason).")
            return []
        }
        switch item.id {
        case .field(let field):
            guard isChoice(field) else { return moveFocus(by: 1) }
            openOptions(field)
            return []
        case .button(.proceed): return goForward()
        case .button(.back): return goBack()
        case .button(.seeFiles):
            overlays.append(viewer(preview.touched?.file))
            return []
        case .button(.seeSendingPolicy):
            overlays.append(viewer(.sendingPolicy))
            return []
        case .button(.writeFiles): return writeFiles()
        default: return code.activate(item.id, &self)
        }
    }

    private mutating func stopOrGoBack() -> [WizardEffect] {
        guard hasForegroundWork else { return goBack() }
        guard screen == .apply else {
            testing.outcome = .cancelled
            freeFocus()
            return work.abandon(.send).map { WizardEffect.cancel($0) }
        }
        message = Says("Stops after the call in flight; what was made stays.")
        return work.ids(.apply).map { WizardEffect.cancel($0) }
    }

    /// What an overlay asked for when it closed, or while it stays open.
    mutating func follow(_ followup: Followup) -> [WizardEffect] {
        switch followup {
        case .perform(let action): return perform(action)
        case .copy(let text, let what):
            message = Says(
                "\(what.capitalizedFirst) was sent to the clipboard; whether the terminal took it, nobody tells.")
            return [.copy(text, what: what)]
        case .raw(let text): return [.showRaw(text)]
        case .click(let mail): return [.demo(.click(mail: mail))]
        case .code(let request, let digits): return [.answerCode(request, digits)]
        case .answer(let answer): return follow(answer)
        case .choose(let purpose, let id): return choose(purpose, id)
        }
    }

    private mutating func choose(_ purpose: ListPurpose, _ id: String) -> [WizardEffect] {
        switch purpose {
        case .field(let field):
            guard !id.isEmpty else {
                form.typed.insert(field)
                return []
            }
            if id == "unknown", Field[field].kind == .yesNo {
                history.remember(answers)
                answers.clear(field)
                return [.saveState] + answersChanged()
            }
            let effects = enter(id, into: field) + leave(field)
            freeFocus()
            return effects
        case .caller(let side):
            freeFocus()
            return choose(IntroductionScreen.choice(ofRow: id), for: side)
        case .actions(let actions):
            guard let index = Int(id), actions.indices.contains(index) else { return [] }
            return perform(actions[index])
        case .screens:
            guard let number = Int(id), let target = ScreenID(rawValue: number) else { return [] }
            return go(to: target)
        case .faults:
            guard let fault = DemoFault(rawValue: id) else { return [] }
            return [.demo(.breakThing(fault))]
        case .setups: return open(id)
        }
    }

    private mutating func follow(_ answer: DialogAnswer) -> [WizardEffect] {
        switch answer {
        case .nothing: return []
        case .apply(let scope): return startApply(scope)
        case .ask: return acceptProposals()
        case .chooseCaller(let side):
            overlays.append(IntroductionScreen.callerList(self, side))
            return []
        case .useFoundAccount(let side):
            guard let found = callers[side]?.answer?.account.text else { return [] }
            return enter(found, into: side == .eks ? .eksAccount : .sesAccount)
        case .handOver(let side): return choose(.handOver, for: side)
        case .leave: return [.saveState, .quit]
        case .resetWorld: return [.demo(.reset)]
        }
    }

    private func actionsList() -> ListOverlay {
        let bindings = StandardBindings.table(self, isTyping: false).filter {
            $0.place != .hidden && !$0.label.isEmpty && ![.actions, .next, .previous, .up].contains($0.action)
        }
        let rows = bindings.enumerated().map { index, binding in
            var reason: String?
            if case .off(let why) = binding.availability { reason = "not now: \(why)" }
            return ListRow(
                id: String(index), text: binding.label.capitalizedFirst, note: binding.keyWords, disabled: reason)
        }
        return ListOverlay(title: "Actions", rows: rows, purpose: .actions(bindings.map(\.action)))
    }

    private func screensList() -> ListOverlay {
        let rows = ScreenID.steps.map { step in
            let wasSeen = seen.contains(step)
            return ListRow(
                id: String(step.rawValue), text: "\(step.rawValue) \(step.title)",
                note: step == screen
                    ? "here" : (wasSeen ? (step.code.openItems(self).isEmpty ? "complete" : "open") : ""),
                disabled: wasSeen ? nil : "not reached yet")
        }
        return ListOverlay(
            title: "Go to a screen", rows: rows, purpose: .screens, selected: max(0, screen.rawValue - 1))
    }

    /// The viewer of the six files.
    func viewer(_ file: ArtifactName?) -> ViewerOverlay {
        let pages = preview.artifacts.map {
            ViewerPage(file: $0.name.rawValue, place: $0.purpose, content: $0.content)
        }
        let index = preview.artifacts.firstIndex { $0.name == file } ?? 0
        let says =
            preview.hasExamples
            ? Says("Values that nobody gave yet are examples here.", "They are replaced as you answer.", mark: .open)
            : Says("This is exactly what is written and applied.", "c copies the whole text, w writes all files.")
        return ViewerOverlay(pages: pages, page: index, says: says)
    }

    /// After the demo's world was changed on purpose: what was read before is old.
    mutating func worldChanged(_ words: String) -> [WizardEffect] {
        discovery = Discovery()
        planning = PlanState()
        testing = TestState()
        practices = PracticesState()
        inbox = []
        moved.remove(.apply)
        moved.remove(.test)
        message = Says(words, mark: .attention)
        var effects = ask()
        if screen >= .apply { effects += code.arrive(&self) }
        return effects
    }
}

extension String {
    /// The text with its first letter large.
    var capitalizedFirst: String { (first?.uppercased() ?? "") + dropFirst() }
}
