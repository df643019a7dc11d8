import Calls
import Canvas
import Design
import Wire

/// The calls that were made, in the order of their answers: where, as whom, what, what came back; and of the chosen one
/// the command that does the same.
struct CallsPage: Overlay {
    /// The calls.
    let calls: [LoggedCall]
    /// How many more there were before these.
    let earlier: Int
    /// Whether a bundle has the answers, so that nothing was asked here.
    let isRecorded: Bool
    /// Whose credentials were used, by side.
    private let profiles: [Side: String]
    private var selected: Int
    private var showsRequestIDs = false
    private var search = LineEditor()
    private var isSearching = false

    init(_ calls: [LoggedCall], earlier: Int = 0, isRecorded: Bool = false, profiles: [Side: String]) {
        self.calls = calls
        self.earlier = earlier
        self.isRecorded = isRecorded
        self.profiles = profiles
        selected = max(0, calls.count - 1)
    }

    /// The calls of the diagnosis that is shown, else those of the whole run.
    static func open(_ state: WizardState) -> CallsPage {
        var profiles: [Side: String] = [:]
        for side in [Side.eks, .ses] {
            profiles[side] = state.callers[side].choice.flatMap { $0 == .handOver ? nil : $0.name }
        }
        if state.screen == .diagnose, let result = state.diagnosing.result, !result.made.isEmpty {
            return CallsPage(result.made.map(LoggedCall.init), isRecorded: state.isRecorded, profiles: profiles)
        }
        let all = state.calls.all
        return CallsPage(all, earlier: state.calls.count - all.count, profiles: profiles)
    }

    /// Whether there is a call to list; the reason where there is none.
    static func obstacle(_ state: WizardState) -> String? {
        let isOnDiagnose = state.screen == .diagnose && state.diagnosing.result?.made.isEmpty == false
        return state.calls.count == 0 && !isOnDiagnose ? "no call was made" : nil
    }

    var hidesBody: Bool { true }
    var capturesText: Bool { isSearching }

    private var chosen: LoggedCall? { calls.indices.contains(selected) ? calls[selected] : nil }

    // MARK: Keys

    func bindings(_ state: WizardState) -> [Binding] {
        let chosen = chosen
        let command = chosen.flatMap(command)
        let noCommand = command == nil ? "there is no command for this call" : nil
        let script = script
        return [
            Binding(
                [.enter], "Enter", "answer", place: .enter, unless: chosen == nil ? "no call was made" : nil
            ) { state in chosen.map { state.show(Self.answer($0, command)) } ?? [] },
            Binding(
                [.up, .backTab], "Up/Down", "choose", place: .help, run: Self.changing { page, _ in page.move(by: -1) }),
            .hidden([.down, .tab], run: Self.changing { page, _ in page.move(by: 1) }),
            .hidden([.pageUp], run: Self.changing { page, _ in page.move(by: -10) }),
            .hidden([.pageDown], run: Self.changing { page, _ in page.move(by: 10) }),
            .hidden([.home], run: Self.changing { page, _ in page.move(by: -page.calls.count) }),
            .hidden([.end], run: Self.changing { page, _ in page.move(by: page.calls.count) }),
            .letter("c", "copy command", unless: noCommand) { state in
                command.map { state.copy($0 + "\n", what: "the command") } ?? []
            },
            .letter("w", "all commands", unless: script.isEmpty ? "there is no command" : nil) { state in
                state.show(Self.script(script))
            },
            .letter("i", "request ids", place: .help, run: Self.changing { page, _ in page.showsRequestIDs.toggle() }),
            .letter("/", "find", run: Self.changing { page, _ in page.isSearching = true }),
            .letter(
                "n", "next found", place: .help, unless: search.text.isEmpty ? "nothing was searched for" : nil,
                run: Self.changing { page, _ in page.find(from: page.selected + 1) }),
            StandardBindings.masking(state),
            isSearching
                ? Binding(
                    [.escape], "Esc", "no search", place: .standard, weight: 2,
                    run: Self.changing { page, _ in
                        page.isSearching = false
                    })
                : Self.close,
        ]
    }

    private mutating func move(by step: Int) {
        selected = max(0, min(calls.count - 1, selected + step))
        isSearching = false
    }

    mutating func type(_ key: Key) -> Bool {
        guard key != .character("?") else { return false }
        guard key != .enter else {
            isSearching = false
            return true
        }
        guard search.handle(key) else { return false }
        find(from: selected)
        return true
    }

    /// Goes to the next call that has the searched letters in it, from one on; it wraps.
    private mutating func find(from start: Int) {
        let text = search.text.lowercased()
        guard !text.isEmpty, !calls.isEmpty else { return }
        for step in 0..<calls.count {
            let index = (start + step) % calls.count
            let call = calls[index]
            let words = "\(call.place) \(call.words) \(Self.outcome(call)) \(call.requestID ?? "")"
            guard ShownText.of(words).lowercased().contains(text) else { continue }
            selected = index
            return
        }
    }

    // MARK: Words

    /// What came back, in a word or two.
    private static func outcome(_ call: LoggedCall) -> String {
        guard let problem = call.problem else { return "answered" }
        return call.isRefused ? "refused" : problem
    }

    /// Where it went, without the word that the column has.
    private static func place(_ call: LoggedCall) -> String { call.place.replacing("cluster ", with: "") }

    /// Whose credentials asked.
    private func caller(_ call: LoggedCall) -> String {
        side(call).flatMap { profiles[$0] } ?? ""
    }

    /// The side whose caller asked; nil where nobody signed.
    ///
    /// Who a caller is, is asked before the account is known; then the place is the side's name.
    private func side(_ call: LoggedCall) -> Side? {
        if call.place == Side.ses.words { return .ses }
        guard let side = call.call?.side else { return call.words.hasPrefix("kubernetes") ? .eks : nil }
        return side == .ses ? .ses : .eks
    }

    private func command(_ call: LoggedCall) -> String? {
        guard let made = call.call, made.operation.service != .local else { return nil }
        return made.shellLine(profile: side(call).flatMap { profiles[$0] })
    }

    /// The commands of all calls, each once.
    private var script: [String] {
        var lines: [String] = []
        var seen: Set<String> = []
        for line in calls.compactMap(command) where seen.insert(line).inserted { lines.append(line) }
        return lines
    }

    private static func script(_ lines: [String]) -> ViewerOverlay {
        ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "The calls as commands", lines: lines.map { .init($0) }, kind: .commands,
                    copyText: lines.joined(separator: "\n") + "\n")
            ],
            says: Says("Each does the same as a call. c copies one a line.", "Tokens and keys are never in it."))
    }

    /// The whole answer, and the command that gives it.
    private static func answer(_ call: LoggedCall, _ command: String?) -> ViewerOverlay {
        let text: String
        if let answer = call.answer {
            text = answer.serialized(.pretty)
        } else if let problem = call.problem {
            text = call.message.map { "\(problem): \($0)" } ?? problem
        } else {
            text = "What came back is not kept."
        }
        let whole = TerminalText.sanitized(Redactor().redact(text), keepingLines: true, limit: .max) + "\n"
        var pages = [ViewerPage(file: "\(call.words): the answer", place: call.place, content: whole)]
        if let command {
            pages.append(
                ViewerPage(title: "The command", lines: [.init(command)], kind: .commands, copyText: command + "\n"))
        }
        return ViewerOverlay(
            pages: pages, says: Says("Left/Right: the answer, and the command that gives it. c copies."))
    }

    func says(_ state: WizardState) -> Says {
        if isSearching { return Says("Find: \(search.text)", "An account, a call, \"refused\". Enter stays there.") }
        guard let call = chosen else { return Says("Nothing was asked yet.") }
        if call.isRefused, let needed = call.call?.permission {
            return Says("Needs \(needed) in \(call.place).", "Enter shows what came back.")
        }
        return Says(
            "Enter shows the whole answer; c copies the command of this call.",
            "w shows all commands as a script. Tokens and keys are never in it.")
    }

    // MARK: Drawing

    private func title(_ state: WizardState) -> String {
        if isRecorded { return "\(calls.count.counting("answer")) in the bundle" }
        let writes = calls.count(where: \.writes)
        let refused = calls.count(where: \.isRefused)
        let what = writes == 0 ? "all of them read only" : writes == 1 ? "1 of them writes" : "\(writes) of them write"
        let total = calls.count + earlier
        var title = "\(total.counting("call")), \(what)" + (refused == 0 ? "" : "     \(refused) refused")
        if let first = calls.first, let last = calls.last, state.stage == nil {
            title += "      \(first.at.clock) to \(last.at.clock)"
        }
        return title
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows area: Range<Int>) {
        let end = frame.size.columns - 1
        frame.write(title(state), row: area.lowerBound, column: 3, limit: end, style: .bold)
        frame.cursor = Position(row: area.lowerBound, column: 3)
        // Where, as whom, what, what came back, how long.
        let columns = end >= 109 ? [5, 22, 40, 82, 110] : [5, 18, 29, 59, 73]
        let head = area.lowerBound + 2
        let words = ["where", "as", "call", showsRequestIDs ? "request" : "answer", "ms"]
        for (column, word) in zip(columns, words) {
            frame.write(word, row: head, column: word == "ms" ? end - 3 : column, style: .faint)
        }
        let room = max(1, area.count - 3 - 6)
        let needsMore = calls.count > room
        let shown = needsMore ? room - 1 : room
        let first = max(0, min(selected - shown / 2, calls.count - shown))
        var row = head + 1
        for index in first..<min(calls.count, first + shown) {
            paint(calls[index], columns, end, &frame, row: row)
            if index == selected {
                frame.write("▸", row: row, column: 1, style: .bold)
                frame.restyle(row: row, columns: 5..<end) { $0.adding(.reverse) }
                frame.cursor = Position(row: row, column: 5)
            }
            row += 1
        }
        let hidden = calls.count - min(calls.count, shown) + earlier
        if hidden > 0 { frame.write("· \(hidden) more", row: row, column: 3, style: .faint) }
        row = area.upperBound - 5
        if let chosen { paintCard(chosen, &frame, row: row, end: end) }
    }

    private func paint(_ call: LoggedCall, _ columns: [Int], _ end: Int, _ frame: inout Frame, row: Int) {
        if call.writes { frame.write("~", row: row, column: 3, style: Mark.change.style) }
        frame.write(Self.place(call), row: row, column: columns[0], limit: columns[1] - 1, cut: .middle)
        frame.write(caller(call), row: row, column: columns[1], limit: columns[2] - 1)
        frame.write(call.words, row: row, column: columns[2], limit: columns[3] - 1)
        let outcome = showsRequestIDs ? call.requestID ?? "-" : Self.outcome(call)
        let time = String(call.milliseconds)
        frame.write(outcome, row: row, column: columns[3], limit: end - time.count - 1, cut: .middle)
        frame.write(time, row: row, column: end - 1 - time.count)
    }

    /// The chosen call: its command, and what its answer has.
    private func paintCard(_ call: LoggedCall, _ frame: inout Frame, row start: Int, end: Int) {
        var row = start
        let next = frame.write(call.words, row: row, column: 3, style: .bold)
        if let id = call.requestID {
            frame.write("request \(id)", row: row, column: max(next + 2, end - 46), limit: end, style: .faint)
        }
        row += 1
        let command = command(call).map { ShellLines.broken($0, end - 16) } ?? ["none: it is made by sesame alone"]
        frame.write("Command", row: row, column: 5, style: .faint)
        for (index, line) in command.prefix(2).enumerated() {
            let isLast = index == 1 && command.count > 2
            frame.write(isLast ? line + " …" : line, row: row, column: 16, limit: end)
            row += 1
        }
        frame.write("Answer", row: row, column: 5, style: .faint)
        let message = call.message.map { TerminalText.sanitized($0) } ?? ""
        let answer =
            call.problem.map { message.isEmpty ? $0 : "\(Self.outcome(call)): \(message)" } ?? Self.summary(call.answer)
        frame.write(answer, row: row, column: 16, limit: end)
    }

    /// The members of an answer, and how long it is.
    private static func summary(_ answer: JSONValue?) -> String {
        guard let answer else { return "not kept" }
        let bytes = answer.serialized(.compact).utf8.count
        let size = bytes < 1000 ? "\(bytes) bytes" : "\(bytes / 1000).\(bytes % 1000 / 100) KB"
        let value = answer.object?.members.count == 1 ? answer.object?.members.first?.value ?? answer : answer
        let names = value.object?.members.prefix(4).map(\.key) ?? []
        return names.isEmpty ? size : "\(names.joined(separator: ", ")); \(size)"
    }
}
