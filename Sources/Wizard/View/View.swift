import Design
public import Canvas

/// Draws the whole screen; a pure function of the state and the size.
public func view(_ state: WizardState, _ size: Size) -> Frame { state.shown { drawn(state, size) } }

private func drawn(_ state: WizardState, _ size: Size) -> Frame {
    var state = state
    state.size = size
    var frame = Frame(size: size)
    frame.wantsMouse = state.wantsMouse
    guard !state.isTooSmall else {
        TooSmall.paint(state, &frame)
        return frame
    }
    Header.paint(state, &frame)
    let rows = Body.rows(size)
    frame.fill("─", row: 2, columns: 0..<size.columns)
    frame.fill("─", row: size.rows - 4, columns: 0..<size.columns)
    let hidden = Body.paint(state, &frame, rows: rows)
    Header.paintIndicator(state, &frame)
    guard state.stage == nil else {
        StageRows.paint(state, &frame)
        Body.paintHints(hidden, &frame, row: size.rows - 4, isOnStage: true)
        StageRows.brighten(&frame)
        return frame
    }
    Body.paint(state.says, &frame, row: size.rows - 3)
    Body.paintHints(hidden, &frame, row: size.rows - 4, isOnStage: false)
    Footer.paint(state, &frame)
    return frame
}

extension WizardState {
    /// The two lines above the footer: news, else what the topmost overlay or the focused item says.
    public var says: Says {
        let says = ownSays
        guard showsRowsByEnter, (says.first + says.second).contains("Enter") else { return says }
        // What Enter would do here it does when all rows have turned.
        return Says("Rows turn one after the other. Enter shows them all.", mark: .running)
    }

    private var ownSays: Says {
        if let message { return message }
        if let overlay = overlays.last { return overlay.says(self) }
        if route.continuesWhenAnswered {
            return Says("Goes on as soon as the answers are there.", "Any key stays here.", mark: .running)
        }
        if case .field(let field) = focused.id, let problem = form.problem(of: field) {
            let repair = problem.repair.map { "Right takes \"\($0)\" instead." } ?? ""
            return Says(problem.sentence, repair, mark: .wrong)
        }
        // The button that was pressed says nothing while it is watched what it does.
        if stage != nil, screen == .test, work.isRunning(.send), testing.request.via != .pod {
            return Says("The message goes link by link.", mark: .running)
        }
        if let reason = focused.disabled { return .notNow(reason, mark: .open) }
        return continueSays ?? code.says(self)
    }
}
