public import Canvas

/// A presenter's console: what the stage told last, and where its person is; changed only by ``update(_:)``, shown by
/// ``view(_:)``.
public struct ConsoleState: Sendable {
    /// What is shown.
    enum Page: Hashable {
        case notes, faults, chapters, view, help
    }

    /// How it stands with the stage.
    enum Link: Hashable {
        /// Nobody is attached to yet.
        case looking
        /// Several stages run, and one of them has the focus.
        case choosing([StageAddress], Int)
        /// A stage is attached to.
        case attached
        /// It is gone.
        case lost(String)
    }

    /// What stands above the footer instead of what the focus says.
    struct Note: Hashable {
        var first: String
        var second = ""
        var isWarning = false
    }

    /// The size of the terminal.
    public private(set) var size: Size
    private(set) var link = Link.looking
    private(set) var report: StageReport?
    private(set) var page = Page.notes
    /// The page that help was opened from, and the view.
    private var under = Page.notes
    var note: Note?
    /// Whether starting over is being asked.
    private(set) var asksToStartOver = false
    /// The fault that has the focus, by its place in ``listedFaults``.
    private(set) var faultFocus = 0
    /// The fault of which it was asked what would come of it, and not answered yet.
    private var wonderedAbout: String?
    /// Digits of a fault's number as they are typed.
    private var digits = ""
    /// What faults are looked for by; nil where nobody does.
    private(set) var search: String?
    /// The chapter that has the focus, from 0.
    private(set) var chapterFocus = 0
    private var now: Int64 = 0
    private var reportedAt: Int64 = 0

    /// A console without a stage.
    public init(size: Size) { self.size = size }

    /// Milliseconds since the stage told something, as far as its clock runs.
    var since: Int64 { report == nil || link != .attached ? 0 : max(0, now - reportedAt) }

    /// How long the talk has taken, in milliseconds.
    var elapsed: Int64 { (report?.elapsed ?? 0) + (report?.runs == true ? since : 0) }

    /// Whether two columns fit: the notes, and the audience's screen at full size.
    var isWide: Bool { size.columns >= 120 && size.rows >= 40 }

    /// Whether the frames fit that were designed.
    var isSmall: Bool { size.columns < 80 || size.rows < 24 }

    /// The faults that the list has: all, or those that are looked for.
    var listedFaults: [StageReport.Fault] {
        let all = report?.faults ?? []
        guard let search, !search.isEmpty else { return all }
        let wanted = search.lowercased()
        return all.filter {
            "\($0.number.map(String.init) ?? "") \($0.title) \($0.code) \($0.name)".lowercased().contains(wanted)
        }
    }

    /// The fault that has the focus.
    var focusedFault: StageReport.Fault? {
        let listed = listedFaults
        return listed.indices.contains(faultFocus) ? listed[faultFocus] : nil
    }

    /// When the next `tick` is wanted, in milliseconds from now; nil where nothing moves by itself.
    public var nextTick: Int64? {
        switch link {
        case .lost, .looking: return 1000
        case .choosing: return nil
        case .attached:
            guard let report else { return nil }
            let isBroken = report.faults.contains { if case .broken = $0.state { true } else { false } }
            guard report.runs || isBroken else { return nil }
            let shown = report.runs ? elapsed : since
            return 1000 - shown % 1000
        }
    }

    /// Takes an event, changes the state, and says what is to be done.
    public mutating func update(_ event: ConsoleEvent) -> [ConsoleEffect] { take(event) + wonder() }

    /// Asks what would come of the fault that has the focus, once, until it is told.
    private mutating func wonder() -> [ConsoleEffect] {
        guard page == .faults, link == .attached, let fault = focusedFault else {
            defer { wonderedAbout = nil }
            return wonderedAbout == nil || link != .attached ? [] : [.send(.foretell(nil))]
        }
        guard fault.outlook == nil else {
            wonderedAbout = nil
            return []
        }
        guard wonderedAbout != fault.name else { return [] }
        wonderedAbout = fault.name
        return [.send(.foretell(fault.name))]
    }

    private mutating func take(_ event: ConsoleEvent) -> [ConsoleEffect] {
        switch event {
        case .tick(let time):
            now = max(now, time)
            if case .lost = link { return [.look] }
            return link == .looking ? [.look] : []
        case .resize(let size):
            self.size = size
            return []
        case .report(let new):
            // Lists keep their focus on the thing, not on its place.
            let name = focusedFault?.name
            report = new
            reportedAt = now
            link = .attached
            if let name, let index = listedFaults.firstIndex(where: { $0.name == name }) { faultFocus = index }
            faultFocus = max(0, min(faultFocus, listedFaults.count - 1))
            return []
        case .attached:
            link = .attached
            wonderedAbout = nil
            return []
        case .found(let stages): return found(stages)
        case .lost(let why):
            link = .lost(why)
            report?.runs = false
            asksToStartOver = false
            return []
        case .key(let key): return press(key)
        }
    }

    private mutating func found(_ stages: [StageAddress]) -> [ConsoleEffect] {
        switch (link, stages.count) {
        case (.attached, _): return []
        case (_, 1): return [.attach(stages[0])]
        case (.lost, 0), (.looking, 0): return []
        case (.choosing(_, let focus), _) where stages.count > 1:
            link = .choosing(stages, min(focus, stages.count - 1))
        case (_, 0): link = .looking
        default: link = .choosing(stages, 0)
        }
        return []
    }

    // MARK: Keys

    private mutating func press(_ key: Key) -> [ConsoleEffect] {
        switch key {
        case .control("l"): return [.redraw]
        case .control("z"): return [.suspend]
        case .control("c"): return [.leave]
        default: break
        }
        note = nil
        if case .choosing(let stages, let focus) = link { return choose(key, stages, focus) }
        guard link == .attached, report != nil else {
            return key == .character("q") || key == .escape ? [.leave] : []
        }
        if asksToStartOver {
            asksToStartOver = false
            if key == .enter { return [.send(.startOver)] }
            note = Note(first: "Nothing was started over.")
            return []
        }
        if page == .view || page == .help {
            page = under
            return []
        }
        let pause: [ConsoleEffect] = report?.plays == true && key != .character(" ") ? [.send(.play(false))] : []
        // What plays by itself is only stopped by the key that would press the next one as well.
        if !pause.isEmpty, key == .enter, page == .notes { return pause }
        let effects: [ConsoleEffect] =
            switch page {
            case .faults: pressInFaults(key)
            case .chapters: pressInChapters(key)
            default: pressInNotes(key)
            }
        return pause + effects
    }

    private mutating func choose(_ key: Key, _ stages: [StageAddress], _ focus: Int) -> [ConsoleEffect] {
        switch key {
        case .up: link = .choosing(stages, max(0, focus - 1))
        case .down, .tab: link = .choosing(stages, min(stages.count - 1, focus + 1))
        case .enter: return [.attach(stages[focus])]
        case .escape, .character("q"): return [.leave]
        default: break
        }
        return []
    }

    /// Keys that do the same on every page.
    private mutating func pressEverywhere(_ key: Key) -> [ConsoleEffect] {
        switch key {
        case .left: return back()
        case .character("v"): open(.view)
        case .character("?"): open(.help)
        case .character("o"):
            if report?.isReal == true {
                note = .notNow("a real account cannot go back")
            } else {
                asksToStartOver = true
            }
        case .character("x"): return [.send(.mask)]
        case .character("q"): return [.leave]
        default: break
        }
        return []
    }

    private mutating func pressInNotes(_ key: Key) -> [ConsoleEffect] {
        guard let report else { return [] }
        switch key {
        case .enter:
            if report.offersRecording { return [.send(.showRecording)] }
            // The first thing that is wanted while a recording is shown ends it.
            if report.recorded != nil { return [.send(.next)] }
            if report.steps.isEmpty, report.offScript == nil {
                note = .notNow(
                    report.chapters.isEmpty
                        ? "there is no script; the stage's own keyboard works" : "the script is over")
                return []
            }
            return [.send(.next)]
        case .character(" "):
            guard report.plays || !report.steps.isEmpty else {
                note = .notNow("there is nothing left to play")
                return []
            }
            return [.send(.play(!report.plays))]
        case .character("b"):
            guard !report.faults.isEmpty else {
                note = .notNow(
                    report.isReal ? "a real account is not broken on purpose" : "nothing can be broken here")
                return []
            }
            (page, digits, search) = (.faults, "", nil)
        case .character("g"):
            guard !report.chapters.isEmpty else {
                note = .notNow("there is no script, so there are no chapters")
                return []
            }
            (page, chapterFocus) = (.chapters, max(0, report.chapter - 1))
        case .character("c"):
            note = Note(
                first: "Copied the notes of this chapter, if this terminal allows it; it does not tell.")
            return [.copy(notes(report))]
        case .escape: return [.leave]
        default: return pressEverywhere(key)
        }
        return []
    }

    private mutating func pressInChapters(_ key: Key) -> [ConsoleEffect] {
        let last = (report?.chapters.count ?? 1) - 1
        switch key {
        case .up: chapterFocus = max(0, chapterFocus - 1)
        case .down, .tab: chapterFocus = min(last, chapterFocus + 1)
        case .home: chapterFocus = 0
        case .end: chapterFocus = last
        case .character(let letter):
            guard let number = letter.wholeNumberValue else { return pressEverywhere(key) }
            if (1...(last + 1)).contains(number) { chapterFocus = number - 1 }
        case .enter:
            page = .notes
            return [.send(.chapter(chapterFocus + 1))]
        case .escape: page = .notes
        default: return pressEverywhere(key)
        }
        return []
    }

    private mutating func pressInFaults(_ key: Key) -> [ConsoleEffect] {
        if let search, case .character(let letter) = key {
            self.search = search + String(letter)
            faultFocus = 0
            return []
        }
        if case .character(let letter) = key, letter.isASCII, letter.isWholeNumber {
            find(number: digits + String(letter), else: String(letter))
            return []
        }
        digits = ""
        let count = listedFaults.count
        switch key {
        case .up: faultFocus = max(0, faultFocus - 1)
        case .down, .tab: faultFocus = max(0, min(count - 1, faultFocus + 1))
        case .pageUp: faultFocus = max(0, faultFocus - 14)
        case .pageDown: faultFocus = max(0, min(count - 1, faultFocus + 14))
        case .home: faultFocus = 0
        case .end: faultFocus = max(0, count - 1)
        case .character("/"): (search, faultFocus) = ("", 0)
        case .backspace where search != nil:
            search = search.flatMap { $0.isEmpty ? nil : String($0.dropLast()) }
            faultFocus = 0
        case .escape:
            if search == nil { page = .notes } else { forgetSearch() }
        case .enter: return breakOrMend()
        case .character(" "): return arm()
        default: return pressEverywhere(key)
        }
        return []
    }

    private mutating func find(number: String, else single: String) {
        for text in [number, single] {
            guard let wanted = Int(text), let index = listedFaults.firstIndex(where: { $0.number == wanted }) else {
                continue
            }
            (faultFocus, digits) = (index, text)
            return
        }
        digits = ""
        note = .notNow("no fault has the number \(number)")
    }

    /// All faults again, with the focus on what was found.
    private mutating func forgetSearch() {
        let name = focusedFault?.name
        search = nil
        faultFocus = listedFaults.firstIndex { $0.name == name } ?? 0
    }

    private mutating func breakOrMend() -> [ConsoleEffect] {
        guard let fault = focusedFault else { return [] }
        if search != nil { forgetSearch() }
        if case .broken = fault.state { return [.send(.mends(fault.name))] }
        return [.send(.breaks(fault.name))]
    }

    private mutating func arm() -> [ConsoleEffect] {
        guard let fault = focusedFault else { return [] }
        switch fault.state {
        case .right: return [.send(.arms(fault.name, .send))]
        case .armed(let cue):
            let cues = StageScript.Cue.allCases
            let next = (cues.firstIndex(of: cue) ?? 0) + 1
            return [.send(next < cues.count ? .arms(fault.name, cues[next]) : .mends(fault.name))]
        case .broken:
            note = .notNow("it is broken already; Enter mends it")
            return []
        }
    }

    private mutating func back() -> [ConsoleEffect] {
        guard let report else { return [] }
        if report.isReal {
            note = .notNow("a real account cannot go back")
        } else if report.canTakeBack == 0 {
            note = .notNow("no key is left that can be taken back")
        } else {
            return [.send(.back)]
        }
        return []
    }

    private mutating func open(_ page: Page) {
        under = self.page
        self.page = page
    }

    private func notes(_ report: StageReport) -> String {
        var lines: [String] = []
        if report.chapters.indices.contains(report.chapter - 1) {
            lines.append("\(report.chapter)  \(report.chapters[report.chapter - 1].title)")
        }
        lines += [report.say, report.watch].filter { !$0.isEmpty }
        lines += report.steps.map { $0.keys.isEmpty ? $0.does : "\($0.keys): \($0.does)" }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ConsoleState.Note {
    static func notNow(_ reason: String) -> Self { Self(first: "Not now: \(reason).") }
}
