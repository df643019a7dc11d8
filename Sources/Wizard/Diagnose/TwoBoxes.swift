import Canvas

/// Two boxes side by side, the EKS account's left and the SES account's right, as rows of text: on screen 4 and wherever
/// results speak of the doors.
struct TwoBoxes {
    /// How wide the left box is, what is between, and how wide the right one is.
    let left: Int
    let gap: Int
    let right: Int
    private(set) var lines: [Picture.Line] = []

    /// Of a whole screen.
    static let wide = (left: 35, gap: 8, right: 32)
    /// Of the pane at the side.
    static let narrow = (left: 25, gap: 3, right: 24)

    /// Boxes with their titles.
    init(_ widths: (left: Int, gap: Int, right: Int), _ title: String, _ other: String) {
        (left, gap, right) = widths
        lines.append(
            Picture.Line(Picture.top(title, left) + blank + Picture.top(other, right), whole: whole(title, other, 5)))
    }

    /// The columns of text in the left box, and in the right one.
    var rooms: (left: Int, right: Int) { (left - 4, right - 4) }

    private var blank: String { String(repeating: " ", count: gap) }

    /// A row; where it does not fit, what it says is kept whole.
    ///
    /// - Parameters:
    ///   - one: What stands left.
    ///   - other: What stands right.
    ///   - arrow: Whether an arrow leads from the left box to the right one.
    mutating func row(_ one: String = "", _ other: String = "", arrow: Bool = false) {
        let wire = arrow ? "├\(String(repeating: "─", count: gap - 1))▸│" : "│\(blank)│"
        lines.append(
            Picture.Line(
                "│ \(fitted(one, rooms.left)) \(wire) \(fitted(other, rooms.right)) │", whole: whole(one, other, 4)))
    }

    /// A line across both boxes, each with its heading.
    mutating func divide(_ heading: String, _ other: String) {
        func line(_ text: String, _ width: Int) -> String {
            let shown = TextCut.end(text, width - 5)
            return "├ \(shown) " + String(repeating: "─", count: max(0, width - 4 - TextWidth.columns(shown))) + "┤"
        }
        lines.append(
            Picture.Line(line(heading, left) + blank + line(other, right), whole: whole(heading, other, 5)))
    }

    /// Ends both boxes.
    mutating func close() { lines.append(Picture.Line(Picture.bottom(left) + blank + Picture.bottom(right))) }

    private func fitted(_ text: String, _ room: Int) -> String { TextCut.padded(Picture.fitted(text, room), room) }

    /// Both texts whole, where one of them has no room; nil where both have.
    private func whole(_ one: String, _ other: String, _ edges: Int) -> String? {
        guard TextWidth.columns(one) > left - edges || TextWidth.columns(other) > right - edges else { return nil }
        return [one, other].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
