import Design
import Diagnosis
import Wire

/// Explaining a text that somebody pastes, line by line.
struct LineExplain {
    private let dialog: LineDialog

    init(_ dialog: LineDialog) { self.dialog = dialog }

    /// Asks for a text, says what it means, and explains causes by their numbers.
    ///
    /// - Returns: Whether the text was known, as an exit code.
    /// - Throws: `Stop` when nothing was pasted.
    func run() throws(Stop) -> ExitCode {
        dialog.say("Paste an error text or a log, then a line with only a full stop.")
        var reader = TextReader()
        var isEmpty = true
        while let line = dialog.read(), line.trimmingWhitespace != "." {
            isEmpty = isEmpty && line.trimmingWhitespace.isEmpty
            reader.read(Array((line + "\n").utf8)[...])
        }
        guard !isEmpty else {
            throw Stop(code: .badData, name: "UnreadableText", message: "Nothing was pasted, and a text is expected.")
        }
        let explanation = reader.finish()
        let text = ExplanationText(explanation, dialog.paint)
        let causes = explanation.texts.flatMap(\.causes)
        guard explanation.texts.contains(where: { !$0.causes.isEmpty }), causes.count > 1 else {
            text.lines.forEach(dialog.write)
            return explanation.isKnown ? .success : .failed
        }
        dialog.say(text.summary)
        let facts = explanation.facts.words
        if !facts.isEmpty { dialog.say("It names \(facts.listed).") }
        var numbered: [Explanation.Cause] = []
        for text in explanation.texts.prefix(ExplanationText.texts) where !text.causes.isEmpty {
            if explanation.texts.count > 1 { dialog.say("\(ExplanationText.place(of: text)): \(text.text)") }
            let count = text.causes.count
            dialog.say(count == 1 ? "1 cause fits." : "\(count) causes fit; the text alone cannot tell them apart.")
            for cause in text.causes {
                numbered.append(cause)
                dialog.say("  \(numbered.count)  \(cause.likelihood.rawValue), code \(cause.code): \(cause.title)")
            }
        }
        dialog.say("A number explains, d says what looks which it is, q leaves.")
        try offer(numbered, text)
        return .success
    }

    private func offer(_ causes: [Explanation.Cause], _ text: ExplanationText) throws(Stop) {
        while true {
            let answer: String
            do throws(Stop) {
                answer = try dialog.ask("Next [q]: ")
            } catch {
                // Leaving, or the end of what was pasted, ends what was only looking.
                return
            }
            switch answer {
            case "": return
            case "d":
                guard let next = text.next else {
                    dialog.say("Nothing in the cluster is to blame; look at your own sign-in.")
                    continue
                }
                dialog.say(command: next.command)
            default:
                guard let number = Int(answer), causes.indices.contains(number - 1) else {
                    dialog.say("  Expected a number from 1 to \(causes.count), d or q.")
                    continue
                }
                explain(causes[number - 1])
            }
        }
    }

    private func explain(_ cause: Explanation.Cause) {
        dialog.say("\(cause.likelihood.rawValue), code \(cause.code): \(cause.title)")
        for (heading, text) in [("Expected", cause.expected), ("Why", cause.why), ("Fix", cause.fix)]
        where !text.isEmpty { dialog.say("  \(heading): \(text)") }
        for command in cause.check {
            dialog.say("  Check:")
            dialog.say(command: command)
        }
        if let docs = cause.docs { dialog.say("  More: \(docs)") }
    }
}
