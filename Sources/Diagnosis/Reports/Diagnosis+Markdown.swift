import Design
import Wire

extension Diagnosis {
    /// The report for a ticket, as Markdown.
    ///
    /// - Parameter program: Name and version of the program: `sesame 1.1.0`.
    /// - Returns: Whole lines.
    public func markdown(by program: String) -> String {
        let roots = rootCauses
        var lines: [String] = []
        if let root = roots.first, roots.count == 1 {
            lines = ["### \(Self.text(subject.words)) cannot send mail: `\(root.code)`", ""]
            lines += card(root)
        } else {
            lines = ["### \(Self.text(subject.words)): \(verdict)", ""]
            for root in roots { lines += ["#### `\(root.code)`", ""] + card(root) }
        }
        if roots.isEmpty {
            let words = isProven ? "Proven: \(provenWords)." : "It works, as far as can be seen without sending."
            lines += [links(.cannotTell).isEmpty ? words : "What could be read is right.", ""]
        }
        for hidden in findings where hidden.status == .unknown {
            lines.append("- Not seen, \(hidden.link.words): \(Self.text(hidden.found))")
        }
        for risk in findings where risk.status == .warn {
            lines.append("- Risk `\(risk.code)`: \(Self.text(risk.title))")
        }
        if lines.last != "" { lines.append("") }
        let right = links(.right, .risk)
        let follows = links(.follows)
        lines.append(
            (right.isEmpty ? "" : "Right: \(Self.words(right)). ")
                + (follows.isEmpty ? "" : "Follows: \(Self.words(follows))."))
        let hidden = links(.cannotTell)
        lines.append("Not seen: \(hidden.isEmpty ? "nothing" : Self.words(hidden)). \(program), \(time), \(method).")
        return lines.map { $0.trimmingBlanks + "\n" }.joined()
    }

    private func card(_ root: Finding) -> [String] {
        var lines = [Self.text(root.title), "", "| | |", "|---|---|"]
        for (heading, text) in root.headings where heading != "Why" {
            lines.append("| \(heading) | \(Self.cell(text)) |")
        }
        lines.append("")
        if !root.why.isEmpty { lines += [Self.text(root.why), ""] }
        if let fix = root.fix {
            lines += ["**Fix** \(Self.text(fix.text))", ""]
            if !fix.commands.isEmpty {
                lines += ["```sh"] + fix.commands.map { TerminalText.sanitized($0, limit: .max) } + ["```", ""]
            }
        }
        return lines
    }

    /// Text of a table's cell: a value of one word as code.
    private static func cell(_ text: String) -> String {
        let isValue = !text.contains { $0.isWhitespace || $0 == "`" || $0 == "|" }
        return isValue ? "`\(text)`" : self.text(text)
    }

    /// Text as Markdown shows it, whatever is in it.
    private static func text(_ text: String) -> String {
        var result = ""
        for character in TerminalText.sanitized(text, limit: .max) {
            switch character {
            case "\\", "`", "|", "*", "_", "[", "]", "#": result += "\\\(character)"
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return result
    }
}
