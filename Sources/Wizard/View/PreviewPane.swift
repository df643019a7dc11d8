import Canvas

/// Draws the document beside a form.
enum PreviewPane {
    static func paint(_ preview: Preview, _ frame: inout Frame, rows: Range<Int>, divider: Int) {
        let width = frame.size.columns
        frame.put("┬", width: 1, row: rows.lowerBound - 1, column: divider, style: .plain)
        frame.put("┴", width: 1, row: rows.upperBound, column: divider, style: .plain)
        for row in rows { frame.put("│", width: 1, row: row, column: divider, style: .plain) }
        frame.write(
            preview.title, row: rows.lowerBound, column: divider + 2,
            limit: width - 4 - TextWidth.columns(preview.count), style: .bold)
        frame.write(
            preview.count, row: rows.lowerBound, column: width - 2 - TextWidth.columns(preview.count), style: .faint)
        let room = width - divider - (preview.isDocument ? 9 : 4)
        var row = rows.lowerBound + 2
        let end = rows.upperBound - (preview.note.isEmpty ? 0 : 2)
        var isWhole = true
        var index = firstLine(preview, room: end - row)
        while index < preview.lines.count, row < end {
            let line = preview.lines[index]
            let pieces = preview.isDocument ? LineBreaks.pieces(line, room) : TextWrap.lines(line, room)
            if row + pieces.count > end { isWhole = false }
            for (piece, text) in pieces.enumerated() where row < end {
                if preview.isDocument {
                    let number = piece == 0 ? String(index + 1) : "…"
                    frame.write(number, row: row, column: divider + 6 - number.count, style: .faint)
                }
                let isMarked = preview.marked.contains(index)
                if isMarked, piece == pieces.count - 1 {
                    frame.write("▸", row: row, column: divider + 1, style: .bold)
                }
                let column = preview.isDocument ? divider + 7 : divider + 2
                frame.write(text, row: row, column: column, limit: width - 1, style: isMarked ? .bold : .plain)
                if !preview.isDocument { Paint.glyphs(&frame, row: row, columns: column..<width) }
                if piece == 0, let whole = preview.whole[index] { frame.note(cut: whole, row: row) }
                if preview.isDocument, piece == 0 { Highlight.keys(in: text, &frame, row: row, column: column) }
                row += 1
            }
            index += 1
        }
        if !isWhole || index < preview.lines.count {
            frame.write(" \(preview.more) ", row: rows.upperBound, column: divider + 2, style: .faint)
        }
        guard !preview.note.isEmpty else { return }
        frame.write(
            preview.note, row: rows.upperBound - 1, column: divider + 2, limit: width - 1, style: .faint)
    }

    /// The first line that is shown, so that the marked ones are.
    private static func firstLine(_ preview: Preview, room: Int) -> Int {
        guard preview.lines.count > room, let mark = preview.marked.min() else { return 0 }
        return mark < room / 2 ? 0 : min(mark - room / 3, preview.lines.count - 1)
    }
}

/// Lines of documents and commands in less room than they are long.
enum LineBreaks {
    /// A line broken into pieces that fit, the later ones indented as the first.
    static func pieces(_ line: String, _ room: Int) -> [String] {
        let line = ShownText.of(line)
        guard TextWidth.columns(line) > room, room > 12 else { return [line] }
        let indent = String(repeating: " ", count: indent(line, room))
        var pieces = [TextCut.prefix(line, room)]
        var rest = String(line.dropFirst(pieces[0].count))
        while !rest.isEmpty {
            let piece = TextCut.prefix(rest, max(4, room - indent.count))
            guard !piece.isEmpty else { break }
            pieces.append(indent + piece)
            rest = String(rest.dropFirst(piece.count))
        }
        return pieces
    }

    /// The blanks before the later pieces of a line.
    static func indent(_ line: String, _ room: Int) -> Int { line.prefix { $0 == " " }.prefix(room / 2).count + 2 }
}
