import Canvas

/// Lines of prose for overlays.
enum WrappedLines {
    static func make(_ text: String, _ columns: Int) -> [String] { TextWrap.lines(text, columns) }
}
