import Design
import Canvas
import Stage

/// Takes an event, changes the state, and says what is to be done.
///
/// A pure function: no clock, no files, no network. Answers to effects that were abandoned are dropped by their number.
public func update(_ state: inout WizardState, _ event: WizardEvent) -> [WizardEffect] {
    guard state.isMasked else { return state.shown(taking: event) }
    state.meetMaskedValues(of: event)
    let masks = state.masks
    let before = state.answers
    // What is broken into lines here is shown later; what is copied is shown elsewhere.
    let effects = state.shown(taking: event)
    let answers = state.answers
    if answers != before {
        state.masks?.meet(answers)
        state.masks?.meet(derivedFrom: answers)
    }
    guard let masks else { return effects }
    return effects.map { effect in
        switch effect {
        case .copy(let text, let what): .copy(masks.shown(text), what: "\(masks.shown(what)), masked")
        case .showRaw(let text): .showRaw(masks.shown(text))
        default: effect
        }
    }
}

extension WizardState {
    /// Takes an event with texts as they may be shown.
    fileprivate mutating func shown(taking event: WizardEvent) -> [WizardEffect] {
        guard let textChange else { return take(event) }
        return ShownText.changed(by: textChange) { take(event) }
    }

    fileprivate mutating func take(_ event: WizardEvent) -> [WizardEffect] {
        let effects = stage == nil ? handle(event) : handleOnStage(event)
        settle()
        return effects
    }

    mutating func handle(_ event: WizardEvent) -> [WizardEffect] {
        switch event {
        case .key(let key): return press(key)
        case .resize(let size):
            self.size = size
            scrolled = nil
            for index in overlays.indices { overlays[index].layOut(size.columns) }
            return []
        case .tick(let moment):
            now = max(now, moment)
            now.offset = moment.offset
            return lookAgainIfDue()
        case .local(let id, let findings, let setups):
            guard work.end(id) else { return [] }
            local = findings
            self.setups = setups
            let effects = screen == .home ? [] : proposeCallers()
            // A list that was opened before shows what was found too.
            for (index, overlay) in overlays.enumerated() {
                if let list = (overlay as? ListOverlay)?.refreshed(self) { overlays[index] = list }
            }
            return effects
        case .identified(let id, let result): return keepingPlace { $0.identified(id, result) }
        case .codeWanted(let request):
            overlays.append(CodeOverlay(request: request))
            return []
        case .programWanted(let request):
            overlays.append(Dialogs.run(request))
            return []
        case .credentialsChanged: return askFailedCallersAgain()
        case .observed(let id, let observations, let isLast):
            return keepingPlace { $0.absorb(id, observations, isLast: isLast) }
        case .completed(let id, let found): return completed(id, found)
        case .planned(let id, let result, let findings): return planned(id, result, findings)
        case .progress(let id, let event): return progressed(id, event)
        case .applied(let id, let end): return applied(id, end)
        case .link(let id, let result):
            guard work.wants(id) else { return [] }
            testing.hear(result)
            return []
        case .pod(let id, let news):
            guard work.wants(id) else { return [] }
            testing.hear(news)
            return []
        case .removed(let id, let result): return workloadRemoved(id, result)
        case .restartSeen(let id, let result): return restartSeen(id, result)
        case .restarted(let id, let result): return restarted(id, result)
        case .sent(let id, let outcome): return sent(id, outcome)
        case .practices(let id, let result): return practicesChecked(id, result)
        case .diagnosing(let id, let diagnosis, let seen, let calls):
            guard work.wants(id) else { return [] }
            diagnosing.hear(diagnosis, seen, calls: calls, at: now)
            return []
        case .found(let id, let result): return found(id, result)
        case .diagnosed(let id, let result, let seen, let made): return diagnosed(id, result, seen, made)
        case .proving(let id, let event):
            guard work.wants(id) else { return [] }
            diagnosing.proof?.hear(event)
            return []
        case .proved(let id, let result): return proved(id, result)
        case .subjects(let id, let result): return listed(id, result)
        case .fleet(let id, let progress): return fleetGoesOn(id, progress)
        case .fleetLooked(let id, let result): return fleetLooked(id, result)
        case .bundles(let id, let names): return bundlesListed(id, names)
        case .bundleOpened(let id, let result): return bundleOpened(id, result)
        case .masksRecalled(let id, let memory): return masksRecalled(id, memory)
        case .wroteNew(let id, let result): return wroteNew(id, result)
        case .mailed(let id, let end): return mailed(id, end)
        case .wrote(let id, let result): return wrote(id, result)
        case .opened(let id, let result): return opened(id, result)
        case .inbox(let mails):
            let before = inbox.count { $0.hasLink }
            inbox = mails
            // A link that is not open any more was followed.
            return mails.count { $0.hasLink } < before ? lookAfterClick() : []
        case .faults(let faults):
            self.faults = faults
            return []
        case .worldChanged(let words): return worldChanged(words)
        case .stage(let news): return heard(news)
        case .wanted(let command): return command == .mask ? toggleMasks() : [.stage(command)]
        case .endpoint(let url):
            endpoint = url
            return []
        case .called(let new):
            calls.take(new)
            return []
        case .say(let words):
            message = Says(words)
            return []
        }
    }

    /// Brings what is derived from the state up to date after an event.
    mutating func settle() {
        guard !isTooSmall else { return }
        if case .field(let field) = focused.id { form.preview.look(at: field) }
        code.prepare(&self)
    }

    private mutating func press(_ key: Key) -> [WizardEffect] {
        let everywhere = StandardBindings.everywhere
        if everywhere.contains(where: { $0.keys.contains(key) }) { return run(key, of: everywhere) }
        // A terminal's own keys for stopping and starting its output.
        if key == .control("s") || key == .control("q") { return [] }
        guard !isTooSmall else { return [] }
        if case .mouse(let action, let position) = key { return point(action, position) }
        message = nil
        route.continuesWhenAnswered = false
        if key != .pageUp, key != .pageDown { scrolled = nil }
        return overlays.isEmpty ? pressOnScreen(key) : pressInOverlay(key)
    }

    private mutating func pressInOverlay(_ key: Key) -> [WizardEffect] {
        guard var top = overlays.last else { return [] }
        if top.capturesText, top.type(key) {
            overlays[overlays.count - 1] = top
            return []
        }
        return run(key, of: activeBindings)
    }

    /// A click puts the focus where it is, and a second one there does what Enter does; the wheel scrolls.
    private mutating func point(_ action: MouseAction, _ position: Position) -> [WizardEffect] {
        guard wantsMouse else { return [] }
        guard action == .press else { return turn(by: action == .wheelUp ? -1 : 1) }
        if let overlay = overlays.last {
            switch overlay.click(position, self) {
            case .take: return press(.enter)
            case .move(let steps):
                return (0..<abs(steps)).flatMap { _ in press(steps < 0 ? .up : .down) }
            case nil: return []
            }
        }
        guard let id = Body.item(at: position, self) else { return [] }
        message = nil
        route.continuesWhenAnswered = false
        guard id == focused.id, route.focus(on: screen) == id else { return setFocus(id) }
        if case .field(let field) = id, isTextField(field) { return [] }
        return press(.enter)
    }

    /// The wheel scrolls what does not fit, and moves in lists and tables.
    private mutating func turn(by step: Int) -> [WizardEffect] {
        if let overlay = overlays.last {
            let times = overlay is any TextOverlay ? 3 : 1
            return (0..<times).flatMap { _ in press(step < 0 ? .up : .down) }
        }
        if screen == .diagnose, diagnosing.page == .fleet { return press(step < 0 ? .up : .down) }
        return scroll(by: 3 * step)
    }

    private mutating func pressOnScreen(_ key: Key) -> [WizardEffect] {
        let item = focused
        if case .field(let field) = item.id {
            if isTextField(field) {
                // Whoever types goes on typing; before the first letter Space opens the list.
                let isSpace = key == .character(" ") && !options(for: field).isEmpty && !form.isTyping(in: field)
                if key != .character("?"), !isSpace, let effects = edit(field, key) {
                    route.place(item.id)
                    return effects
                }
            } else if case .paste(let text) = key {
                route.place(item.id)
                return spread(text, over: field) ?? refuse(text) ?? enter(text, into: field)
            }
        } else if screen == .diagnose, item.id == .anything,
            let effects = editText(key)
        {
            return effects
        } else if case .paste(let text) = key {
            return screen == .diagnose ? pasteAnything(text) : spread(text, over: .eksCluster) ?? []
        }
        let bindings = screenBindings
        guard bindings.contains(where: { $0.keys.contains(key) }) else { return [] }
        // A button that is pressed lets the focus go where it is needed next.
        if key != .escape, key != .enter || item.kind != .button { route.place(item.id) }
        return run(key, of: bindings)
    }

    /// Leaves; asks first only while something is being written, and only once.
    mutating func leave() -> [WizardEffect] {
        let isAsked = overlays.contains { ($0 as? DialogOverlay)?.asksToLeave == true }
        guard isWriting, !isAsked else { return [.saveState, .quit] }
        return show(Dialogs.leave)
    }
}
