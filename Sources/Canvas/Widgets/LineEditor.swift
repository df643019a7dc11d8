/// One line of text that is being edited, and the place of the cursor in it.
public struct LineEditor: Hashable, Sendable {
    /// The most bytes of UTF-8 that can be typed or pasted; what would be more is not taken.
    ///
    /// Every key looks at the whole text, and no answer, filter or search is longer.
    public static let limit = 4096

    /// The text.
    public private(set) var text: String
    /// The cursor, as a number of grapheme clusters before it.
    public private(set) var cursor: Int

    /// Starts editing with the cursor at the end.
    public init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Starts editing with the cursor at a place, which is moved into the text if it lies outside.
    public init(_ text: String, cursor: Int) {
        self.text = text
        self.cursor = min(max(0, cursor), text.count)
    }

    /// Whether the cursor stands behind the last character.
    public var isAtEnd: Bool { cursor == text.count }

    /// Does what a key means in a line of text; false when the key means nothing here.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let pasted):
            // Cut first, in case it is large.
            let start = String(pasted.unicodeScalars.prefix(LineEditor.limit))
            insert(start.filter { $0 != "\n" && $0 != "\r\n" && $0 != "\t" })
        case .left, .control("b"):
            if key == .left, cursor == 0 { return false }
            cursor = max(0, cursor - 1)
        case .right, .control("f"):
            if isAtEnd { return false }
            cursor += 1
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .backspace: remove(from: cursor - 1, to: cursor)
        case .delete, .control("d"): remove(from: cursor, to: cursor + 1)
        case .control("u"): remove(from: 0, to: cursor)
        case .control("k"): remove(from: cursor, to: text.count)
        case .control("w"): remove(from: startOfWord(), to: cursor)
        default: return false
        }
        return true
    }

    /// Puts text in at the cursor, up to the ``limit``.
    public mutating func insert(_ more: String) {
        var room = max(0, LineEditor.limit - text.utf8.count)
        let more = String(
            more.prefix { character in
                room -= character.utf8.count
                return room >= 0
            })
        let index = text.index(text.startIndex, offsetBy: cursor)
        let before = text.count
        text.insert(contentsOf: more, at: index)
        cursor = min(text.count, cursor + max(0, text.count - before))
    }

    /// The part of the text that fits into some columns, and the column of the cursor in it.
    public func window(_ columns: Int) -> (text: String, cursor: Int) {
        guard columns > 0 else { return ("", 0) }
        let text = ShownText.of(text)
        // What stands for a value has places of its own.
        let cursor = isAtEnd ? text.count : min(cursor, text.count)
        let head = String(text.prefix(cursor))
        let before = TextWidth.drawn(head)
        if before < columns {
            return (TextCut.end(text, columns), before)
        }
        let tail = TextCut.suffix(head, columns - 2)
        let shown = "…" + tail
        let used = TextWidth.drawn(shown)
        return (shown + TextCut.prefix(String(text.dropFirst(cursor)), columns - used), used)
    }

    private mutating func remove(from start: Int, to end: Int) {
        let start = max(0, start)
        let end = min(text.count, end)
        guard start < end else { return }
        let lower = text.index(text.startIndex, offsetBy: start)
        let upper = text.index(text.startIndex, offsetBy: end)
        text.removeSubrange(lower..<upper)
        cursor = start
    }

    private func startOfWord() -> Int {
        var index = cursor
        let characters = Array(text)
        while index > 0, !characters[index - 1].isLetter, !characters[index - 1].isNumber { index -= 1 }
        while index > 0, characters[index - 1].isLetter || characters[index - 1].isNumber { index -= 1 }
        return index
    }
}
