import Canvas
import Stage

/// A recording that somebody else made: what it shows is cells of its size, whatever it sends.
enum Recordings {
    static func complaint(about bytes: [UInt8]) -> String? {
        // What is no recording is what one could send.
        let text = String(decoding: bytes, as: UTF8.self)
        var whole = VirtualScreen(size: Size(columns: 17, rows: 5))
        whole.take(text)
        var pieces = VirtualScreen(size: Size(columns: 17, rows: 5))
        for scalar in text.unicodeScalars { pieces.take(String(scalar)) }
        if whole.frame != pieces.frame { return "in pieces it shows something else" }
        if let complaint = complaint(about: whole.frame) { return complaint }
        guard let recording = try? Recording.read(bytes) else { return nil }
        var player = Player(recording)
        var time = -1
        var shown = 0
        while let next = player.nextChange(after: time), shown < 200 {
            guard next > time else { return "time goes back" }
            time = next
            shown += 1
            if let complaint = complaint(about: player.frame(at: time)) { return complaint }
        }
        let last = player.frame(at: .max)
        _ = player.frame(at: 0)
        guard player.frame(at: .max) == last else { return "the end is another one the second time" }
        return Picture.still(last, title: text).isEmpty ? "no picture" : nil
    }

    private static func complaint(about frame: Frame) -> String? {
        guard let cursor = frame.cursor, (0..<frame.size.rows).contains(cursor.row),
            (0..<frame.size.columns).contains(cursor.column)
        else { return "the cursor is outside" }
        for row in 0..<frame.size.rows {
            var columns = 0
            for cell in frame.row(row) {
                if cell.width > 0, !TextWidth.isDrawable(cell.character) { return "a character that steers" }
                columns += Int(cell.width)
            }
            guard columns == frame.size.columns else { return "\(columns) columns in a row" }
        }
        return nil
    }
}
