import Canvas
import Design

/// The one line of a file that the focused field makes, where there is no room for the whole file.
enum TouchedLine {
    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard let touched = Previews.touched(state), let number = touched.lines.min() else { return }
        let content = state.form.preview.file(touched.file)?.content ?? ""
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(number) else { return }
        let own = Array(ShownText.of(String(lines[number])).drop { $0 == " " })
        let other = Array(ShownText.of(touched.other).drop { $0 == " " })
        var start = 0
        while start < min(own.count, other.count), own[start] == other[start] { start += 1 }
        var tail = 0
        while tail < min(own.count, other.count) - start, own[own.count - 1 - tail] == other[other.count - 1 - tail] {
            tail += 1
        }
        let end = own.count - tail
        pen.line("\(touched.file.rawValue), line \(number + 1), is what this field changes:")
        let room = min(74, pen.layout.width - 6)
        if own.count > room { pen.note(cut: String(own)) }
        var text = String(own)
        var shift = 0
        if own.count > room, end < room {
            text = TextCut.end(text, room)
        } else if own.count > room {
            let head = 10
            shift = own.count - room
            text = String(own.prefix(head)) + "…" + String(own.dropFirst(head + shift + 1))
        }
        pen.line(text, column: 5)
        let from = max(shift > 0 ? 11 : 0, start - shift)
        let upTo = min(room, max(from + 1, end - shift))
        pen.put(String(repeating: "^", count: max(1, upTo - from)), 5 + from, .faint)
        pen.advance()
    }
}
