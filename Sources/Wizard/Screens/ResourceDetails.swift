import Wire
import Calls
import Canvas
import Design
import Diagnosis

/// One resource, line by line: first the sentence, then the risk, then the text, then the call.
enum ResourceDetails {
    static func viewer(_ address: ResourceAddress, _ state: WizardState) -> ViewerOverlay? {
        guard let plan = state.planning.plan, let resource = PlanRow.counting(address, plan) else { return nil }
        let lines = lines(address, resource, state) + document(resource) + calls(resource)
        let sign = PlanRow.mark(resource.action).glyph
        let page = ViewerPage(
            title: "\(sign) \(resource.address.word) \(resource.name)",
            place: ApplyScreen.place(address.side, state),
            lines: lines,
            copyText: lines.map { ($0.mark.map { "\($0.glyph) " } ?? "  ") + $0.text }.joined(separator: "\n") + "\n")
        let read = state.clock(state.planning.readAt).map { "Read at \($0). " } ?? ""
        return ViewerOverlay(
            pages: [page], says: Says("\(read)It is read once more just before a write."),
            extra: [.letter("e", "as AWS command", run: ViewerOverlay.closing { $0.show(commands($0)) })]
                + (resource.documentName.map { [wholeFile($0)] } ?? []))
    }

    /// What there is to say of a resource but its document and calls: why, what differs, who has to do what.
    static func lines(
        _ address: ResourceAddress, _ resource: PlannedResource, _ state: WizardState
    ) -> [ViewerPage.Line] {
        var lines: [ViewerPage.Line] = [.init(resource.reason, isBold: true)]
        for difference in differences(resource) {
            if let from = difference.from { lines.append(.init("\(difference.path)  \(from)", mark: .removed)) }
            if let to = difference.to { lines.append(.init("\(difference.path)  \(to)", mark: .add)) }
        }
        for risk in resource.risks { lines.append(.init(risk, mark: .attention)) }
        for mail in resource.mails { lines.append(.init("a mail from Amazon goes to \(mail)", mark: .add)) }
        var task = resource.task
        if case .waitingForPerson(let now, _)? = state.planning.progress[address] { task = now }
        if let task {
            lines.append(.init(task.sentence, mark: .attention))
            if case .publishRecords(_, let records, _) = task {
                lines += records.map { .init("  " + $0.line, isCode: true) }
            }
        }
        if let denial = resource.denial {
            lines.append(.init("cannot tell: \(denial.words)", mark: .unknown))
            if let right = denial.right {
                lines.append(.init("Who administers the cluster gives it with:"))
                lines += right.grant(to: PermissionSet.nobody).map { words in
                    .init("  " + words.map(ShellQuoting.word).joined(separator: " "), isCode: true)
                }
            }
        }
        switch state.planning.progress[address] {
        // In front of an audience the reason is behind Enter.
        case .failed? where state.hidesCauses: break
        case .failed(let trouble)?:
            lines += [.init(""), .init(trouble.sentence, mark: .wrong)]
            if !trouble.advice.isEmpty { lines.append(.init(trouble.advice)) }
        case .unknown(let trouble)?:
            lines += [.init(""), .init(trouble.sentence, mark: .unknown)]
            if !trouble.advice.isEmpty { lines.append(.init(trouble.advice)) }
        case .notTried(let reason)?: lines += [.init(""), .init("Not tried: \(reason).")]
        default: break
        }
        return lines
    }

    /// What differs, by paths: where the sentence above and the document below do not say it already.
    static func differences(_ resource: PlannedResource) -> [PlanDifference] {
        // A deployment has much that its controllers and the server's defaults wrote, so its document hides what differs.
        guard resource.address != .deployment, let wanted = resource.wantedDocument,
            let current = resource.currentDocument, current != wanted
        else { return resource.differences }
        return []
    }

    /// What is written, with which values.
    static func calls(_ resource: PlannedResource) -> [ViewerPage.Line] {
        resource.steps.flatMap { step in
            [.init(""), .init("Call: \(step.call.words)")]
                + step.call.input.members.map { parameter($0.key, $0.value) }
        }
    }

    /// A parameter of a call with its whole value; documents are shown as such.
    private static func parameter(_ name: String, _ value: JSONValue) -> ViewerPage.Line {
        if name.hasSuffix("Document") || name == "Policy" || name == "object" {
            return .init("  \(name)  the document above")
        }
        return .init("  \(name)  \(value.string ?? value.serialized(.compact))", isCode: true)
    }

    /// The file that a resource's document is.
    private static func wholeFile(_ name: ArtifactName) -> Binding {
        .letter("v", "whole file", run: ViewerOverlay.closing { $0.show($0.viewer(name)) })
    }

    private static func document(_ resource: PlannedResource) -> [ViewerPage.Line] {
        guard let wanted = resource.wantedDocument else { return [] }
        let name = resource.documentName?.rawValue ?? "document"
        guard let current = resource.currentDocument, current != wanted else {
            let lines = wanted.split(separator: "\n", omittingEmptySubsequences: false)
            return [.init(""), .init(name, isBold: true)] + lines.map { .init(String($0), isCode: true) }
        }
        let diff = LineDiff.make(current, wanted)
        return [.init(""), .init("\(name)   \(diff.summary)", isBold: true)] + diff.lines
    }

    /// The whole plan as commands of the AWS CLI and kubectl.
    static func commands(_ state: WizardState) -> ViewerOverlay {
        var lines: [ViewerPage.Line] = []
        var whole: [String] = []
        if let plan = state.planning.plan {
            for side in ApplyScreen.sides {
                let profile = side == .ses ? state.answers.sesProfile : state.answers.eksProfile
                let commands = plan.resources(on: side).flatMap(\.steps).map { $0.command(profile: profile) }
                guard !commands.isEmpty else { continue }
                let place = "# \(ApplyScreen.place(side, state))"
                lines.append(.init(place, isBold: true))
                lines += commands.map { .init($0) }
                lines.append(.init(""))
                whole += [place] + commands
            }
        }
        guard !whole.isEmpty else {
            return ViewerOverlay(
                pages: [
                    ViewerPage(
                        title: "The plan as commands",
                        lines: [.init("There is nothing to change, so there is no command.")])
                ])
        }
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "The plan as commands", lines: lines, kind: .commands,
                    copyText: whole.joined(separator: "\n") + "\n")
            ],
            says: Says(
                "The same changes by hand; the files are the ones that w writes.",
                "c copies one command a line, R shows them without the screen around them."))
    }

    /// The plan as text, for a chat or a ticket.
    static func planText(_ state: WizardState) -> String {
        guard let plan = state.planning.plan else { return "" }
        let lines = plan.resources.map { $0.line(place: ApplyScreen.place($0.address.side, state)) }
        return (lines + [plan.sentence]).joined(separator: "\n") + "\n"
    }
}
