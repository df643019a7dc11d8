import Canvas
import Design
import Diagnosis
import Wire

/// What is diagnosed, how far it is, and what came of it.
struct DiagnoseState: Sendable {
    /// What is shown.
    private(set) var page = DiagnosePage.entry
    /// The pages that led here, the last one last.
    private(set) var trail: [DiagnosePage] = []
    /// Where the focus was on the pages that led here.
    private var places: [DiagnosePage: ItemID] = [:]
    /// What is being typed into the field that takes everything.
    private(set) var line = LineEditor()
    /// What stands in the field, as it was recognised.
    private(set) var given: DiagnoseGiven?
    /// The subject that is looked for.
    var search: DiagnoseSearch?
    /// What a text means.
    private(set) var explanation: Explanation?
    /// The error of the text, and the cause of it, that are shown.
    var textIndex = 0
    var causeIndex = 0
    /// What is diagnosed.
    private(set) var subject: Subject?
    /// What goes on.
    var run: DiagnoseRun?
    /// What came of it last.
    var result: DiagnoseResult?
    /// Why nobody could be asked.
    private(set) var trouble: Problem?
    /// The link whose evidence is shown.
    var link = Link.trust { didSet { statement = nil } }
    /// The statement of the trust policy whose picture is shown; nil for the nearest.
    var statement: Int?
    /// The link whose picture stands at the side; nil for that of the focused row.
    var paneLink: Link?
    /// The repair that is shown.
    var fix: DiagnoseFix?
    /// The probe that goes on, or was made last.
    var proof: DiagnoseProof?
    /// What waits for who the credentials are; nil for nothing.
    var waiting: DiagnoseWait?
    /// The setup that is being opened to be diagnosed.
    var opening: EffectID?
    /// When it is looked at again by itself; nil for not at all.
    private(set) var nextLook: Moment?
    /// What is looked at again and again; nil for nothing.
    private(set) var watch: DiagnoseWatch?
    /// The bundle that is shown; nil for what is live.
    private(set) var recording: DiagnoseRecording?
    /// The bundle that is about to be written.
    var bundle: DiagnoseBundle?
    /// What bundles of a subject mask, where somebody chose it.
    var bundleMasks: [String: Set<MaskKind>] = [:]
    /// What masks of bundles of a subject met in this run.
    var maskMemories: [String: MaskMemory] = [:]
    /// The names of the bundles in this folder.
    var bundles: [String] = []
    /// Service accounts and pods to choose from.
    var listing: DiagnoseListing?
    /// All service accounts of a cluster.
    var fleet: DiagnoseFleet?
    /// What the last look at a setup said, by its words on the first page.
    private(set) var verdicts: [String: DiagnoseVerdict] = [:]

    /// Whether it is looked at again and again.
    var isWatching: Bool { watch != nil }

    /// Takes a text that was pasted whole.
    mutating func give(_ text: String) {
        // What the field shows has no secret; what is recognised is the text itself.
        line = LineEditor()
        given = DiagnoseGiven(text, explains: true)
        if given?.isLong != true { _ = line.handle(.paste(Redactor().redact(text))) }
    }

    /// Takes what was typed.
    mutating func type(_ line: LineEditor) {
        self.line = line
        given = DiagnoseGiven(line.text, explains: false)
    }

    /// Takes what a text means.
    mutating func explain(_ explanation: Explanation) {
        self.explanation = explanation
        textIndex = 0
        causeIndex = 0
    }

    /// Shows another page, and remembers the way.
    ///
    /// - Parameters:
    ///   - next: The page.
    ///   - place: Where the focus is on the page that is left.
    mutating func turn(to next: DiagnosePage, from place: ItemID?) {
        guard next != page else { return }
        places[page] = place
        trail.append(page)
        page = next
        places[next] = nil
    }

    /// Where the focus was on a page that led here.
    func place(on page: DiagnosePage) -> ItemID? { places[page] }

    /// Remembers where the focus goes on a page that led here.
    mutating func keep(_ place: ItemID, on page: DiagnosePage) { places[page] = place }

    /// Shows a page instead of the one that is shown.
    mutating func replace(by next: DiagnosePage) {
        page = next
        places[next] = nil
    }

    /// Goes back to the page before; nil where there is none.
    mutating func back() -> (page: DiagnosePage, place: ItemID?)? {
        guard let last = trail.popLast() else { return nil }
        page = last
        endRecordingElsewhere()
        return (last, places[last])
    }

    /// Begins with a page; nothing led to it.
    mutating func enter(_ first: DiagnosePage) {
        page = first
        trail = []
        places = [:]
        endRecordingElsewhere()
    }

    /// Shows what a bundle says.
    mutating func show(_ recorded: RecordedBundle, isWide: Bool, offset: Int32) {
        let recording = DiagnoseRecording(recorded)
        self.recording = recording
        subject = recorded.bundle.subject
        result = recording.result(recorded.diagnosis, isWide: isWide, offset: offset)
        run = nil
        trouble = nil
        nextLook = nil
        watch = nil
        fix = nil
    }

    /// A bundle is forgotten where something else is chosen.
    private mutating func endRecordingElsewhere() {
        guard recording != nil, page == .entry || page == .fleet else { return }
        recording = nil
        result = nil
        subject = nil
        fix = nil
    }

    /// Begins to look.
    mutating func begin(_ subject: Subject, at now: Moment) {
        recording = nil
        if subject != self.subject { result = nil }
        self.subject = subject
        trouble = nil
        run = DiagnoseRun(since: now)
        nextLook = nil
    }

    /// Takes a subject that was not looked at yet.
    mutating func take(_ subject: Subject) {
        if subject != self.subject { result = nil }
        self.subject = subject
    }

    /// Takes what was read so far.
    mutating func hear(_ diagnosis: Diagnosis, _ seen: Observations, calls: Int, at now: Moment) {
        run?.hear(diagnosis, seen, calls: calls, at: now)
    }

    /// Takes the end.
    mutating func finish(_ result: Result<DiagnoseResult, Problem>) {
        run = nil
        switch result {
        case .success(var result):
            let before = self.result
            if let before, let row = before.shownRow, watch != nil { result.lastRow = result.row(like: row) }
            if var watch {
                let goesOn = watch.hear(result, before: before, at: result.at)
                self.watch = watch
                look(at: goesOn ? result.at.adding(milliseconds: DiagnoseWatch.pause) : nil)
                if !goesOn { self.watch = nil }
            }
            result.change = self.result?.change ?? fix?.change
            self.result = result
            verdicts[DiagnoseVerdict.key(result.diagnosis.subject.answers)] = DiagnoseVerdict(result)
        case .failure(let problem): trouble = problem
        }
    }

    /// What was read is of a world that is no more.
    mutating func forgetWorld() {
        result = nil
        run = nil
        trouble = nil
        fix = nil
        proof = nil
        nextLook = nil
        watch = nil
        recording = nil
        listing = nil
        fleet = fleet.map { DiagnoseFleet($0.answers) }
        verdicts = [:]
    }

    /// Looks again at a time.
    mutating func look(at moment: Moment?) { nextLook = moment }

    /// Begins or ends to watch.
    mutating func watch(_ isOn: Bool, at now: Moment) {
        watch = isOn ? result.map { DiagnoseWatch($0, at: now) } : nil
        nextLook = watch == nil ? nil : now.adding(milliseconds: DiagnoseWatch.pause)
    }
}
