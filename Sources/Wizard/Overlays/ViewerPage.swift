/// One document of a viewer.
struct ViewerPage: Hashable, Sendable {
    /// A line with a mark in its gutter.
    struct Line: Hashable, Sendable {
        var text: String
        var mark: Mark?
        var isBold = false

        init(_ text: String, mark: Mark? = nil, isBold: Bool = false) {
            self.text = text
            self.mark = mark
            self.isBold = isBold
        }
    }

    var title: String
    /// Words at the right of the title.
    var place: String
    var lines: [Line]
    /// Whether lines are numbered and highlighted.
    var isDocument: Bool
    /// What `c` copies: the whole text, unwrapped.
    var copyText: String

    init(title: String, place: String = "", lines: [Line], isDocument: Bool = false, copyText: String? = nil) {
        self.title = title
        self.place = place
        self.lines = lines
        self.isDocument = isDocument
        self.copyText = copyText ?? lines.map(\.text).joined(separator: "\n") + "\n"
    }

    /// A file as a page.
    init(file: String, place: String, content: String) {
        var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map { Line(String($0)) }
        if lines.last?.text.isEmpty == true { lines.removeLast() }
        self.init(title: file, place: place, lines: lines, isDocument: !file.hasSuffix(".md"), copyText: content)
    }
}
