/// Everything that a presenter's console draws, as the stage tells it after a frame.
///
/// Times run on at the console by its own clock: a report holds how much had passed when it was made.
public struct StageReport: Sendable, Hashable {
    /// When the stage began, on the presenter's clock: `12:00`.
    public var began = ""
    /// Whether the stage plays on real accounts, where nothing can be taken back.
    public var isReal = false
    /// Whether masks are on.
    public var isMasked = false
    /// When the recording was made that the stage shows instead of itself; nil where it shows itself.
    public var recorded: String?

    /// How long the talk has taken, in milliseconds; 0 before its first key.
    public var elapsed: Int64 = 0
    /// How long the chapter that goes on has taken, in milliseconds.
    public var chapterElapsed: Int64 = 0
    /// Whether the clock runs.
    public var runs = false
    /// Whether the script plays by itself.
    public var plays = false
    /// The chapter that goes on, counted from 1; 0 where there is none.
    public var chapter = 0
    /// The chapters of the talk.
    public var chapters: [Chapter] = []
    /// Whether everything of the script was done.
    public var isOver = false

    /// What to say.
    public var say = ""
    /// What the audience should look at.
    public var watch = ""
    /// The screen of the stage: `7 Testing and validation`.
    public var place = ""
    /// What it shows, in a few words.
    public var now = ""
    /// What the next keys of the script do, the next ones first; none at its end.
    public var steps: [Step] = []
    /// What a console's Enter does now, as a sentence.
    public var enter = ""
    /// Why the script's place is not certain; nil where the stage is where the script has it.
    public var offScript: String?
    /// What the next key waits for, as a sentence; nil where it waits for nothing.
    public var waits: String?
    /// What a presenter has to know at once, for example that calls are not answered.
    public var warning: String?
    /// What came of the last thing that a console wanted, for the presenter alone; nil for nothing worth saying.
    public var answer: String?
    /// Whether Enter goes on with the recording of rehearsal.
    public var offersRecording = false

    /// What can be broken, in the order of its numbers.
    public var faults: [Fault] = []
    /// How many keys were pressed on the stage.
    public var pressed = 0
    /// How many of them can be taken back.
    public var canTakeBack = 0
    /// How often the simulated world was changed since the stage began.
    public var changes = 0
    /// What the audience sees.
    public var screen = StageCells()

    /// A report of nothing yet.
    public init() {}

    /// A chapter on the presenter's clock.
    public struct Chapter: Sendable, Hashable {
        /// Its title.
        public var title: String
        /// How long it is planned to take, in seconds.
        public var planned: Int
        /// How long it took, in milliseconds; nil where it has not ended, or was left out.
        public var taken: Int64?

        /// A chapter.
        public init(title: String, planned: Int, taken: Int64? = nil) {
            self.title = title
            self.planned = planned
            self.taken = taken
        }
    }

    /// A step of the script.
    public struct Step: Sendable, Hashable {
        /// The keys in words: `a, Enter`; empty for what is only said.
        public var keys: String
        /// What they do.
        public var does: String

        /// A step.
        public init(keys: String, does: String) {
            self.keys = keys
            self.does = does
        }
    }

    /// Something that can be broken.
    public struct Fault: Sendable, Hashable {
        /// How it stands.
        public enum State: Sendable, Hashable {
            /// As it should be.
            case right
            /// Broken, for so many milliseconds.
            case broken(Int64)
            /// It breaks just before the next of something.
            case armed(StageScript.Cue)
        }

        /// Its number, the same in every menu and on the printed sheet; nil for what only searching finds.
        public var number: Int?
        /// The name of its scenario.
        public var name: String
        /// What is wrong, in a few words.
        public var title: String
        /// The code that a diagnosis finds.
        public var code: String
        /// How it stands.
        public var state: State
        /// The number, or the title, of what is broken and keeps it from being seen; nil for nothing.
        public var hiddenBy: String?
        /// What is the case then, as a sentence.
        public var about: String
        /// What would come of it, or comes of it where it is broken; nil while nobody has found out.
        public var outlook: FaultOutlook?

        /// A fault.
        public init(
            number: Int?, name: String, title: String, code: String, state: State = .right, hiddenBy: String? = nil,
            about: String = "", outlook: FaultOutlook? = nil
        ) {
            self.number = number
            self.name = name
            self.title = title
            self.code = code
            self.state = state
            self.hiddenBy = hiddenBy
            self.about = about
            self.outlook = outlook
        }
    }

    /// How long the talk is planned to take, in seconds.
    public var planned: Int { chapters.reduce(0) { $0 + $1.planned } }

    /// How far the talk is ahead of its plan, in seconds; negative when it is late.
    ///
    /// The chapters that are done are compared with their plan; one that goes on counts from when it takes too long.
    ///
    /// - Parameter more: Milliseconds since the report was made.
    /// - Returns: Seconds.
    public func ahead(after more: Int64) -> Int {
        let elapsed = elapsed + more
        guard chapters.indices.contains(chapter - 1), !isOver else {
            return Int((Int64(planned) * 1000 - elapsed) / 1000)
        }
        let here = chapterElapsed + more
        let done = chapters.prefix(chapter - 1).reduce(Int64(0)) { $0 + Int64($1.planned) * 1000 }
        let over = max(0, here - Int64(chapters[chapter - 1].planned) * 1000)
        return Int((done - (elapsed - here) - over) / 1000)
    }

    /// The report without what passes by itself, to tell whether anything else changed.
    public var withoutTimes: StageReport {
        var report = self
        report.elapsed = 0
        report.chapterElapsed = 0
        for index in report.faults.indices {
            if case .broken = report.faults[index].state { report.faults[index].state = .broken(0) }
        }
        return report
    }
}
