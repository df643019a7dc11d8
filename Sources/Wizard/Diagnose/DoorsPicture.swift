import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// The two doors and what lies behind them: whether this role may send as this sender.
enum DoorsPicture {
    private static let gates: [Link] = [.permissions, .sendingPolicy, .sandbox, .delivery]

    /// The picture of a diagnosis; nil where no sender is known.
    static func make(_ diagnosis: Diagnosis, isNarrow: Bool) -> Picture? {
        let answers = diagnosis.subject.answers
        guard let sender = answers.sender?.text ?? answers.identity?.text else { return nil }
        let results = diagnosis.links.filter { gates.contains($0.link) }
        let (left, right, gap) = isNarrow ? (25, 24, 3) : (36, 33, 5)
        var lines = [
            row(
                Picture.top("EKS account \(answers.eksAccount?.text ?? "")", left),
                String(repeating: " ", count: gap), Picture.top("SES account \(answers.sesAccount?.text ?? "")", right))
        ]
        func inside(_ one: String, _ other: String, arrow: Bool = false) {
            let shownLeft = Picture.fitted(one, left - 4)
            let shownRight = Picture.fitted(other, right - 4)
            let wire =
                arrow
                ? "├" + String(repeating: "─", count: gap - 1) + "▸│" : "│" + String(repeating: " ", count: gap) + "│"
            lines.append(
                Picture.Line(
                    "│ \(TextCut.padded(shownLeft, left - 4)) \(wire) \(TextCut.padded(shownRight, right - 4)) │",
                    whole: shownLeft == one && shownRight == other
                        ? nil : [one, other].filter { !$0.isEmpty }.joined(separator: "; ")))
        }
        inside("service account \(answers.serviceAccount?.text ?? "?")", "sender \(sender)")
        inside(
            "  └─ role \(diagnosis.subject.role?.name.text ?? "?")",
            "  └─ identity in \(answers.sesRegion?.text ?? "?")")
        inside("", "")
        inside(door(1, .permissions, results, left - 4), door(2, .sendingPolicy, results, right - 4), arrow: true)
        let first = words(.permissions, results, left - 4)
        let second = words(.sendingPolicy, results, right - 4)
        for index in 0..<max(first.count, second.count, 1) {
            inside(
                first.indices.contains(index) ? first[index] : "", second.indices.contains(index) ? second[index] : "")
        }
        lines.append(row(Picture.bottom(left), String(repeating: " ", count: gap), Picture.bottom(right)))
        lines.append(Picture.Line())
        for link in [Link.sandbox, .delivery] {
            guard let result = results.first(where: { $0.link == link }) else { continue }
            let line = "\(glyph(result)) \(link.words)  \(TerminalText.sanitized(result.words, limit: .max))"
            let shown = TextCut.end(line, isNarrow ? 52 : 74)
            lines.append(Picture.Line(shown, whole: shown == line ? nil : line))
        }
        let shut = results.first { $0.state == .wrong } ?? results.first { $0.state == .follows }
        let doubt = results.first { $0.state == .cannotTell || $0.state == .notLooked }
        let answer =
            shut.map { "✗ no, \($0.link.words) is wrong" } ?? doubt.map { "? cannot tell: \($0.link.words)" } ?? "✓ yes"
        return Picture(
            question: isNarrow ? "May this role send?" : "May this role send as \(sender)?", answer: answer,
            lines: lines, sentence: "Mail leaves when both doors are open and the addresses are right.")
    }

    private static func row(_ left: String, _ gap: String, _ right: String) -> Picture.Line {
        Picture.Line(left + gap + right)
    }

    private static func door(_ number: Int, _ link: Link, _ results: [LinkResult], _ width: Int) -> String {
        let name = number == 1 ? "permissions policy" : "sending policy"
        let text = width > 28 ? "DOOR \(number)  \(name)" : "DOOR \(number)"
        let mark = results.first { $0.link == link }.map(glyph) ?? "·"
        return TextCut.padded(text, width - 1) + mark
    }

    private static func words(_ link: Link, _ results: [LinkResult], _ width: Int) -> [String] {
        let text = results.first { $0.link == link }?.words ?? ""
        return TextWrap.lines(TerminalText.sanitized(text, limit: .max), width).filter { !$0.isEmpty }
    }

    private static func glyph(_ result: LinkResult) -> String {
        String(DiagnoseResultPage.mark(result.state).glyph)
    }
}
