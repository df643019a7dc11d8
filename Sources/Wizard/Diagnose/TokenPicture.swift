import Canvas
import Diagnosis

/// Token and trust policy, claim by claim: the cluster's side left, AWS's side right, a wire where they agree.
enum TokenPicture {
    /// The columns of the drawing.
    private struct Columns {
        var label: Int
        var left: Int
        var wire: Int
        var right: Int

        /// On a page of its own, from 76 columns on.
        static let page = Columns(label: 11, left: 24, wire: 5, right: 29)
        /// In the pane at the side.
        static let pane = Columns(label: 10, left: 17, wire: 3, right: 16)
    }

    /// The picture of a statement.
    ///
    /// - Parameters:
    ///   - trust: What stands against what.
    ///   - index: Which statement; nil takes the nearest.
    ///   - isNarrow: Whether it is for the pane at the side.
    /// - Returns: The picture.
    static func make(_ trust: TrustPicture, statement index: Int? = nil, isNarrow: Bool) -> Picture {
        let chosen = index ?? trust.nearest ?? 0
        let columns = isNarrow ? Columns.pane : .page
        var lines: [Picture.Line] = []
        if trust.statements.indices.contains(chosen) {
            lines = draw(trust.statements[chosen], trust, columns, isNarrow)
        } else {
            lines = [Picture.Line("No statement of the trust policy is about tokens.")]
        }
        if trust.statements.count > 1 { lines += table(trust, chosen) }
        var warning = ""
        if let open = trust.statements.first(where: { !$0.isDeny && $0.asksNoSubject }) {
            warning = "Statement \(open.number) asks for no sub: it would let in every pod of the cluster."
        }
        return Picture(
            question: isNarrow ? "Does the token open the role?" : "Does the token open role \(trust.role)?",
            answer: answer(trust, chosen), lines: lines,
            sentence: "The role opens when every line of one statement is ✓.", warning: warning)
    }

    private static func answer(_ trust: TrustPicture, _ index: Int) -> String {
        switch trust.isOpen {
        case true?: return "✓ yes"
        case nil: return "? cannot tell"
        case false?:
            guard trust.statements.indices.contains(index) else { return "✗ no" }
            let misses = trust.statements[index].misses
            return misses == 1 ? "✗ no, by one claim" : misses > 1 ? "✗ no, by \(misses) claims" : "✗ no"
        }
    }

    private static func draw(
        _ statement: TrustPicture.Statement, _ trust: TrustPicture, _ columns: Columns, _ isNarrow: Bool
    ) -> [Picture.Line] {
        let leftWidth = columns.label + columns.left + 3
        let rightWidth = columns.right + 4
        let gap = String(repeating: " ", count: columns.wire)
        let title = isNarrow ? "the token" : "the token of \(trust.pods)"
        let wants = statement.isDeny ? "statement \(statement.number) denies" : "statement \(statement.number) wants"
        let cut = [(title, leftWidth), (wants, rightWidth)].filter { TextWidth.columns($0.0) > $0.1 - 5 }.map(\.0)
        var lines = [
            Picture.Line(
                Picture.top(title, leftWidth) + gap + Picture.top(wants, rightWidth),
                whole: cut.isEmpty ? nil : cut.joined(separator: ": "))
        ]
        for row in statement.rows { lines += draw(row, columns, isNarrow) }
        lines.append(Picture.Line(Picture.bottom(leftWidth) + gap + Picture.bottom(rightWidth)))
        return lines
    }

    private static func draw(_ row: TrustPicture.Row, _ columns: Columns, _ isNarrow: Bool) -> [Picture.Line] {
        let claim = isNarrow || row.claim.isEmpty ? "" : row.claim + " "
        let leftRoom = columns.left - claim.count
        // Where there is little room a value that agrees need not stand there twice.
        let isSame = isNarrow && row.match == .agrees && row.wanted == row.token
        let wanted = row.match == .notAsked ? "not asked" : isSame ? "the same" : row.wanted
        let left = short(row.token, leftRoom)
        let right = short(wanted, columns.right)
        let wire =
            switch row.match {
            case .agrees: isNarrow ? "─✓─" : "──✓──"
            case .differs: isNarrow ? " ✗ " : "─ ✗ ─"
            case .notAsked: isNarrow ? " · " : "─ · ─"
            case .depends: isNarrow ? " ? " : "─ ? ─"
            }
        let label = TextCut.padded(row.label, columns.label)
        let isCut = left != row.token || right != wanted
        let whole = "\(row.label): \(row.token), wanted: \(wanted)"
        var lines = [
            Picture.Line(
                "│ \(label)\(claim)\(TextCut.padded(left, leftRoom))├\(wire)┤ \(TextCut.padded(right, columns.right)) │",
                whole: isCut ? whole : nil)
        ]
        if row.match == .differs, !isCut, row.token != "-", let carets = carets(left, right) {
            let blank = String(repeating: " ", count: columns.label + claim.count)
            lines.append(
                Picture.Line(
                    "│ \(blank)\(TextCut.padded(carets.left, leftRoom))│"
                        + String(repeating: " ", count: columns.wire)
                        + "│ \(TextCut.padded(carets.right, columns.right)) │"))
        }
        return lines
    }

    /// An issuer by its end, which tells clusters apart; anything else loses its middle.
    private static func short(_ text: String, _ columns: Int) -> String {
        guard TextWidth.columns(text) > columns else { return text }
        guard text.hasPrefix("oidc."), let id = text.split(separator: "/").last, !text.contains(" ") else {
            return Picture.fitted(text, columns)
        }
        return "…/" + Picture.fitted(String(id), columns - 2)
    }

    /// `^` under what differs, on both sides.
    private static func carets(_ left: String, _ right: String) -> (left: String, right: String)? {
        let (one, other) = (Array(left), Array(right))
        var start = 0
        while start < min(one.count, other.count), one[start] == other[start] { start += 1 }
        var tail = 0
        while tail < min(one.count, other.count) - start, one[one.count - 1 - tail] == other[other.count - 1 - tail] {
            tail += 1
        }
        func marks(_ count: Int) -> String {
            String(repeating: " ", count: start) + String(repeating: "^", count: max(1, count - start - tail))
        }
        return start + tail >= max(one.count, other.count) ? nil : (marks(one.count), marks(other.count))
    }

    /// All statements, a row each, where there are several.
    private static func table(_ trust: TrustPicture, _ chosen: Int) -> [Picture.Line] {
        [Picture.Line(), Picture.Line("statement")]
            + trust.statements.enumerated().map { index, statement in
                let marks = statement.rows.map { row in
                    let mark =
                        switch row.match {
                        case .agrees: "✓"
                        case .differs: "✗"
                        case .notAsked: "·"
                        case .depends: "?"
                        }
                    return "\(mark) \(row.label)"
                }.joined(separator: "  ")
                let arrow = index == chosen ? "▸" : " "
                let line = "\(arrow) \(statement.isDeny ? "deny " : "")\(statement.number)  \(marks)"
                let shown = TextCut.end(line, 74)
                return Picture.Line(shown, whole: shown == line ? nil : line)
            }
    }
}
