import Canvas

/// Lines that can be scrolled and searched.
struct ScrollText: Hashable, Sendable {
    var lines: [String]
    var offset = 0
    var query = LineEditor()
    var isSearching = false
    /// The line of the last match.
    var match: Int?

    init(_ lines: [String]) { self.lines = lines }

    mutating func scroll(by step: Int, room: Int) {
        offset = max(0, min(lines.count - room, offset + step))
    }

    /// Goes to the next or previous line with the text that is searched for; it wraps.
    mutating func find(forward: Bool, room: Int) -> Bool {
        let text = query.text.lowercased()
        guard !text.isEmpty, !lines.isEmpty else { return false }
        let start = match ?? (forward ? offset - 1 : offset)
        for step in 1...lines.count {
            let index = ((start + (forward ? step : -step)) % lines.count + lines.count) % lines.count
            guard lines[index].lowercased().contains(text) else { continue }
            match = index
            if index < offset || index >= offset + room { offset = max(0, min(lines.count - room, index - room / 2)) }
            return true
        }
        match = nil
        return false
    }

    /// The columns of the search text in a line, where it is found.
    func matches(in line: String) -> [Range<Int>] {
        let text = query.text.lowercased()
        guard !text.isEmpty else { return [] }
        let characters = Array(line.lowercased())
        let wanted = Array(text)
        guard characters.count >= wanted.count else { return [] }
        return (0...(characters.count - wanted.count)).compactMap { start in
            characters[start..<(start + wanted.count)].elementsEqual(wanted) ? start..<(start + wanted.count) : nil
        }
    }
}

/// An overlay that is mostly a text.
protocol TextOverlay: Overlay {
    var text: ScrollText { get set }
}

extension TextOverlay {
    var capturesText: Bool { text.isSearching }

    mutating func type(_ key: Key) -> Bool {
        if key == .enter || key == .escape {
            text.isSearching = false
            if key == .enter { _ = text.find(forward: true, room: 15) }
            return true
        }
        return text.query.handle(key)
    }

    /// The keys for scrolling and searching.
    static var scrolling: [Binding] {
        [
            Binding([.up], "Up/Down", "scroll", run: text { $0.scroll(by: -1, room: $1) }),
            .hidden([.down], run: text { $0.scroll(by: 1, room: $1) }),
            Binding(
                [.pageUp, .control("u"), .character("b")], "PgUp/PgDn", "page", place: .help,
                run: text { $0.scroll(by: -max(1, $1 - 1), room: $1) }),
            .hidden(
                [.pageDown, .control("d"), .character(" ")], run: text { $0.scroll(by: max(1, $1 - 1), room: $1) }),
            Binding([.home], "Home/End", "ends", place: .help, run: text { text, _ in text.offset = 0 }),
            .hidden([.end], run: text { $0.scroll(by: $0.lines.count, room: $1) }),
            Binding(
                [.character("/")], "/", "find",
                run: text { text, _ in
                    text.query = LineEditor()
                    text.isSearching = true
                }),
            Binding(
                [.character("n")], "n N", "next, previous", place: .help,
                run: text { _ = $0.find(forward: true, room: $1) }),
            .hidden([.character("N")], run: text { _ = $0.find(forward: false, room: $1) }),
        ]
    }

    /// What changes the text, given the rows that there are for it.
    private static func text(_ change: @escaping @Sendable (inout ScrollText, Int) -> Void) -> Handler {
        changing { change(&$0.text, max(1, $1.size.rows - 9)) }
    }
}
