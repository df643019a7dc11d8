public import Canvas

/// What the audience has before it, as far as a script speaks of it.
public struct StageScene: Sendable, Hashable {
    /// The screen's name, as positions are saved with.
    public var screen: String
    /// The rows of the frame, without trailing blanks.
    public var rows: [String]
    /// The row that has the focus, from its first letter on; empty where nothing has it.
    public var focusRow: String
    /// What stands from the focus on.
    public var focus: String

    /// What a frame shows.
    ///
    /// - Parameters:
    ///   - screen: the screen's name.
    ///   - frame: the frame; its cursor stands on the focus.
    public init(screen: String, frame: Frame) {
        self.screen = screen
        rows = (0..<frame.size.rows).map { frame.text(ofRow: $0) }
        guard let cursor = frame.cursor else {
            (focusRow, focus) = ("", "")
            return
        }
        let cells = frame.row(cursor.row)
        let rest = String(cells.dropFirst(cursor.column).filter { $0.width > 0 }.map(\.character))
        focusRow = String(rows[cursor.row].drop { !$0.isLetter && !$0.isNumber })
        focus = rest
    }

    /// What stands at the focus, up to the end of its button or its column.
    public var focusWords: String {
        var words = ""
        for character in focus {
            if character == "]" || words.hasSuffix("  ") { break }
            words.append(character)
        }
        while words.last == " " { words.removeLast() }
        return words
    }

    /// The rows between the banner and the footer, without lines and empty ones.
    public var body: [String] {
        rows.enumerated().filter { index, row in
            index > 2 && index < rows.count - 1 && !row.isEmpty && !row.hasPrefix("───")
        }.map(\.element)
    }
}

extension StageScript.Expectation {
    /// Something that is not as the script says.
    public enum Miss: Sendable, Hashable {
        /// Another screen: its name.
        case screen(wanted: String)
        /// The focus is on something else.
        case focus(wanted: String)
        /// No row has the text.
        case text(wanted: String)
    }

    /// What of it a scene does not have.
    public func misses(in scene: StageScene) -> [Miss] {
        var misses: [Miss] = []
        if let screen, screen != scene.screen { misses.append(.screen(wanted: screen)) }
        if let focus, !Self.isFocus(focus, in: scene) { misses.append(.focus(wanted: focus)) }
        return misses + texts.filter { text in !scene.rows.contains { $0.contains(text) } }.map(Miss.text)
    }

    /// Whether screen and focus are as it says; what it does not say fits.
    public func isPlace(of scene: StageScene) -> Bool {
        (screen ?? scene.screen) == scene.screen && (focus.map { Self.isFocus($0, in: scene) } ?? true)
    }

    private static func isFocus(_ words: String, in scene: StageScene) -> Bool {
        scene.focus.hasPrefix(words) || scene.focusRow.hasPrefix(words)
    }
}
