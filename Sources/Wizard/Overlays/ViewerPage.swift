import Canvas

/// One document of a viewer.
struct ViewerPage: Hashable, Sendable {
    /// A line with a mark in its gutter.
    struct Line: Hashable, Sendable {
        var text: String
        var mark: Mark?
        var isBold = false
        /// Whether it breaks anywhere, as a line of a document, rather than between words.
        var isCode = false
        /// The characters that differ from the line before, which are marked below it.
        var carets: Range<Int>?

        init(_ text: String, mark: Mark? = nil, isBold: Bool = false, isCode: Bool = false, carets: Range<Int>? = nil) {
            self.text = text
            self.mark = mark
            self.isBold = isBold
            self.isCode = isCode
            self.carets = carets
        }
    }

    /// What a page is, which decides how its lines stand on the screen.
    enum Kind: Hashable, Sendable {
        case prose
        /// Lines are numbered and highlighted.
        case document
        /// Lines are commands: they begin at the edge and break only as a shell lets them be broken.
        case commands
    }

    /// A row on the screen: a line or a part of one.
    struct Row: Hashable, Sendable {
        var text: String
        var mark: Mark?
        var isBold = false
        /// The number of the line that begins here, from 1; nil for the rest of a line.
        var number: Int?
        /// The line that it belongs to, from 0.
        var line: Int
    }

    var title: String
    /// Words at the right of the title.
    var place: String
    var lines: [Line]
    var kind: Kind
    /// What `c` copies: the whole text, unwrapped.
    var copyText: String

    init(title: String, place: String = "", lines: [Line], kind: Kind = .prose, copyText: String? = nil) {
        self.title = title
        self.place = place
        self.lines = lines
        self.kind = kind
        self.copyText = copyText ?? lines.map(\.text).joined(separator: "\n") + "\n"
    }

    /// A file as a page.
    init(file: String, place: String, content: String) {
        var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map { Line(String($0)) }
        if lines.last?.text.isEmpty == true { lines.removeLast() }
        self.init(
            title: file, place: place, lines: lines, kind: file.hasSuffix(".md") ? .prose : .document,
            copyText: content)
    }

    /// The column at which lines begin.
    var column: Int {
        switch kind {
        case .prose: 5
        case .document: 8
        case .commands: 0
        }
    }

    /// The lines as they stand on a screen; nothing of them is left out.
    func rows(_ columns: Int) -> [Row] {
        let room = max(1, columns - 1 - column)
        return lines.enumerated().flatMap { index, line in
            let pieces: [String] =
                switch kind {
                case .commands: ShellLines.broken(line.text, room)
                case .document: LineBreaks.pieces(line.text, room)
                case .prose: line.isCode ? LineBreaks.pieces(line.text, room) : Self.wrapped(line.text, room)
                }
            var rows = pieces.enumerated().map { step, text in
                Row(
                    text: text, mark: step == 0 ? line.mark : nil, isBold: line.isBold,
                    number: step == 0 ? index + 1 : nil, line: index)
            }
            // Where a text is shown as another one, its letters stand elsewhere.
            if let carets = line.carets, ShownText.of(line.text) == line.text {
                Self.mark(carets, LineBreaks.indent(line.text, room), index, &rows)
            }
            return rows
        }
    }

    /// Prose, its later rows as far in as the first.
    private static func wrapped(_ text: String, _ room: Int) -> [String] {
        let indent = String(text.prefix { $0 == " " }.prefix(room / 2))
        let lines = TextWrap.lines(String(text.dropFirst(indent.count)), room - indent.count)
        return lines.map { indent + $0 }
    }

    /// Puts `^` under characters of a line that was broken into rows.
    private static func mark(_ carets: Range<Int>, _ indent: Int, _ line: Int, _ rows: inout [Row]) {
        var start = 0
        var marked: [Row] = []
        for (step, row) in rows.enumerated() {
            marked.append(row)
            // Later rows begin with blanks that are not the line's own.
            let indent = step == 0 ? 0 : indent
            let length = row.text.count - indent
            let inside = carets.clamped(to: start..<(start + length))
            if !inside.isEmpty {
                let blanks = String(repeating: " ", count: indent + inside.lowerBound - start)
                marked.append(Row(text: blanks + String(repeating: "^", count: inside.count), line: line))
            }
            start += length
        }
        rows = marked
    }
}

/// Commands over several rows, broken so that a shell takes what stands on the screen.
enum ShellLines {
    /// A command in rows of at most some columns.
    ///
    /// It breaks between words first, an option on one row with its value. A word that no row could hold breaks inside,
    /// as a shell continues it: its next row begins at the edge.
    static func broken(_ command: String, _ columns: Int) -> [String] {
        let command = ShownText.of(command)
        let room = columns - 2
        guard TextWidth.columns(command) > columns, room > 8, !command.hasPrefix("#") else {
            return command.hasPrefix("#")
                ? TextWrap.lines(String(command.dropFirst(2)), columns - 2).map { "# \($0)" } : [command]
        }
        var parts: [String] = []
        for word in words(command) {
            if parts.isEmpty || word.hasPrefix("-") { parts.append(word) } else { parts[parts.count - 1] += " \(word)" }
        }
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, TextWidth.columns(last) + 1 + TextWidth.columns(part) <= room {
                lines[lines.count - 1] += " \(part)"
            } else {
                lines.append((lines.isEmpty ? "" : "    ") + part)
            }
        }
        return lines.enumerated().flatMap { index, line in
            var pieces = pieces(line, room)
            if index + 1 < lines.count { pieces[pieces.count - 1] += " \\" }
            return pieces
        }
    }

    /// The words of a command, quoted as they are.
    private static func words(_ command: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var isEscaped = false
        for character in command {
            if character == " ", !isQuoted, !isEscaped {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            word.append(character)
            if character == "'", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isQuoted && !isEscaped
        }
        return word.isEmpty ? words : words + [word]
    }

    /// A line in pieces: quotes end before a break and begin again behind it.
    private static func pieces(_ line: String, _ room: Int) -> [String] {
        guard TextWidth.columns(line) > room else { return [line] }
        var pieces: [String] = []
        var piece = ""
        var used = 0
        var isQuoted = false
        var isEscaped = false
        for character in line {
            let width = TextWidth.columns(of: character)
            // Room for the quote that ends; what a backslash stands before stays with it.
            if used + width + 2 > room, !isEscaped {
                pieces.append(piece + (isQuoted ? "'\\" : "\\"))
                piece = isQuoted ? "'" : ""
                used = isQuoted ? 1 : 0
            }
            piece.append(character)
            used += width
            if character == "'", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isQuoted && !isEscaped
        }
        return pieces + [piece]
    }
}
