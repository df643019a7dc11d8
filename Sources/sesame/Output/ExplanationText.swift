import Diagnosis
import Wire

/// What a text means, for people who read lines.
struct ExplanationText {
    private let explanation: Explanation
    private let paint: Paint
    /// The columns before words that stand beside a heading.
    private static let margin = 11
    /// The columns before what is said of a cause.
    private static let deep = 12
    /// The most texts that are shown, and the most causes of each.
    static let texts = 8
    static let causes = 4

    init(_ explanation: Explanation, _ paint: Paint) {
        self.explanation = explanation
        self.paint = paint
    }

    /// All of it.
    var lines: [String] {
        if explanation.texts.first?.speaker == .code { return card }
        guard !explanation.texts.isEmpty else { return unknown }
        var lines = paint.lines(summary)
        let isOne = explanation.texts.count == 1 && explanation.lineCount == 1
        for text in explanation.texts.prefix(Self.texts) {
            lines.append("")
            if !isOne { lines += paint.lines(Self.place(of: text)) }
            lines += said(text)
            lines.append("")
            lines += text.causes.isEmpty ? foreign(text) : causes(of: text)
        }
        let more = explanation.texts.count - Self.texts
        if more > 0 { lines += [""] + paint.lines("\(more.counting("more text")) in it; \"-o json\" has all of them.") }
        if explanation.isKnown, let next { lines += [""] + paint.command(next.lead, next.command) }
        return lines
    }

    /// How many lines were read, and how many hold something.
    var summary: String {
        let count = explanation.lineCount
        let speakers = Set(explanation.texts.map(\.speaker))
        let whose =
            speakers == [.aws]
            ? "from AWS" : speakers == [.cluster] ? "from the cluster" : "about AWS or the cluster"
        let texts = explanation.texts.count
        let different = texts > 1 ? ", \(texts) different texts" : ""
        let alike =
            explanation.alike > 0
            ? " \(explanation.alike.counting("line")) like others but for numbers and addresses \(explanation.alike == 1 ? "was" : "were") only counted."
            : ""
        return
            "\(explanation.lines.counting("line")), \(count) of them \(whose)\(different).\(alike) Nothing left this computer."
    }

    /// Where a text stood: `Line 87, 1000 times`.
    static func place(of text: Explanation.Text) -> String {
        "Line \(text.line)" + (text.count > 1 ? ", \(text.count) times" : "")
    }

    /// The next step: the doctor, from what the text names.
    var next: (lead: String, command: String)? {
        let causes = explanation.texts.flatMap(\.causes)
        guard causes.contains(where: { $0.link != "you" }) else { return nil }
        // What a cluster refuses to an operator says nothing of pods.
        if explanation.facts.subject == nil, explanation.texts.allSatisfy({ $0.speaker == .cluster }) { return nil }
        let subject = explanation.facts.subject ?? "NAMESPACE/SERVICE_ACCOUNT"
        let lead = explanation.texts.contains { $0.causes.count > 1 } ? "Which it is: " : "Whether it is: "
        return (lead, "sesame doctor \(ShellQuoting.word(subject))")
    }

    private func said(_ text: Explanation.Text) -> [String] {
        let heading =
            switch text.speaker {
            case .aws: "AWS says"
            case .cluster: paint.speaks ? "Cluster says" : "Cluster"
            case .program, .code: "You gave"
            }
        var lines = beside(heading, text.text)
        let facts = text.facts.words
        if !facts.isEmpty { lines += beside("In it", facts.joined(separator: ", ")) }
        return lines
    }

    private func causes(of text: Explanation.Text) -> [String] {
        let count = text.causes.count
        var lines = paint.lines(
            count == 1 ? "1 cause fits." : "\(count) causes fit; the text alone cannot tell them apart.")
        for cause in text.causes.prefix(Self.causes) { lines += row(cause, isAlone: count == 1) }
        let more = text.causes.dropFirst(Self.causes)
        if !more.isEmpty {
            lines += paint.lines(
                "\(more.count) more: " + more.map { "\($0.code) (\($0.likelihood.rawValue))" }.joined(separator: ", "),
                hanging: 2)
        }
        return lines
    }

    /// One cause; a likely one with what to look at, one without others with everything.
    private func row(_ cause: Explanation.Cause, isAlone: Bool) -> [String] {
        let code = cause.code
        let likelihood = cause.likelihood.rawValue
        if paint.speaks {
            var lines = paint.lines("\(likelihood), code \(code): \(cause.title)", hanging: 2)
            if isAlone { lines += card(cause) } else if cause.likelihood == .likely { lines += checks(cause) }
            return lines
        }
        let head = " \(likelihood.blankPadded(to: 9)) "
        var lines: [String]
        if code.count <= 11 {
            lines = paint.lines(
                sign: "?", head + "\(code.blankPadded(to: 12)) \(cause.title)", hanging: Self.deep)
        } else {
            lines = paint.lines(sign: "?", head + code, hanging: Self.deep)
            lines += paint.lines(String(repeating: " ", count: Self.deep) + cause.title)
        }
        if isAlone { lines += card(cause) } else if cause.likelihood == .likely { lines += checks(cause) }
        return lines
    }

    private func checks(_ cause: Explanation.Cause) -> [String] {
        let lead = paint.speaks ? "  Check: " : String(repeating: " ", count: Self.deep) + "Check  "
        let other = String(repeating: " ", count: lead.count)
        return cause.check.enumerated().flatMap { paint.command($0.offset == 0 ? lead : other, $0.element) }
    }

    private func card(_ cause: Explanation.Cause) -> [String] {
        var lines: [String] = []
        for (heading, text) in [("Expected", cause.expected), ("Why", cause.why), ("Fix", cause.fix)]
        where !text.isEmpty {
            lines += paint.lines(
                paint.speaks ? "  \(heading): \(text)" : "  \(heading.blankPadded(to: Self.margin))\(text)",
                hanging: paint.speaks ? 4 : Self.margin + 2)
        }
        for (index, command) in cause.check.enumerated() {
            let lead = paint.speaks ? "  Check: " : "  " + "Check".blankPadded(to: Self.margin)
            lines += paint.command(index == 0 ? lead : String(repeating: " ", count: lead.count), command)
        }
        if let docs = cause.docs { lines += paint.lines(paint.speaks ? "  More: \(docs)" : "  More       \(docs)") }
        return lines
    }

    /// The card of a finding's code.
    private var card: [String] {
        guard let cause = explanation.texts.first?.causes.first else { return [] }
        return paint.lines("\(cause.title)  \(cause.code)") + card(cause)
    }

    /// An error of AWS or a cluster that the catalogue does not know.
    private func foreign(_ text: Explanation.Text) -> [String] {
        var error = text.code ?? "an error"
        if let operation = text.operation { error += " of \(text.service.map { "\($0) " } ?? "")\(operation)" }
        return paint.lines(sign: "?", " This error is not one that sesame knows.", aloud: "unknown")
            + indented("Found", "\(error); 0 of \(explanation.known) known texts")
            + indented("Why", "It is of another kind than sending mail from a cluster, or new.")
    }

    /// What is said where nothing was recognised.
    private var unknown: [String] {
        let none = "\(explanation.lines.counting("line")), none of them from AWS. Nothing left this computer."
        var lines = paint.lines(none) + [""]
        lines += beside("You gave", explanation.given.isEmpty ? "nothing that reads as text" : explanation.given)
        lines.append("")
        lines += paint.lines(sign: "?", " This text is not one that sesame knows.", aloud: "unknown")
        lines += indented("Found", "0 of \(explanation.known) known texts")
        lines += indented("Why", "It is probably your program's own sentence about another error.")
        lines += indented("Check", "the lines before it, for one of these words:")
        for words in [
            "AccessDenied  MessageRejected  InvalidIdentityToken",
            "Throttling  not authorized  not verified  credentials",
        ] { lines += indented("", paint.speaks ? words.replacing("  ", with: ", ") : words) }
        lines.append("")
        lines += paint.lines("What always helps: who is the pod?")
        lines += paint.command("  ", "kubectl exec POD -- aws sts get-caller-identity")
        lines += paint.lines("  It says your role: diagnose that role. The node's role: no token came.")
        lines += paint.lines("  Nothing: no way out to AWS, or a library without web identity.")
        return lines
    }

    private func beside(_ heading: String, _ text: String) -> [String] {
        let text = TerminalText.sanitized(text, limit: .max)
        return paint.speaks
            ? paint.lines("\(heading): \(text)", hanging: 2)
            : paint.lines(heading.blankPadded(to: Self.margin) + text, hanging: Self.margin)
    }

    private func indented(_ heading: String, _ text: String) -> [String] {
        if paint.speaks { return paint.lines(heading.isEmpty ? "    \(text)" : "  \(heading): \(text)", hanging: 4) }
        return paint.lines("  \(heading.blankPadded(to: 8))\(text)", hanging: 10)
    }
}
