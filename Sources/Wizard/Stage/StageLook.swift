public import Canvas

/// How the wizard looks in front of an audience, and what it keeps for that; a state without one is nobody's stage.
public struct StageLook: Sendable, Hashable {
    /// What the audience knows of a chapter.
    public struct Chapter: Sendable, Hashable {
        /// The title, on its card and in the list.
        public var title: String
        /// One or two sentences, on its card.
        public var sentences: [String]
        /// The screens that it goes over, in words: `screens 3, 4, 5`.
        public var screens: String

        /// A chapter.
        public init(title: String, sentences: [String], screens: String) {
            self.title = title
            self.sentences = sentences
            self.screens = screens
        }

        /// What a screen may have no room for.
        public enum Cut: Hashable, Sendable {
            /// The title on the card.
            case title
            /// The sentences on the card; more than two are not shown at all.
            case sentences
            /// The title in the list of chapters.
            case listed
        }

        /// What of it a screen has no room for.
        ///
        /// - Parameter size: The screen's size, 80 by 24 cells at least.
        /// - Returns: What is cut; nothing where all of it is seen.
        public func cuts(_ size: Size) -> [Cut] { ChapterCard.cuts(self, size) }
    }

    /// The chapters of the talk; none where there is no script.
    public var chapters: [Chapter]
    /// Whether each chapter begins with its card.
    public var hasCards: Bool
    /// Whether causes are shown at once.
    public var revealsAtOnce: Bool
    /// The chapter that goes on, counted from 1; 0 before the first.
    public internal(set) var chapter = 0
    /// How many faults the menu of `b` has, counted from 1.
    public var faults = 14

    /// A stage.
    ///
    /// - Parameters:
    ///   - chapters: the chapters of the talk.
    ///   - hasCards: whether each begins with its card.
    ///   - revealsAtOnce: whether causes are shown at once.
    public init(chapters: [Chapter] = [], hasCards: Bool = true, revealsAtOnce: Bool = false) {
        self.chapters = chapters
        self.hasCards = hasCards
        self.revealsAtOnce = revealsAtOnce
    }
}
