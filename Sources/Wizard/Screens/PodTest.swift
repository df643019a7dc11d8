import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// Screen 7 by way of a pod: the workload row by row, what the program in the pod writes, and what both ways together say.
enum PodTest {
    /// The column in which times end.
    private static let timeEnd = 52
    /// The column of what there is to say.
    private static let remarkColumn = 55

    // MARK: Items

    /// The rows that can have the focus, each with what the cluster says to it.
    static func rows(_ state: WizardState) -> [Item] {
        shownRows(state).indices.map { index in
            .row(.row(index), enter: "events") { $0.show(events($0)) }
        }
    }

    /// The buttons for what broke in the cluster; empty where something else is next.
    static func buttons(_ state: WizardState) -> [Item] {
        if state.work.isRunning(.send) {
            return [.button(.stopWaiting, "Stop waiting", enter: "stop waiting") { $0.stopOrGoBack() }]
        }
        guard state.testing.hasEnded, !state.testing.isOld else { return [] }
        guard let fault = state.testing.workload?.fault else {
            return [restartButton(state), fixButton(state)].compactMap(\.self)
        }
        var items: [Item] = []
        switch fault.kind {
        case .image: items += imageButtons(state)
        case .missing, .noPodsWanted:
            if let fix = fixButton(state) { items.append(fix) }
            items.append(jobButton(state))
        case .serviceAccount, .quota, .podSecurity, .admission, .noNode, .crash, .slow:
            if let fix = fixButton(state) { items.append(fix) }
        }
        if state.testing.earlier[.chain] != nil { return items }
        items.append(.button(.sendWithoutPod, "Send without a pod", enter: "send") { $0.sendWithoutPod() })
        return items
    }

    /// The whole finding with its fix, where no planned change is one.
    static func fixButton(_ state: WizardState) -> Item? {
        guard let card = state.testing.card, card.fix?.text.isEmpty == false, !state.testing.hasFix else { return nil }
        return .button(.seeFix, "See the fix") { state in
            state.testing.card.map { state.show(FindingView.viewer($0)) } ?? []
        }
    }

    /// Where the focus lands: the row that is waited for, or what mends what broke; nil leaves it to the screen.
    static func landing(_ state: WizardState) -> ItemID? {
        guard state.testing.request.via == .pod else { return nil }
        if state.work.isRunning(.send) {
            let row = shownRows(state).firstIndex { $0.state == .running }
            return row.map { .row($0) } ?? .button(.stopWaiting)
        }
        return buttons(state).first {
            ![.button(.sendWithoutPod), .button(.sendByJob)].contains($0.id) && $0.disabled == nil
        }?.id
    }

    /// The finding with what there is room for beside everything else of this screen; `v` and the report have it whole.
    static func short(_ card: Finding, _ state: WizardState) -> Finding {
        var card = card
        card.why = ""
        if state.comparison != nil { card.place = "" }
        // Which image it is stands in its row.
        if card.awsSays.hasPrefix("Failed to pull image \""), let end = card.awsSays.firstRange(of: "\": ") {
            card.awsSays = String(card.awsSays[end.upperBound...])
        }
        // The namespace stands in row 1 of the links already.
        if let namespace = card.place.firstRange(of: " in namespace ") {
            let rest = card.place[namespace.upperBound...].drop { $0 != "," }
            card.place = String(card.place[..<namespace.lowerBound]) + rest
        }
        return card
    }

    /// The button that takes the test workload away again; nil where none is known that sesame made.
    static func removal(_ state: WizardState) -> Item? {
        guard state.testing.hasEnded, !state.testing.isOld, let status = state.testing.workload, let uid = status.uid
        else {
            return nil
        }
        let reason =
            !status.isOwn ? "others made it" : state.work.isRunning(.remove) ? "it is being removed" : nil
        return .button(.removeWorkload, "Remove the test workload", enter: "remove it", disabled: reason) { state in
            state.show(removalDialog(uid, state)) + [.dropTypeAhead]
        }
    }

    /// What would be deleted, before it is.
    private static func removalDialog(_ uid: String, _ state: WizardState) -> DialogOverlay {
        let name = state.testing.workload?.name ?? ""
        let place = "namespace \(state.testing.workload?.namespace ?? "")"
        return DialogOverlay(
            title: "Remove the test workload?",
            lines: [
                .init("deployment \(name) in \(place), made by sesame", mark: .removed),
                .init("Its replica set and its pod go with it. Nothing else is touched."),
                .init("Deleted only if it still is the one that was shown here."),
            ],
            choices: [
                .init(
                    label: "Remove", says: Says("Deletes this one deployment in the cluster."),
                    run: { $0.removeWorkload(uid) }),
                .init(label: "Not now", says: Says("Closes this. Nothing is changed.")),
            ], selected: 1)
    }

    /// Whether the workload that was to send is not in the cluster.
    static func isMissing(_ state: WizardState) -> Bool {
        state.testing.request.via == .pod && !state.testing.request.byJob && state.testing.hasEnded
            && !state.testing.isOld && state.testing.workload?.fault?.kind == .missing
    }

    /// Whether the workload is wanted and screen 6 has not made it: then that comes first.
    static func needsApply(_ state: WizardState) -> Bool {
        guard state.testing.request.via == .pod, !state.testing.request.byJob, state.answers.testWorkload,
            !state.work.isRunning(.send),
            !state.planning.isApplying, state.testing.workload?.isRunning != true
        else { return false }
        guard let row = state.planning.plan?[.deployment] else { return true }
        return row.action.writes && !state.planning.isRight(row)
    }

    // MARK: The rows

    /// The rows to see: all while they come, the wrong ones afterwards, none where the pod runs.
    static func shownRows(_ state: WizardState) -> [WorkloadRow] {
        guard let status = state.testing.workload, !state.testing.isOld, !state.hidesCause else { return [] }
        if state.testing.links.isEmpty, state.work.isRunning(.send) { return status.rows }
        guard state.testing.links.first?.isOK != true else { return [] }
        return status.rows.filter { $0.state == .wrong || $0.state == .running }
    }

    static func paintLinks(_ state: WizardState, _ pen: inout Pen) {
        for (index, name) in SendLinkName.chain(.pod).enumerated() {
            let link = state.testing.isOld ? nil : state.testing.links.first { $0.name == name }
            let isNext = state.work.isRunning(.send) && state.testing.links.count == index
            pen.mark(
                link.map { $0.isOK ? .right : $0.mayHaveHappened ? .unknown : .wrong }
                    ?? (isNext ? .running : .nothing),
                3)
            pen.put("\(index + 1)  \(title(name, link, isNext, state))", 5, limit: 44)
            let time = link.map { Elapsed.done($0.milliseconds) } ?? ""
            pen.put(time, timeEnd - TextWidth.columns(time))
            pen.put(remark(name, link, state), remarkColumn)
            pen.advance()
            if index == 0 { paintRows(state, &pen) }
        }
    }

    private static func title(_ name: SendLinkName, _ link: SendLink?, _ isNext: Bool, _ state: WizardState) -> String {
        let known = state.testing.workload?.name ?? state.testing.request.pod ?? DelegateSending.workloadName
        let byJob = state.testing.request.byJob
        let workload = byJob ? "A Job's pod" : "Workload \(known)"
        switch name {
        case .workload:
            guard let link else { return isNext ? "\(workload) starts" : workload }
            return link.isOK ? "\(workload) \(byJob ? "ran" : "runs")" : "\(workload) does not start"
        case .caller:
            guard let link else { return "Who the pod is" }
            return link.isOK ? "The pod is \(state.form.text(of: .role))" : "Who the pod is"
        default: return LinkWords.title(name, state)
        }
    }

    private static func remark(_ name: SendLinkName, _ link: SendLink?, _ state: WizardState) -> String {
        guard let link else {
            return name == .workload ? "in namespace \(state.form.text(of: .namespace))" : ""
        }
        guard link.isOK else {
            if state.hidesCause || state.hidesCauses && !state.testing.isRevealed { return HiddenCause.word(link) }
            guard name == .workload, let rows = state.testing.workload?.rows else { return link.short }
            let right = rows.filter { $0.state == .right && ($0.part == .pod || $0.part == .token) }
            let wrong = rows.filter { $0.state == .wrong && $0.part != .token }
            let parts = [(right, "✓"), (wrong, "✗")].filter { !$0.0.isEmpty }
                .map { "\($0.0.map(\.part.rawValue).joined(separator: ", ")) \($0.1)" }
            return parts.joined(separator: "; ")
        }
        switch name {
        case .workload:
            // In front of an audience the missing role is what the next link is about.
            let hasRole = state.testing.workload?.rows.first { $0.part == .token }?.state == .right
            return hasRole
                ? "1 pod, role, token"
                : state.hidesCauses && !state.testing.isRevealed ? "1 pod" : "1 pod, without the role"
        case .caller: return "and not its node"
        default: return "both doors open"
        }
    }

    private static func paintRows(_ state: WizardState, _ pen: inout Pen) {
        for (index, row) in shownRows(state).enumerated() {
            pen.mark(mark(row.state), 6)
            pen.label(row.part.rawValue, 8, limit: 20)
            let time = row.milliseconds.map { row.state == .running ? Elapsed.running($0) : Elapsed.done($0) } ?? ""
            // What is wrong with it is told in front of an audience when somebody asks.
            let isHidden = row.state == .wrong && state.hidesCauses && !state.testing.isRevealed
            let end = pen.put(isHidden ? "" : short(row), 21, limit: timeEnd - 8, cut: .middle)
            pen.put(time, timeEnd - TextWidth.columns(time))
            pen.put(isHidden ? "does not hold" : row.remark, remarkColumn)
            pen.item(.row(index), 8..<max(end, 22), arrow: 4)
            pen.advance()
        }
    }

    /// An image without its registry and tag, as far as there is no room for them.
    private static func short(_ row: WorkloadRow) -> String {
        guard row.part == .image, TextWidth.columns(row.subject) > 22 else { return row.subject }
        let path = row.subject.split(separator: "@")[0].split(separator: "/")
        guard path.count > 1 else { return row.subject }
        let name = path.suffix(2).joined(separator: "/")
        return name.split(separator: ":").first.map(String.init) ?? name
    }

    private static func mark(_ state: WorkloadRow.State) -> Mark {
        switch state {
        case .right: .right
        case .running: .running
        case .waiting: .nothing
        case .wrong: .wrong
        case .unknown: .unknown
        }
    }

    // MARK: What the program wrote

    /// The last lines of what was run in the pod, in a box.
    static func paintOutput(_ state: WizardState, _ pen: inout Pen) {
        let lines = state.testing.lines.suffix(7)
        guard !lines.isEmpty, !state.testing.isOld else { return }
        let width = min(pen.layout.width - 1, 100) - 5
        let pod = state.testing.workload?.pod?.name
        let start = pen.row
        pen.box(
            column: 3, width: width, rows: lines.count + 2, title: pod.map { "in pod \($0)" } ?? "in the pod")
        pen.advance()
        for line in lines {
            pen.put(line.shown, 5, line.kind == .command ? .bold : .plain, limit: 3 + width - 2)
            pen.advance()
        }
        pen.row = start + lines.count + 2
    }

    // MARK: Both ways

    static func paint(_ comparison: SendComparison, _ pen: inout Pen) {
        pen.put("The same message, twice", 3)
        let time = comparison.time.flatMap { $0.contains(" ") ? nil : " \($0)" } ?? ""
        pen.put("from here\(time)", 38, .faint)
        pen.put("from the pod", 57, .faint)
        pen.advance()
        for (index, row) in comparison.rows.enumerated() {
            pen.put("\(index + 1)  \(row.title)", 3)
            for (cell, column) in [(row.chain, 38), (row.pod, 57)] {
                pen.mark(cell.isOK.map { $0 ? .right : .wrong } ?? .nothing, column)
                pen.put(cell.words, column + 2, limit: column == 38 ? 56 : nil)
            }
            pen.advance()
        }
        pen.blank()
        guard !comparison.pod.isOK else {
            for sentence in comparison.sentences { pen.prose(sentence) }
            return
        }
        pen.line("Left to blame, what only the pod has")
        var column = 6
        for (suspect, verdict) in comparison.verdicts {
            pen.mark(verdict == .cleared ? .right : verdict == .blamed ? .wrong : .nothing, column)
            column = pen.put(suspect.rawValue, column + 2) + 3
        }
        pen.advance()
        if comparison.time?.contains(" ") == true, let first = comparison.sentences.first {
            pen.prose(first)
        } else if let doubt = comparison.doubt {
            pen.prose(doubt)
        }
    }

    // MARK: Pages

    /// What the cluster says happened, newest first.
    static func events(_ state: WizardState) -> ViewerOverlay {
        var lines: [ViewerPage.Line] = []
        if let fault = state.testing.workload?.fault, !fault.says.isEmpty {
            lines.append(ViewerPage.Line(TerminalText.sanitized(fault.says, limit: .max), isBold: true))
            lines.append(ViewerPage.Line(""))
        }
        for event in state.testing.workload?.events ?? [] {
            let time = event.last.map { $0.iso8601.dropFirst(11).prefix(8) } ?? "        "
            let often = event.count > 1 ? ", \(event.count) times" : ""
            let text = "\(time) UTC  \(event.kind) \(event.name), \(event.reason)\(often): \(event.message)"
            lines.append(
                ViewerPage.Line(
                    TerminalText.sanitized(text, limit: .max), mark: event.isWarning ? .attention : nil))
        }
        if lines.isEmpty { lines = [ViewerPage.Line("The cluster said nothing about it, or was not asked yet.")] }
        return ViewerOverlay(pages: [ViewerPage(title: "What the cluster says, newest first", lines: lines)])
    }

    /// The whole output, or both ways side by side as two pages.
    static func output(_ state: WizardState) -> ViewerOverlay {
        let lines = state.testing.lines.map { ViewerPage.Line($0.shown, isBold: $0.kind == .command, isCode: true) }
        var pages = [
            ViewerPage(
                title: "In the pod", place: state.testing.workload?.pod?.name ?? "",
                lines: lines.isEmpty ? [ViewerPage.Line("Nothing was run in a pod yet.")] : lines)
        ]
        if let chain = state.testing.earlier[.chain]?.report {
            let links = chain.links.map { link in
                ViewerPage.Line(
                    TerminalText.sanitized("\(link.name.rawValue): \(link.detail)", limit: .max),
                    mark: link.isOK ? .right : .wrong)
            }
            pages.append(ViewerPage(title: "From here", lines: links))
        }
        return ViewerOverlay(pages: pages)
    }

    /// `e`: the same by hand.
    static func commandsBinding(_ state: WizardState) -> Binding {
        let none = commands(state).isEmpty ? "no pod was looked at yet" : nil
        return .letter("e", "as kubectl", place: none == nil ? .footer : .help, unless: none) { state in
            let lines = commands(state)
            let page = ViewerPage(
                title: "The same by hand", lines: lines.map { .init($0) }, kind: .commands,
                copyText: lines.joined(separator: "\n") + "\n")
            return state.show(
                ViewerOverlay(
                    pages: [page],
                    says: Says(
                        "What was done in the cluster, as commands. c copies one a line.",
                        state.testing.workload?.isOwn != true
                            ? "" : "The last one was not: it removes the test workload.")))
        }
    }

    /// The lines for kubectl that do the same by hand.
    static func commands(_ state: WizardState) -> [String] {
        let namespace = state.form.text(of: .namespace)
        let kubectl =
            state.testing.outcome?.report.kubectl ?? KubectlOptions(context: state.answers.kubernetesContext)
        let name = DelegateSending.workloadName
        var lines = state.testing.outcome?.report.byHand ?? []
        if lines.isEmpty, state.testing.workload != nil, !state.testing.request.byJob {
            lines = [kubectl.line(["rollout", "status", "deployment", name, "-n", namespace])]
            if let pod = state.testing.workload?.pod?.name {
                lines.append(kubectl.line(["describe", "pod", pod, "-n", namespace]))
            }
        }
        if state.testing.workload?.isOwn == true {
            lines.append(kubectl.line(["delete", "deployment", name, "-n", namespace]))
        }
        return lines
    }
}
