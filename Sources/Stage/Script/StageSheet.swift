/// The presenter's sheet: a talk in Markdown, to print or to lay beside the keyboard.
public enum StageSheet {
    /// The sheet of a talk.
    ///
    /// - Parameters:
    ///   - script: the talk.
    ///   - known: what can be broken, for the numbers and the list at the end.
    /// - Returns: Markdown, ended by a newline.
    public static func markdown(_ script: StageScript, knowing known: StageVocabulary) -> String {
        var lines = ["# \(escaped(script.title))", ""]
        let count = script.chapters.count
        lines.append("Planned: \(time(script.plannedSeconds)), \(count) chapter\(count == 1 ? "" : "s").")
        if script.loops {
            lines.append("Played by itself it does not stop at chapters, and begins again with a fresh world.")
        }
        lines += ["", "| chapter | from | planned |", "|---|---|---|"]
        var start = 0
        for (index, chapter) in script.chapters.enumerated() {
            let planned = time(chapter.plannedSeconds)
            lines.append("| \(index + 1) \(escaped(chapter.title)) | \(time(start)) | \(planned) |")
            start += chapter.plannedSeconds
        }
        start = 0
        for (index, chapter) in script.chapters.enumerated() {
            let end = start + chapter.plannedSeconds
            lines += ["", "## \(index + 1) \(escaped(chapter.title)), \(time(start)) to \(time(end))", ""]
            lines.append("> \(chapter.sentences.map(escaped).joined(separator: "  \n> "))")
            lines.append("")
            for (number, step) in chapter.steps.enumerated() {
                lines += item(step, number: number + 1, known)
            }
            start = end
        }
        return (lines + faults(known)).joined(separator: "\n") + "\n"
    }

    /// Minutes and seconds: `6:45`.
    public static func time(_ seconds: Int) -> String {
        "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    private static func item(
        _ step: StageScript.Step, number: Int, _ known: StageVocabulary
    ) -> [String] {
        let head = "\(number). "
        let indent = String(repeating: " ", count: head.count)
        var parts: [String] = []
        let does = escaped(step.does)
        if step.presses.isEmpty {
            parts.append(does.isEmpty ? "(no key)" : does)
        } else {
            let keys = "**\(escaped(StageScript.Press.words(step.presses)))**"
            parts.append(does.isEmpty ? keys : "\(keys): \(does)")
        }
        for deed in step.faults { parts.append("*\(escaped(words(deed, known)))*") }
        if !step.say.isEmpty { parts.append("\"\(flowing(step.say))\"") }
        if !step.watch.isEmpty { parts.append("Watch: \(flowing(step.watch))") }
        return parts.enumerated().map { index, part in
            let isLast = index == parts.count - 1
            return (index == 0 ? head : indent) + part + (isLast ? "" : "  ")
        }
    }

    /// What is done to the world, in words: `breaks 1, trust policy names namespace "prod" (TRUST-SUBJECT)`.
    private static func words(_ deed: StageScript.FaultDeed, _ known: StageVocabulary) -> String {
        func named(_ name: String) -> String {
            guard let fault = known.fault(named: name) else { return name }
            return (fault.number.map { "\($0), " } ?? "") + "\(fault.title) (\(fault.code))"
        }
        return switch deed {
        case .breaks(let name): "Broken now, unseen: \(named(name))"
        case .arms(let name, let cue): "Breaks with the next \(cue.rawValue), unseen: \(named(name))"
        case .mends(let name): "Mended now, unseen: \(named(name))"
        }
    }

    private static func faults(_ known: StageVocabulary) -> [String] {
        let menu = known.faults.filter { $0.number != nil }
        guard !menu.isEmpty else { return [] }
        let rows = menu.map { "| \($0.number ?? 0) | \(escaped($0.title)) | `\($0.code)` |" }
        return ["", "## What can be broken", "", "| number | what | found as |", "|---|---|---|"] + rows
    }

    /// A text with several lines as one paragraph.
    private static func flowing(_ text: String) -> String {
        escaped(text.split { $0 == "\n" }.map(String.init).joined(separator: " "))
    }

    /// A text as Markdown, in which it means nothing but itself.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_[]<>|#".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
