import Canvas

/// The last keys that were pressed, with what they did: row 24 of the stage.
struct StageKeys: Hashable, Sendable {
    /// A key, or several alike.
    struct Entry: Hashable, Sendable {
        /// The key: `Enter`; for what was typed or pasted the words `typing`, `paste`.
        var key: String
        /// What it did; empty where the key says it.
        var label: String
        /// How often it was pressed one after the other.
        var count = 1

        /// What follows the key.
        var words: String {
            guard count > 1 else { return label.isEmpty ? "" : " \(label)" }
            return (label.isEmpty ? "" : " \(label),") + " \(count) times"
        }
    }

    /// The newest is the last.
    private(set) var entries: [Entry] = []
    /// More than fit into any row.
    private static let most = 40

    /// Takes a key that was pressed.
    mutating func press(_ key: String, _ label: String) {
        if let last = entries.last, last.key == key, last.label == label {
            entries[entries.count - 1].count += 1
            return
        }
        add(Entry(key: key, label: label))
    }

    /// Takes a letter that was typed into a field.
    mutating func type() { if entries.last?.key != "typing" { add(Entry(key: "typing", label: "")) } }

    /// Takes a text that was pasted.
    mutating func paste(_ count: Int) {
        add(Entry(key: "paste,", label: count == 1 ? "1 character" : "\(count) characters"))
    }

    private mutating func add(_ entry: Entry) {
        entries.append(entry)
        if entries.count > Self.most { entries.removeFirst(entries.count - Self.most) }
    }

    /// The newest entries that fit, with three columns between them.
    func fitting(_ width: Int) -> ArraySlice<Entry> {
        var first = entries.endIndex
        // The arrow before the newest needs no more room than the gap; alone it does.
        var used = 2
        while first > 0 {
            let entry = entries[first - 1]
            used += TextWidth.columns(entry.key + entry.words) + (first == entries.endIndex ? 0 : 3)
            if used > width, first < entries.endIndex { break }
            first -= 1
        }
        return entries[first...]
    }

    /// Draws them; the newest stands after the arrow.
    func paint(_ frame: inout Frame, row: Int) {
        var column = 3
        let end = frame.size.columns - 3
        let shown = fitting(end - column)
        for (index, entry) in zip(shown.indices, shown) {
            let isNewest = index == shown.endIndex - 1
            if isNewest {
                column = index == shown.startIndex ? column : column - 2
                frame.write("▸", row: row, column: column, style: .bold)
                column += 2
            }
            column = frame.write(entry.key, row: row, column: column, limit: end, style: .bold)
            column = frame.write(entry.words, row: row, column: column, limit: end) + 3
        }
    }
}
