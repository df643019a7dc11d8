import Canvas
import Diagnosis
import Wire

/// Token and trust policy, claim by claim: the cluster's side left, AWS's side right, a wire where they agree.
enum TokenDrawing {
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
    ///   - said: What stands above the token where a real one said so; nil while it is what the cluster will sign.
    ///   - isNarrow: Whether it is for the pane at the side.
    /// - Returns: The picture.
    static func make(_ trust: TrustPicture, statement index: Int? = nil, said: String? = nil, isNarrow: Bool) -> Picture
    {
        let chosen = index ?? trust.nearest ?? 0
        let columns = isNarrow ? Columns.pane : .page
        var lines: [Picture.Line] = []
        if trust.statements.indices.contains(chosen) {
            lines = draw(trust.statements[chosen], trust, said, columns, isNarrow)
        } else {
            lines = [Picture.Line("No statement of the trust policy is about tokens.")]
        }
        if trust.statements.count > 1 { lines += table(trust, chosen, isNarrow) }
        var warning = ""
        if let open = trust.statements.first(where: { !$0.isDeny && $0.asksNoSubject && $0.isOfThisCluster }) {
            warning =
                open.misses == 0
                ? "Statement \(open.number) asks for no sub: it lets in every pod of the cluster."
                : "Mended, statement \(open.number) would let in every pod of the cluster: it asks no sub."
        }
        var picture = Picture(
            question: isNarrow ? "Does the token open the role?" : "Does the token open role \(trust.role)?",
            answer: answer(trust, chosen), lines: lines,
            sentence: "The role opens when every line of one statement is ✓.", warning: warning)
        if trust.statements.indices.contains(chosen) {
            picture.facts = [("Compared", compared(trust.statements[chosen]))]
        }
        return picture
    }

    /// How the statement compares: `letter by letter (StringEquals); nothing else is asked`.
    private static func compared(_ statement: TrustPicture.Statement) -> String {
        let isPlain = statement.operators.isEmpty
        let ways =
            (isPlain ? ["letter by letter (StringEquals)"] : []) + statement.operators.map { "\(way($0)) (\($0))" }
        let more = statement.rows.contains { $0.claim.isEmpty && $0.label != "in account" }
        return ways.joined(separator: "; ") + (isPlain && !more ? "; nothing else is asked" : "")
    }

    /// An operator in words; IAM's reference of condition operators.
    private static func way(_ name: String) -> String {
        let quantified = name.split(separator: ":").last.map(String.init) ?? name
        let isOptional = quantified.hasSuffix("IfExists")
        let base = isOptional ? String(quantified.dropLast(8)) : quantified
        let words =
            switch base {
            case "StringEquals": "letter by letter"
            case "StringLike", "ArnLike": "like: * stands for anything"
            case "StringEqualsIgnoreCase": "whatever the case of letters"
            case "StringNotEquals", "StringNotEqualsIgnoreCase": "must differ"
            case "StringNotLike", "ArnNotLike": "must not be like it"
            case "ArnEquals": "as an ARN, like: * stands for anything"
            case "Null": "there, or not there"
            default:
                base.hasPrefix("Date") ? "by the date" : base.hasPrefix("Numeric") ? "as a number" : "by its operator"
            }
        return isOptional ? words + ", where it is there" : words
    }

    private static func answer(_ trust: TrustPicture, _ index: Int) -> String {
        switch trust.isOpen {
        case true?: return "✓ yes"
        case nil: return "? cannot tell"
        case false?:
            guard trust.statements.indices.contains(index) else { return "✗ no" }
            if let deny = trust.statements.first(where: \.hits) { return "✗ no, statement \(deny.number) denies it" }
            let misses = trust.statements[index].rows.filter { $0.match == .differs }
            guard misses.count == 1 else { return misses.isEmpty ? "✗ no" : "✗ no, by \(misses.count) lines" }
            return isWord(misses[0]) ? "✗ no, by one word" : "✗ no, by one line"
        }
    }

    /// Whether what differs is one word of the token, which another word would mend.
    private static func isWord(_ row: TrustPicture.Row) -> Bool {
        ["namespace", "name", "meant for"].contains(row.label) && !row.wanted.contains(", ")
    }

    private static func draw(
        _ statement: TrustPicture.Statement, _ trust: TrustPicture, _ said: String?, _ columns: Columns,
        _ isNarrow: Bool
    ) -> [Picture.Line] {
        let leftWidth = columns.label + columns.left + 3
        let rightWidth = columns.right + 4
        let gap = String(repeating: " ", count: columns.wire)
        let title = said ?? (isNarrow ? "the token" : "the token of \(trust.pods)")
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
        let isDifferent = row.match == .differs && row.token != "-"
        let left = short(row.token, leftRoom - 1, isDifferent ? wanted : nil)
        let right = short(wanted, columns.right, isDifferent ? row.token : nil)
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
        if isDifferent, let carets = carets(left, right) {
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
    ///
    /// What differs from another text stays in sight.
    private static func short(_ text: String, _ columns: Int, _ other: String?) -> String {
        let (text, other) = (ShownText.of(text), other.map(ShownText.of))
        guard TextWidth.columns(text) > columns else { return text }
        let isIssuer = text.hasPrefix("oidc.") && !text.contains(" ")
        let id = isIssuer ? text.split(separator: "/").last.map(String.init) : nil
        let usual = id.map { "…/" + Picture.fitted($0, columns - 2) } ?? Picture.fitted(text, columns)
        guard let other else { return usual }
        // As many letters as both have in common at the beginning, but for the few that show where one is.
        let common = zip(text, other).prefix { $0 == $1 }.count
        let head = usual.prefix { $0 != "…" }.count
        let tail = usual.reversed().prefix { $0 != "…" }.count
        let isSeen = id == nil && common < head || common >= text.count - tail
        guard !isSeen else { return usual }
        return "…" + TextCut.end(String(text.dropFirst(max(0, min(common - 4, text.count - columns + 1)))), columns - 1)
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

    /// The columns of the table, by the labels of rows.
    private static let heads = ["signed by", "namespace", "name", "meant for"]

    /// All statements, a row each, where there are several; five, then how many more there are.
    private static func table(_ trust: TrustPicture, _ chosen: Int, _ isNarrow: Bool) -> [Picture.Line] {
        let most = 5
        let first = min(max(0, chosen - most + 1), max(0, trust.statements.count - most))
        let shown = trust.statements.indices.dropFirst(first).prefix(most)
        let heading = isNarrow ? "statement  iss  ns   name aud" : "statement  " + heads.joined(separator: "  ")
        var lines = [Picture.Line(), Picture.Line("  " + heading)]
        for index in shown {
            let statement = trust.statements[index]
            let name = statement.isDeny ? "deny \(statement.number)" : "\(statement.number)"
            // Each mark stands below the middle of its heading.
            let columns = isNarrow ? [(1, 5), (1, 5), (1, 5), (1, 5)] : [(4, 11), (4, 11), (1, 6), (4, 11)]
            var line = (index == chosen ? "▸ " : "  ") + TextCut.padded(name, 11)
            for (head, column) in zip(heads, columns) {
                line += TextCut.padded(String(repeating: " ", count: column.0) + mark(statement, head), column.1)
            }
            let text = line + phrase(statement)
            let cut = TextCut.end(text, isNarrow ? 52 : 76)
            lines.append(Picture.Line(cut, whole: cut == text ? nil : "statement \(name): \(phrase(statement))"))
        }
        let more = trust.statements.count - first - shown.count
        if first > 0 || more > 0 {
            let words = [first > 0 ? "\(first) more, Up" : "", more > 0 ? "\(more) more, Down" : ""]
            lines.append(Picture.Line("  " + words.filter { !$0.isEmpty }.joined(separator: "   ")))
        }
        return lines
    }

    /// How a column stands: the whole subject counts for both of its halves, and a Deny is wrong where it hits.
    private static func mark(_ statement: TrustPicture.Statement, _ head: String) -> String {
        let labels =
            head == "signed by" ? ["signed by", "in account"] : head == "meant for" ? [head] : [head, "whose"]
        let rows = statement.rows.filter { labels.contains($0.label) }
        let matches = rows.map(\.match)
        if matches.contains(.differs) { return statement.isDeny ? "·" : "✗" }
        if matches.contains(.depends) { return "?" }
        if matches.allSatisfy({ $0 == .notAsked }) { return "·" }
        return statement.isDeny ? "✗" : "✓"
    }

    /// By how much a statement misses, or whom it is for.
    private static func phrase(_ statement: TrustPicture.Statement) -> String {
        guard !statement.isDeny else { return statement.hits ? "forbids this token" : "is about others" }
        let misses = statement.rows.filter { $0.match == .differs }
        guard let first = misses.first else {
            return statement.rows.contains { $0.match == .depends } ? "depends on the pod's own call" : "opens"
        }
        let open = statement.asksNoSubject ? ", and no sub" : ""
        if misses.contains(where: { $0.label == "signed by" }) { return "for another cluster" }
        if misses.contains(where: { $0.label == "in account" }) { return "for another account" }
        guard misses.count == 1 else { return "\(count(misses.count)) slips" + open }
        if isWord(first) { return "by one word, \"\(TerminalText.sanitized(first.wanted))\"" + open }
        return (first.label == "in no token" ? "asks what no token has" : "by one line") + open
    }

    private static func count(_ number: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six"]
        return words.indices.contains(number) ? words[number] : "\(number)"
    }
}
