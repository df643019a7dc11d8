import Canvas

extension WizardState {
    /// The effects whose answers are waited for.
    public var awaited: Set<EffectID> { Set(work.running.keys) }

    /// Whether a list of the presenter lies over the screen: what is pressed in it is no part of what is shown.
    public var isPresenting: Bool { overlays.last.map { $0.isForPresenter || $0 is FindingList } ?? false }

    /// Whether Left takes the last key back on the demo's stage: nobody types, and nothing on the screen steps by it.
    ///
    /// Over a screen it always does, where pages are turned by Right as well: else nobody could step back past a viewer.
    public var leavesLeft: Bool {
        guard stage != nil, mode == .demo, !isTooSmall else { return false }
        if let overlay = overlays.last { return !overlay.capturesText && !overlay.isForPresenter }
        return !isTyping && !activeBindings.contains { $0.keys.contains(.left) }
    }

    /// This state, which was kept earlier, for the terminal and the program as they are now: its size, mouse, masks and
    /// address.
    ///
    /// - Parameter now: the state that is left for it.
    /// - Returns: the state to go on with.
    public func back(from now: WizardState) -> WizardState {
        var state = self
        state.endpoint = now.endpoint
        state.usesMouse = now.usesMouse
        if let masks = now.masks {
            // Whatever has a mask by now has the same one then.
            state.lastMasks = masks
            state.mask()
        } else {
            state.lastMasks = now.lastMasks
            state.masks = nil
        }
        guard now.size != size || now.isMasked != isMasked else { return state }
        state.size = now.size
        state.scrolled = nil
        for index in state.overlays.indices { state.overlays[index].layOut(now.size.columns) }
        return state
    }
}

extension WizardEffect {
    /// The number that answers to it carry; nil where it has none.
    public var id: EffectID? {
        switch self {
        case .listCallers(let id), .identify(let id, _, _), .ask(let id, _, _), .plan(let id, _, _),
            .apply(let id, _, _, _), .mailAgain(let id, _, _), .send(let id, _, _), .removeWorkload(let id, _, _),
            .checkPractices(let id, _, _), .diagnose(let id, _), .prove(let id, _, _), .findSubject(let id, _, _),
            .listSubjects(let id, _), .diagnoseAll(let id, _), .listBundles(let id), .openBundle(let id, _),
            .recallMasks(let id, _), .writeNew(let id, _, _), .writeFiles(let id, _, _), .openSetup(let id, _):
            id
        default: nil
        }
    }
}
