import Calls
import Identifiers
import Canvas
import Wire
import Design

/// Rows 1 and 2: where one is, what runs, and the two accounts.
enum Header {
    static func paint(_ state: WizardState, _ frame: inout Frame) {
        paintSteps(state, &frame)
        let second = frame.size.columns >= 110 ? 64 : 40
        paintBanner(state, .eks, &frame, column: 0, limit: second)
        paintBanner(state, .ses, &frame, column: second, limit: frame.size.columns - 1)
    }

    private static func paintSteps(_ state: WizardState, _ frame: inout Frame) {
        let width = frame.size.columns
        var right = width - 1
        if state.mode == .demo {
            right -= 4
            frame.write("DEMO", row: 0, column: right, style: .focus)
        } else if state.screen == .home, state.stage == nil {
            right -= state.version.count + 1
            frame.write(state.version, row: 0, column: right, style: .faint)
        }
        if let origin = origin(state) {
            right -= origin.count + 1
            frame.write(origin, row: 0, column: right, style: .focus)
            if state.mode == .demo { right -= 1 }
        }
        if state.masks != nil {
            right -= right == width - 1 ? 6 : 7
            frame.write("MASKED", row: 0, column: right, style: .focus)
        }
        var isTight = false
        // Others who see the screen need not know which host answers.
        if let endpoint = state.endpoint, state.masks == nil, state.stage == nil {
            let host = endpoint.replacing("https://", with: "").replacing("http://", with: "")
            let columns = TextWidth.columns(host)
            func room(_ names: Names) -> Int { right - (!state.screen.isStep ? 14 : 10 + length(names, state)) - 1 }
            isTight = state.screen.isStep && columns > min(34, room(.here))
            let width = min(34, columns, room(isTight ? .tight : .here))
            right -= width + 1
            frame.write(host, row: 0, column: right, limit: right + width, style: .bold, cut: .middle)
        }
        var column = frame.write(" sesame  ", row: 0, column: 0, style: .bold)
        guard state.screen.isStep else {
            let isFleet = state.screen == .diagnose && state.diagnosing.page == .fleet
            frame.write(isFleet ? "Diagnose all" : state.screen.title, row: 0, column: column, style: .bold)
            return
        }
        let room = right - 1 - column
        let style =
            isTight ? .tight : width < 116 ? Names.here : Names.allCases.first { length($0, state) <= room } ?? .here
        for step in ScreenID.steps {
            let mark = state.stepMark(step)
            let isHere = step == state.screen
            // What has no blanks between its numbers has one before the title.
            if isHere, style == .tight { column += 1 }
            let look: Style = isHere ? .bold : (mark == "·" ? .faint : .plain)
            column = frame.write(String(mark), row: 0, column: column, limit: right - 1, style: isHere ? .bold : .plain)
            column = frame.write(
                words(step, style, isHere: isHere), row: 0, column: column, limit: right - 1, style: look)
            column += gap(style, isHere: isHere)
        }
        Paint.glyphs(&frame, row: 0, columns: 0..<right)
    }

    /// Where the answers come from that are shown; nil for live ones.
    private static func origin(_ state: WizardState) -> String? {
        guard state.screen == .diagnose else { return nil }
        if state.diagnosing.page == .causes { return "FROM TEXT" }
        return state.isRecorded ? "RECORDED" : nil
    }

    /// Which steps have their names in row 1.
    private enum Names: CaseIterable {
        case all, short, here
        /// As `here`, without blanks between the numbers.
        case tight
    }

    private static func words(_ step: ScreenID, _ names: Names, isHere: Bool) -> String {
        switch names {
        case .all: "\(step.rawValue) \(isHere ? step.title : step.shortTitle)"
        case .short: "\(step.rawValue) \(step.shortTitle)"
        case .here, .tight: isHere ? "\(step.rawValue) \(step.title)" : String(step.rawValue)
        }
    }

    private static func gap(_ names: Names, isHere: Bool) -> Int {
        switch names {
        case .all, .short: 2
        case .here: isHere ? 2 : 1
        case .tight: isHere ? 1 : 0
        }
    }

    /// What is running, in the rule below the banner: there it never moves anything.
    static func paintIndicator(_ state: WizardState, _ frame: inout Frame) {
        guard let indicator = state.work.indicator(at: state.now) else { return }
        let words = " \(indicator) "
        frame.write(words, row: 2, column: frame.size.columns - 3 - TextWidth.columns(words))
    }

    private static func length(_ names: Names, _ state: WizardState) -> Int {
        ScreenID.steps.reduce(0) { sum, step in
            let isHere = step == state.screen
            return sum + 1 + (isHere && names == .tight ? 1 : 0) + TextWidth.columns(words(step, names, isHere: isHere))
                + gap(names, isHere: isHere)
        } - gap(names, isHere: state.screen == ScreenID.steps.last)
    }

    private static func paintBanner(_ state: WizardState, _ side: Side, _ frame: inout Frame, column: Int, limit: Int) {
        let focusSide = state.overlays.isEmpty || state.screen != .home ? state.code.side(state) : nil
        let isActing = focusSide == side || (side == .eks && focusSide == .kubernetes)
        if isActing { frame.write("▸", row: 1, column: column, style: .bold) }
        var whole = banner(state, side, isWide: limit - column > 50)
        if TextWidth.columns(whole) > limit - column - 2 { whole = whole.replacing(" account", with: "") }
        let end = frame.write(whole, row: 1, column: column + 1, limit: limit - 1, style: isActing ? .bold : .plain)
        Paint.glyphs(&frame, row: 1, columns: column..<end)
    }

    private static func banner(_ state: WizardState, _ side: Side, isWide: Bool) -> String {
        if state.isRecorded, let recording = state.diagnosing.recording {
            return "\(side.words) \(recording.account(side).map { "\($0) recorded" } ?? "not in the bundle")"
        }
        let account = state.answers[side == .eks ? .eksAccount : .sesAccount]
        let name = side.words + (account.map { " \($0)" } ?? "")
        switch state.callers[side] {
        case .unchosen:
            guard account == nil else { return name }
            // Home shows the pair that was used last; nobody is asked there, so there is no mark.
            let last = state.screen == .home ? state.setups.first?.callers[side] : nil
            return "\(name) \(last ?? "not chosen yet")"
        case .handOver: return "\(name) hand-over"
        case .proposed(let proposal):
            if proposal.choice == .handOver { return "\(name) not chosen yet" }
            return "\(name) \(proposal.choice.name) · not yet"
        case .asking(let choice, _): return "\(name) \(choice.name) …"
        case .failed(let choice, let trouble): return "\(side.words) \(choice.name) ✗ \(trouble.short)"
        case .known(let choice, let answer):
            let caller = isWide ? "as \(choice.name)" : choice.name
            if state.mismatch(on: side) != nil { return "\(side.words) \(answer.account.text) \(choice.name) ✗" }
            return "\(name) \(caller) \(side == .ses && state.isOneAccountDoubted ? "!" : "✓")"
                + (state.stage == nil ? expiry(answer, state.now, isWide: isWide) : "")
        }
    }

    /// How long credentials are good: under an hour, and always where there is room.
    private static func expiry(_ answer: CallerReport, _ now: Moment, isWide: Bool) -> String {
        guard
            let expires = answer.expires.map({ Moment(milliseconds: $0.secondsSinceEpoch * 1000, offset: now.offset) })
        else { return "" }
        let minutes = expires.since(now) / 60_000
        if expires <= now { return " expired" }
        return minutes < 60 || isWide ? " \(minutes) min left" : ""
    }
}
