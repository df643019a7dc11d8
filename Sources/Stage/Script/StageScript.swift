public import Canvas

/// A talk as data: chapters with their sentences, notes, keys, faults and planned time.
public struct StageScript: Sendable, Hashable {
    /// What the talk is called.
    public var title: String
    /// Its chapters, in order; a script has at least one.
    public var chapters: [Chapter]

    /// A talk.
    public init(title: String, chapters: [Chapter]) {
        self.title = title
        self.chapters = chapters
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
        /// What is done in it, in order.
        public var steps: [Step]

        /// A chapter.
        public init(title: String, sentences: [String], plannedSeconds: Int, steps: [Step]) {
            self.title = title
            self.sentences = sentences
            self.plannedSeconds = plannedSeconds
            self.steps = steps
        }
    }

    /// One thing that the presenter does, and what is said meanwhile.
    public struct Step: Sendable, Hashable {
        /// The keys that are pressed on the stage, one after the other; none for a step that is only said.
        public var keys: [Key]
        /// What the keys do, in a few words: `See the fix`.
        public var does: String
        /// What the stage shows when the keys were handled and nothing runs any more; nil where it does not matter.
        public var expected: Expectation?
        /// What to say, in quotes on the console.
        public var say: String
        /// What the audience should look at.
        public var watch: String
        /// What is broken or mended before the keys are pressed.
        public var faults: [FaultDeed]
        /// Whether the keys show a cause that was hidden.
        public var reveals: Bool

        /// A step.
        public init(
            keys: [Key], does: String, expected: Expectation? = nil, say: String = "", watch: String = "",
            faults: [FaultDeed] = [], reveals: Bool = false
        ) {
            self.keys = keys
            self.does = does
            self.expected = expected
            self.say = say
            self.watch = watch
            self.faults = faults
            self.reveals = reveals
        }
    }

    /// What has to be seen after a step.
    public struct Expectation: Sendable, Hashable {
        /// The screen's name, as positions are saved with: `test`; nil for any.
        public var screen: String?
        /// Texts that the screen shows, each on one row.
        public var texts: [String]

        /// What has to be seen.
        public init(screen: String? = nil, texts: [String] = []) {
            self.screen = screen
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
