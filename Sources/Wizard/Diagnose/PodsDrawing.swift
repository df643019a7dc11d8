import Canvas
import Diagnosis
import Wire

/// Service account, webhook and pods: whether the pods got the role when they were made.
enum PodsDrawing {
    /// The picture.
    ///
    /// - Parameters:
    ///   - pods: What was read of service account, webhook and pods.
    ///   - isNarrow: Whether it is for the pane at the side.
    /// - Returns: The picture.
    static func make(_ pods: PodsPicture, isNarrow: Bool) -> Picture {
        let width = isNarrow ? 52 : 76
        let rule = Picture.Line(String(repeating: "─", count: width))
        var lines = [rule]
        for source in pods.sources { lines.append(self.line(source, width)) }
        lines.append(rule)
        if let groups = pods.groups {
            for group in groups {
                let name = TextCut.padded(Picture.fitted(clean(group.name), 26), 26)
                lines.append(fitted("\(glyph(group.standing)) \(name) \(group.words)", width))
            }
        } else if let rows = pods.rows, !rows.isEmpty {
            lines += table(rows, width, isNarrow)
        } else {
            lines.append(
                Picture.Line(pods.rows == nil ? "? the pods were not read" : "· no pod uses the service account now"))
        }
        lines.append(rule)
        let answer = pods.answer
        return Picture(
            question: isNarrow ? "Do the pods get the role?" : "Do the pods of \(pods.pods) get the role?",
            answer: "\(glyph(answer.standing)) \(TerminalText.sanitized(answer.words))", lines: lines,
            sentence: "A pod gets its role when it is made; older pods have to be made again.")
    }

    private static func line(_ source: PodsPicture.Source, _ width: Int) -> Picture.Line {
        let words = clean(source.words)
        let head = "\(glyph(source.standing)) \(TextCut.padded(source.label, 16))  "
        let time = clean(source.time)
        let whole = [words, time].filter { !$0.isEmpty }.joined(separator: ", ")
        // Times stand below one another where there is room for that, else behind the words.
        for text in [head + TextCut.padded(words, 26) + " " + time, head + whole]
        where TextWidth.columns(text) <= width && (TextWidth.columns(words) <= 26 || text == head + whole) {
            return Picture.Line(text.trimmingWhitespace)
        }
        return fitted(head + words, width, whole: "\(source.label): \(whole)", isCut: true)
    }

    /// A row for each pod.
    private static func table(_ rows: [PodsPicture.Row], _ width: Int, _ isNarrow: Bool) -> [Picture.Line] {
        let longest = rows.map { TextWidth.columns($0.name) }.max() ?? 0
        let name = isNarrow ? 15 : min(longest, 24)
        // The columns are as wide as their words; in the pane they are cut.
        let role = isNarrow ? 9 : rows.map(\.role.count).max() ?? 4
        let token = isNarrow ? 9 : max(5, rows.map(\.token.count).max() ?? 5)
        let gap = isNarrow ? " " : "  "
        func row(_ mark: String, _ cells: (String, String, String), _ made: String) -> String {
            "\(mark) \(TextCut.padded(Picture.fitted(cells.0, name), name))\(gap)"
                + "\(TextCut.padded(cells.1, role))\(gap)\(TextCut.padded(cells.2, token))\(gap)\(made)"
        }
        let head = row(" ", ("pod", "role", "token"), "made, UTC")
        return [Picture.Line(head)]
            + rows.map { pod in
                let made = [pod.made, pod.note].filter { !$0.isEmpty }.joined(separator: ", ")
                let text = row(glyph(pod.standing), (clean(pod.name), pod.role, pod.token), made)
                let whole = "\(pod.name): role \(pod.role), token \(pod.token), made \(made)"
                let isCut = TextWidth.columns(clean(pod.name)) > name || pod.role.count > role
                return fitted(text, width, whole: clean(whole), isCut: isCut || pod.token.count > token)
            }
    }

    private static func fitted(
        _ text: String, _ width: Int, whole: String? = nil, isCut: Bool = false
    ) -> Picture.Line {
        let shown = TextCut.end(text, width)
        return Picture.Line(shown, whole: shown == text && !isCut ? nil : whole ?? text)
    }

    private static func clean(_ text: String) -> String { TerminalText.sanitized(text, limit: .max) }

    private static func glyph(_ standing: PodsPicture.Standing) -> String {
        let mark: Mark =
            switch standing {
            case .right: .right
            case .wrong: .wrong
            case .risk: .attention
            case .unknown: .unknown
            }
        return String(mark.glyph)
    }
}
