import Canvas

/// Where the columns of a body are.
struct BodyLayout: Hashable, Sendable {
    /// The width of the body, the empty last column included.
    var width: Int
    /// Rows that are there to draw on.
    var rows: Int
    /// Where labels and prose begin.
    let label = 3
    /// Where values begin.
    var value: Int
    /// Where sources and verdicts begin.
    var source: Int

    /// The widest that prose gets.
    var prose: Int { min(width - 1, 100) - label }
    var hasPreview: Bool
    /// The column of the line between form and preview.
    var divider: Int { width }

    /// Whether a file fits beside a form.
    static func hasRoomForPreview(_ size: Size) -> Bool { size.columns >= 110 }

    /// The columns of text beside a form of 63.
    static func previewColumns(_ size: Size) -> Int { size.columns - 63 - 4 }

    /// Whether there are so many rows that more than a line fits under a form.
    static func hasRoomUnderForm(_ size: Size) -> Bool { size.rows - 7 >= 29 }

    /// The layout of a screen; from 110 columns on a form with a preview keeps 63 columns.
    init(_ size: Size, formWidth: Int?) {
        hasPreview = formWidth != nil
        rows = max(0, size.rows - 7)
        if let formWidth, formWidth >= 80 {
            width = formWidth
            value = 22
            source = 58
        } else if let formWidth {
            width = formWidth
            value = 21
            source = 48
        } else {
            width = min(size.columns, 110)
            value = 22
            source = 58
        }
    }
}
