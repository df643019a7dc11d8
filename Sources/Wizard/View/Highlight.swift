import Canvas

/// Highlights the keys of JSON and YAML lines; the text itself is the same without it.
enum Highlight {
    static func keys(in line: String, _ frame: inout Frame, row: Int, column: Int) {
        let characters = Array(line)
        guard let start = characters.firstIndex(where: { $0 != " " && $0 != "-" }) else { return }
        var end: Int?
        if characters[start] == "\"" {
            var index = start + 1
            while index < characters.count, characters[index] != "\"" { index += characters[index] == "\\" ? 2 : 1 }
            if index + 1 < characters.count, characters[index + 1] == ":" { end = index + 1 }
        } else if characters[start].isLetter {
            var index = start
            while index < characters.count, characters[index] != ":", characters[index] != " " { index += 1 }
            if index < characters.count, characters[index] == ":" { end = index }
        }
        guard let end else { return }
        frame.restyle(row: row, columns: (column + start)..<(column + end)) { Style($0.attributes, ink: .accent) }
    }
}
