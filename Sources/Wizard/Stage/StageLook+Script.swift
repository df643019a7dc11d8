public import Stage

extension StageLook.Chapter {
    /// What the audience knows of a chapter of a script.
    public init(_ chapter: StageScript.Chapter) {
        var seen: [ScreenID] = []
        for name in chapter.steps.compactMap({ $0.expected?.screen }) {
            guard let screen = ScreenID(saved: name), !seen.contains(screen) else { continue }
            seen.append(screen)
        }
        self.init(title: chapter.title, sentences: chapter.sentences, screens: Self.words(seen))
    }

    /// Screens in words: `screens 3, 4, 5`, `screens 6 to 9, Diagnose`; empty for none.
    private static func words(_ screens: [ScreenID]) -> String {
        let numbers = screens.filter(\.isStep).map(\.rawValue).sorted()
        var parts: [String] = []
        if let first = numbers.first, let last = numbers.last, numbers.count > 3, last - first + 1 == numbers.count {
            parts = ["screens \(first) to \(last)"]
        } else if let first = numbers.first {
            parts = [
                numbers.count == 1 ? "screen \(first)" : "screens \(numbers.map(String.init).joined(separator: ", "))"
            ]
        }
        return (parts + screens.filter { !$0.isStep }.map(\.title)).joined(separator: ", ")
    }
}

extension StageScript {
    /// The names of screens that scripts may use, as positions are saved with.
    public static var screenNames: [String] { ScreenID.allCases.map(\.name) }
}
