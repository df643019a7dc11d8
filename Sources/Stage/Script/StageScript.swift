public import Canvas

/// A talk as data: chapters with their sentences, notes, keys, faults and planned time.
public struct StageScript: Sendable, Hashable {
    /// What the talk is called.
    public var title: String
    /// Its chapters, in order; a script has at least one.
    public var chapters: [Chapter]
    /// Whether it plays through its chapters without a stop, and begins again with a fresh world.
    public var loops: Bool

    /// A talk.
    public init(title: String, chapters: [Chapter], loops: Bool = false) {
        self.title = title
        self.chapters = chapters
        self.loops = loops
    }

    /// How long it is planned to take, in seconds.
    public var plannedSeconds: Int { chapters.reduce(0) { $0 + $1.plannedSeconds } }

    /// A part of a talk: what its card says, how long it is meant to take, and what is done in it.
    public struct Chapter: Sendable, Hashable {
        /// The title, as the card and the lists have it.
        public var title: String
        /// One or two sentences for the audience, on the card.
        public var sentences: [String]
        /// How long it is planned to take, in seconds.
        public var plannedSeconds: Int
        /// What is done in it, in order; at least one step.
        public var steps: [Step]
        /// The line of the stage file that it begins on, from 1; 0 where there is no file.
        public var line: Int

        /// A chapter.
        public init(title: String, sentences: [String], plannedSeconds: Int, steps: [Step], line: Int = 0) {
            self.title = title
            self.sentences = sentences
            self.plannedSeconds = plannedSeconds
            self.steps = steps
            self.line = line
        }
    }

    /// One thing that the presenter does, and what is said meanwhile.
    public struct Step: Sendable, Hashable {
        /// What is pressed on the stage, one after the other; nothing for a step that is only said.
        public var presses: [Press]
        /// What that does, in a few words: `See the fix`.
        public var does: String
        /// What the stage shows when nothing runs any more after it; nil where it does not matter.
        public var expected: Expectation?
        /// What to say; empty for nothing.
        public var say: String
        /// What the presenter should look at, or wait for; empty for nothing.
        public var watch: String
        /// What is broken, armed or mended before anything is pressed.
        public var faults: [FaultDeed]
        /// Whether it shows a cause that was hidden.
        public var reveals: Bool
        /// The line of the stage file that it begins on, from 1; 0 where there is no file.
        public var line: Int

        /// A step.
        public init(
            _ presses: [Press] = [], does: String = "", expected: Expectation? = nil, say: String = "",
            watch: String = "", faults: [FaultDeed] = [], reveals: Bool = false, line: Int = 0
        ) {
            self.presses = presses
            self.does = does
            self.expected = expected
            self.say = say
            self.watch = watch
            self.faults = faults
            self.reveals = reveals
            self.line = line
        }
    }

    /// Something that is pressed, as the console counts it.
    public enum Press: Sendable, Hashable {
        /// A key.
        case key(Key)
        /// A text, all of its letters at once.
        case text(String)
        /// What the list of actions calls by this name, by whatever keys do it.
        case action(String)
    }

    /// What has to be seen after a step.
    public struct Expectation: Sendable, Hashable {
        /// The screen's name, as positions are saved with: `test`; nil for any.
        public var screen: String?
        /// How the words begin that the focus is on: `Send again`; nil for any.
        public var focus: String?
        /// Texts that the screen shows, each within one row.
        public var texts: [String]

        /// What has to be seen.
        public init(screen: String? = nil, focus: String? = nil, texts: [String] = []) {
            self.screen = screen
            self.focus = focus
            self.texts = texts
        }
    }

    /// A fault that a step breaks, arms or mends.
    public enum FaultDeed: Sendable, Hashable {
        /// Break it now; the name of a scenario.
        case breaks(String)
        /// Break it just before the next of something.
        case arms(String, Cue)
        /// Mend it.
        case mends(String)

        /// Whether something is broken by it, now or later.
        var isBreaking: Bool { if case .mends = self { false } else { true } }
    }

    /// What an armed fault waits for.
    public enum Cue: String, Sendable, Hashable, CaseIterable {
        /// The next test message.
        case send
        /// The next apply.
        case apply
        /// The next diagnosis or check of the practices.
        case check
    }
}
