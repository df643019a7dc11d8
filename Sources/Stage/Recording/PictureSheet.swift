import Canvas

/// The sheet that a picture is drawn on: measures in units of CSS, drawings of rows, the style.
struct PictureSheet {
    /// Cells of the sheet.
    let size: Size
    /// Drawings of rows that are used more than once, in the order in which they were first drawn.
    private var known: [String: Int] = [:]
    private var drawings: [String] = []

    /// What a cell takes: 80 columns are as wide as a page of GitHub shows them.
    private static let cell = (width: 96, height: 20)
    private static let margin = 14

    init(size: Size) { self.size = size }

    /// The whole width.
    var width: Int { size.columns * Self.cell.width / 10 + 2 * Self.margin }

    private var height: Int { size.rows * Self.cell.height + 2 * Self.margin }

    /// The rows of a frame on which there is something.
    mutating func rows(of frame: Frame) -> [(row: Int, drawing: String)] {
        (0..<frame.size.rows).compactMap { row in
            let cursor = frame.cursorVisible && frame.cursor?.row == row ? frame.cursor?.column : nil
            let drawing = PictureRow(Array(frame.row(row)), cursor: cursor).drawing
            return drawing.isEmpty ? nil : (row, drawing)
        }
    }

    /// A row where it stands.
    func placed(_ drawing: String, row: Int) -> String {
        "<g transform=\"translate(\(Self.margin) \(Self.margin + row * Self.cell.height))\">\(drawing)</g>"
    }

    /// A row where it stands, drawn elsewhere.
    mutating func used(_ drawing: String, row: Int) -> String {
        let number = known[drawing] ?? drawings.count
        if number == drawings.count {
            known[drawing] = number
            drawings.append(drawing)
        }
        return "<use href=\"#r\(number)\" x=\"\(Self.margin)\" y=\"\(Self.margin + row * Self.cell.height)\"/>"
    }

    /// The drawings that are used.
    var definitions: String {
        drawings.enumerated().map { "<g id=\"r\($0)\">\($1)</g>" }.joined(separator: "\n")
    }

    /// The whole document.
    func document(title: String, description: String, body: String, animation: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
        role="img" aria-labelledby="title description" xml:space="preserve">
        <title id="title">\(PictureRow.escaped(title))</title>
        <desc id="description">\(PictureRow.escaped(description))</desc>
        <style>
        text{font:16px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;\
        white-space:pre}
        .b{font-weight:bold}.u{text-decoration:underline}
        .k{fill:none;stroke-width:1.2}
        \(Self.style(.dark))
        @media (prefers-color-scheme:light){
        \(Self.style(.light))
        }
        \(animation)</style>
        <rect class="w" x="0.5" y="0.5" width="\(width - 1)" height="\(height - 1)" rx="8"/>
        \(body)
        </svg>

        """
    }

    private static func style(_ theme: PictureTheme) -> String {
        let inks = Ink.allCases.compactMap { ink in
            theme.inks[ink].map { ".i\(ink.rawValue){fill:\($0)}.k.i\(ink.rawValue){fill:none;stroke:\($0)}" }
        }
        return ".w{fill:\(theme.background);stroke:\(theme.edge)}text,.f{fill:\(theme.foreground)}"
            + ".k{stroke:\(theme.foreground)}" + inks.joined() + ".n{fill:\(theme.background)}"
    }

    /// The place of a column, in units.
    static func x(_ column: Int) -> String {
        let tenths = column * cell.width
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// The middle of a column, in units.
    static func middle(_ column: Int) -> String {
        let tenths = column * cell.width + cell.width / 2
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// Where the middle of a row, its edge and its letters stand.
    static let line = (middle: cell.height / 2, edge: cell.height, letters: 15)
}
