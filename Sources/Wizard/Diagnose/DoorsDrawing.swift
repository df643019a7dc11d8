import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// The two doors and what lies behind them: whether this role may send as this sender.
enum DoorsDrawing {
    private static let gates: [Link] = [.permissions, .sendingPolicy, .sandbox, .delivery]

    /// The picture of a diagnosis; nil where no sender is known.
    ///
    /// - Parameters:
    ///   - diagnosis: What was found.
    ///   - doors: What was read of identities and accounts; nil where too little of the subject is known.
    ///   - isNarrow: Whether it is for the pane at the side.
    /// - Returns: The picture.
    static func make(_ diagnosis: Diagnosis, _ doors: DoorsPicture?, isNarrow: Bool) -> Picture? {
        let answers = diagnosis.subject.answers
        guard let sender = answers.sender?.text ?? answers.identity?.text else { return nil }
        let results = diagnosis.links.filter { gates.contains($0.link) }
        var boxes = TwoBoxes(
            isNarrow ? TwoBoxes.narrow : TwoBoxes.wide,
            "EKS account \(answers.eksAccount?.text ?? "")", "SES account \(answers.sesAccount?.text ?? "")")
        boxes.row("service account \(answers.serviceAccount?.text ?? "?")", "sender \(sender)")
        boxes.row(
            "  └─ role \(diagnosis.subject.role?.name.text ?? "?")",
            "  └─ identity in \(answers.sesRegion?.text ?? "?")")
        let besides = (eks: doors?.eksBesides ?? [], ses: doors?.sesBesides ?? [])
        // Where a box has a fourth line, the blank one gives way, so that all of it stays in sight.
        if besides.eks.isEmpty, besides.ses.isEmpty { boxes.row() }
        boxes.row(
            door(1, .permissions, results, boxes.rooms.left), door(2, .sendingPolicy, results, boxes.rooms.right),
            arrow: true)
        let first = words(first(results, doors, sender), boxes.rooms.left)
        let second = words(result(.sendingPolicy, results)?.words ?? "", boxes.rooms.right)
        rows(first, second, &boxes)
        rows(
            besides.eks.map { marked($0, boxes.rooms.left) }, besides.ses.map { marked($0, boxes.rooms.right) }, &boxes)
        if let doors { matrix(doors, isNarrow, &boxes) }
        boxes.close()
        var lines = boxes.lines
        lines.append(Picture.Line())
        lines.append(way(diagnosis, results, isNarrow))
        return Picture(
            question: isNarrow ? "May this role send?" : "May this role send as \(sender)?", answer: answer(results),
            lines: lines, sentence: "")
    }

    private static func rows(_ one: [String], _ other: [String], _ boxes: inout TwoBoxes) {
        for index in 0..<max(one.count, other.count) {
            boxes.row(
                one.indices.contains(index) ? one[index] : "", other.indices.contains(index) ? other[index] : "")
        }
    }

    // MARK: Doors

    private static func result(_ link: Link, _ results: [LinkResult]) -> LinkResult? {
        results.first { $0.link == link }
    }

    private static func door(_ number: Int, _ link: Link, _ results: [LinkResult], _ width: Int) -> String {
        let name = number == 1 ? "permissions policy" : "sending policy"
        let text = width > 26 ? "DOOR \(number)  \(name)" : "DOOR \(number)"
        return TextCut.padded(text, width - 1) + (result(link, results).map(glyph) ?? "·")
    }

    /// What door 1 lets through, where it is open: the actions by their names.
    private static func first(_ results: [LinkResult], _ doors: DoorsPicture?, _ sender: String) -> String {
        guard let result = result(.permissions, results) else { return "" }
        guard result.state == .right, let doors else { return result.words }
        let actions = doors.design.sendingActions.map { $0.replacing("ses:", with: "") }
        let shown = actions.count > 2 ? "\(actions[0]) and \(actions.count - 1) more" : actions.joined(separator: ", ")
        return "may \(shown)\nas \(sender)"
    }

    private static func words(_ text: String, _ width: Int) -> [String] {
        let lines = TextWrap.lines(TerminalText.sanitized(text, keepingLines: true, limit: .max), width)
            .filter { !$0.isEmpty }
        guard lines.count > 2 else { return lines + Array(repeating: "", count: max(0, 2 - lines.count)) }
        return [lines[0], TextCut.end(lines[1] + " " + lines[2], width)]
    }

    private static func marked(_ cell: DoorsPicture.Cell, _ width: Int) -> String {
        TextCut.padded(TerminalText.sanitized(cell.words), width - 1) + String(cell.mark)
    }

    private static func glyph(_ result: LinkResult) -> String {
        String(DiagnoseResultPage.mark(result.state).glyph)
    }

    // MARK: Addresses

    /// Who is verified where, whose sandbox, whose quota.
    private static func matrix(_ doors: DoorsPicture, _ isNarrow: Bool, _ boxes: inout TwoBoxes) {
        boxes.divide(doors.eksHeading, doors.sesHeading)
        let width = isNarrow ? 9 : 13
        for row in doors.rows {
            let label = TextCut.padded(isNarrow ? row.short : IdentityMatrix.short(row.label, width), width)
            boxes.row(
                "\(label) \(row.eks.mark) \(row.eks.words)", "\(label) \(row.ses.mark) \(row.ses.words)")
        }
    }

    /// The message's way, with one mark for each gate: `ses-sender ── ✓ door 1 ── ✗ door 2 ── ✓ addresses ── ops@…`.
    private static func way(_ diagnosis: Diagnosis, _ results: [LinkResult], _ isNarrow: Bool) -> Picture.Line {
        let answers = diagnosis.subject.answers
        // Delivery stands in it where it is not simply right: there is room for three.
        let shown = results.filter { $0.link != .delivery || $0.state != .right }
        let gates = shown.map { "\(glyph($0)) \($0.link.words)" }
        let ends = (answers.serviceAccount?.text ?? "the pods", answers.receiver?.text ?? "any receiver")
        let whole = ([ends.0] + gates + [ends.1]).joined(separator: " ── ")
        let room = isNarrow ? 52 : 76
        guard TextWidth.columns(whole) > room else { return Picture.Line(whole) }
        let without = (gates + [ends.1]).joined(separator: " ── ")
        let short = TextWidth.columns(without) > room ? gates.joined(separator: " ── ") : without
        return Picture.Line(TextCut.end(short, room), whole: whole)
    }

    private static func answer(_ results: [LinkResult]) -> String {
        if let shut = results.first(where: { $0.state == .wrong }) ?? results.first(where: { $0.state == .follows }) {
            switch shut.link {
            case .permissions, .sendingPolicy: return "✗ no, \(shut.link.words) is shut"
            case .delivery: return "✗ no, mail is held back"
            default: return "✗ no, the \(shut.link.words) are not right"
            }
        }
        let doubt = results.first { $0.state == .cannotTell || $0.state == .notLooked }
        return doubt.map { "? cannot tell: \($0.link.words)" } ?? "✓ yes"
    }
}
