import Calls
import Canvas
import Design

/// One resource, line by line: first the sentence, then the risk, then the text, then the call.
enum ResourceDetails {
    static func viewer(_ address: ResourceAddress, _ state: WizardState) -> ViewerOverlay? {
        guard let plan = state.planning.plan, let resource = PlanRow.counting(address, plan) else { return nil }
        var lines: [ViewerPage.Line] = []
        for line in TextWrap.lines(resource.reason, 70) { lines.append(.init(line, isBold: lines.isEmpty)) }
        for difference in resource.differences {
            if let from = difference.from { lines.append(.init("\(difference.path)  \(from)", mark: .removed)) }
            if let to = difference.to { lines.append(.init("\(difference.path)  \(to)", mark: .add)) }
        }
        for risk in resource.risks { lines.append(.init(risk, mark: .attention)) }
        for mail in resource.mails { lines.append(.init("a mail from Amazon goes to \(mail)", mark: .add)) }
        if let task = resource.task { lines.append(.init(task.sentence, mark: .attention)) }
        if let denial = resource.denial { lines.append(.init("cannot tell: \(denial.words)", mark: .unknown)) }
        lines += document(resource)
        lines += calls(resource, state)
        let sign = PlanRow.mark(resource.action).glyph
        let page = ViewerPage(
            title: "\(sign) \(resource.address.word) \(TextCut.middle(resource.name, 30))",
            place: ApplyScreen.place(address.side, state),
            lines: lines,
            copyText: lines.map { ($0.mark.map { "\($0.glyph) " } ?? "  ") + $0.text }.joined(separator: "\n") + "\n")
        let read = state.planning.readAt.map { "Read at \($0.clock). " } ?? ""
        return ViewerOverlay(
            pages: [page], says: Says("\(read)It is read once more just before a write."),
            extra: [
                .letter("e", "as AWS command", run: ViewerOverlay.closing { $0.show(commands($0)) }),
                .letter("v", "whole file", place: .help, run: ViewerOverlay.closing { $0.viewFiles() }),
            ])
    }

    private static func document(_ resource: PlannedResource) -> [ViewerPage.Line] {
        guard let wanted = resource.wantedDocument else { return [] }
        let name = resource.documentName?.rawValue ?? "document"
        guard let current = resource.currentDocument, current != wanted else {
            let lines = wanted.split(separator: "\n", omittingEmptySubsequences: false)
            return [.init(""), .init(name, isBold: true)] + lines.map { .init(String($0)) }
        }
        let diff = LineDiff.make(current, wanted)
        return [.init(""), .init("\(name)   \(diff.summary)", isBold: true)] + diff.lines
    }

    private static func calls(_ resource: PlannedResource, _ state: WizardState) -> [ViewerPage.Line] {
        guard !resource.steps.isEmpty else { return [] }
        return [.init("")] + resource.steps.map { .init("Call: \($0.call.words)") }
    }

    /// The whole plan as commands of the AWS CLI and kubectl.
    static func commands(_ state: WizardState) -> ViewerOverlay {
        var lines: [ViewerPage.Line] = []
        var whole: [String] = []
        if let plan = state.planning.plan {
            for side in ApplyScreen.sides {
                let profile = side == .ses ? state.answers.sesProfile : state.answers.eksProfile
                let commands = plan.resources(on: side).flatMap(\.steps).map { $0.commandWords(profile: profile) }
                guard !commands.isEmpty else { continue }
                let place = "# \(ApplyScreen.place(side, state))"
                lines.append(.init(place, isBold: true))
                whole.append(place)
                for words in commands {
                    lines += broken(words)
                    whole.append(words.joined(separator: " "))
                }
                lines.append(.init(""))
            }
        }
        if lines.isEmpty { lines = [.init("There is nothing to change, so there is no command.")] }
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "The plan as commands", lines: lines,
                    copyText: whole.isEmpty ? nil : whole.joined(separator: "\n") + "\n")
            ],
            says: Says(
                "The same changes by hand; the files are the ones that w writes.", "c copies the commands whole."))
    }

    /// A command over several lines, broken between its words only: what stands on the screen is what a shell takes.
    ///
    /// An option stands on one line with its value. A word that is longer than a line is cut in the frame, and whole in
    /// the copy.
    private static func broken(_ words: [String]) -> [ViewerPage.Line] {
        var parts: [String] = []
        for word in words {
            if parts.isEmpty || word.hasPrefix("-") { parts.append(word) } else { parts[parts.count - 1] += " \(word)" }
        }
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, TextWidth.columns(last) + 1 + TextWidth.columns(part) <= 68 {
                lines[lines.count - 1] += " \(part)"
            } else {
                lines.append((lines.isEmpty ? "" : "    ") + part)
            }
        }
        return lines.enumerated().map { index, line in .init(line + (index + 1 < lines.count ? " \\" : "")) }
    }

    /// The plan as text, for a chat or a ticket.
    static func planText(_ state: WizardState) -> String {
        guard let plan = state.planning.plan else { return "" }
        let lines = plan.resources.map { $0.line(place: ApplyScreen.place($0.address.side, state)) }
        return (lines + [plan.sentence]).joined(separator: "\n") + "\n"
    }
}
