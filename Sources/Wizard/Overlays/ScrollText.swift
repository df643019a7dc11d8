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

    /// The footer's keys for scrolling and searching.
    static var bindings: [Binding] {
        [
            Binding([.up], "Up/Down", "scroll", .up),
            Binding([.down], "", "", .down, place: .hidden),
            Binding([.pageUp, .control("u"), .character("b")], "PgUp/PgDn", "page", .pageUp, place: .help),
            Binding([.pageDown, .control("d"), .character(" ")], "", "", .pageDown, place: .hidden),
            Binding([.home], "Home/End", "ends", .home, place: .help),
            Binding([.end], "", "", .end, place: .hidden),
            Binding([.character("/")], "/", "find", .find),
            Binding([.character("n")], "n N", "next, previous", .findNext, place: .help),
            Binding([.character("N")], "", "", .findPrevious, place: .hidden),
        ]
    }

    /// Carries out scrolling and searching; false when the action is another one.
    mutating func perform(_ action: Action, room: Int) -> Bool {
        switch action {
        case .up: scroll(by: -1, room: room)
        case .down: scroll(by: 1, room: room)
        case .pageUp: scroll(by: -max(1, room - 1), room: room)
        case .pageDown: scroll(by: max(1, room - 1), room: room)
        case .home: offset = 0
        case .end: scroll(by: lines.count, room: room)
        case .find:
            query = LineEditor()
            isSearching = true
        case .findNext: _ = find(forward: true, room: room)
        case .findPrevious: _ = find(forward: false, room: room)
        default: return false
        }
        return true
    }
}
