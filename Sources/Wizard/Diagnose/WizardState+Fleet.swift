import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

extension WizardState {
    /// What is known of the cluster whose service accounts can be looked at; nil where none is known.
    ///
    /// The one of this setup, else the one that the kubeconfig's context names.
    var knownCluster: Answers? {
        if answers.eksCluster != nil { return answers }
        guard let name = local?.currentCluster else { return nil }
        var known = whereToLook
        try? known.set(name, for: .eksCluster, from: .detected(from: "the kubeconfig"))
        return known.eksCluster == nil ? nil : known
    }

    /// Looks at every service account of the cluster; who the credentials are is asked first, where nobody said yes to
    /// that yet.
    mutating func lookAtAll() -> [WizardEffect] {
        guard let known = knownCluster else { return [] }
        diagnosing.fleet = DiagnoseFleet(known)
        turn(to: .fleet)
        return lookAtAllAgain()
    }

    /// Looks at all of them once more.
    mutating func lookAtAllAgain() -> [WizardEffect] {
        guard let fleet = diagnosing.fleet else { return [] }
        let effects = mode == .demo || callers.proposed.isEmpty ? [] : acceptProposals()
        var next = DiagnoseFleet(fleet.answers)
        next.find(fleet.find)
        diagnosing.fleet = next
        freeFocus()
        guard !work.isRunning(.identify) else {
            diagnosing.waiting = .fleet
            return effects
        }
        return effects + beginFleet()
    }

    mutating func beginFleet() -> [WizardEffect] {
        guard let fleet = diagnosing.fleet else { return [] }
        diagnosing.waiting = nil
        let abandoned = work.abandon(.fleet).map { WizardEffect.cancel($0) }
        let id = work.begin(.fleet, "asking", at: now)
        // What was told meanwhile of accounts and regions is of the same cluster.
        let isOwn = fleet.answers.eksCluster == answers.eksCluster
        return abandoned + [.diagnoseAll(id, isOwn ? answers : fleet.answers)]
    }

    mutating func fleetGoesOn(_ id: EffectID, _ progress: FleetProgress) -> [WizardEffect] {
        guard work.wants(id) else { return [] }
        keepPlace { $0.hear(progress) }
        work.rename(id, diagnosing.fleet?.indicator ?? "asking")
        return []
    }

    mutating func fleetLooked(_ id: EffectID, _ result: Result<FleetLook, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let now = now
        keepPlace { $0.finish(result, at: now) }
        return []
    }

    /// Changes the table; the focus stays on the service account that a person put it on.
    private mutating func keepPlace(_ change: (inout DiagnoseFleet) -> Void) {
        guard var fleet = diagnosing.fleet else { return }
        let isShown = screen == .diagnose && diagnosing.page == .fleet
        let place = isShown ? route.focus(on: .diagnose) : diagnosing.place(on: .fleet)
        var name: String?
        if case .row(let index)? = place, fleet.shown.indices.contains(index) { name = fleet.shown[index].name }
        change(&fleet)
        diagnosing.fleet = fleet
        guard let name, let index = fleet.shown.firstIndex(where: { $0.name == name }) else {
            if case .row? = place, isShown { freeFocus() }
            return
        }
        if isShown { route.place(.row(index)) } else { diagnosing.keep(.row(index), on: .fleet) }
    }

    /// Stops the look; the verdict of what was read by then comes as its answer.
    mutating func stopFleet() -> [WizardEffect] {
        guard diagnosing.waiting == nil else {
            diagnosing.waiting = nil
            return leaveDiagnosePage()
        }
        message = Says("Stopping. What was read is judged.", mark: .running)
        return work.ids(.fleet).map { WizardEffect.cancel($0) }
    }

    /// Diagnoses one of them alone.
    mutating func lookAtMember(_ index: Int) -> [WizardEffect] {
        guard let fleet = diagnosing.fleet, fleet.shown.indices.contains(index) else { return [] }
        let line = fleet.shown[index]
        if let subject = line.row?.diagnosis.subject { return look(at: subject) }
        // Nobody has judged it yet: it is found as one that was typed.
        return SubjectClue(DiagnoseListing.word(line.name)).map { find([$0], known: fleet.answers) } ?? []
    }

    // MARK: Moving and finding

    /// Moves the focus by rows, as far as there are some.
    mutating func moveInFleet(by step: Int) -> [WizardEffect] {
        guard let fleet = diagnosing.fleet, !fleet.shown.isEmpty else { return [] }
        var index = 0
        if case .row(let row) = focused.id { index = row }
        let last = fleet.shown.count - 1
        return setFocus(
            .row(step > 0 ? min(last, index + min(step, last)) : max(0, index - min(-max(step, -last), last))))
    }

    /// Opens the field that finds, or goes to it.
    mutating func findInFleet() -> [WizardEffect] {
        if diagnosing.fleet?.find == nil { diagnosing.fleet?.find(LineEditor()) }
        return setFocus(.anything)
    }

    /// Takes a key in the field that finds; nil when the key means nothing in text.
    mutating func editFind(_ key: Key) -> [WizardEffect]? {
        if key == .character("?") { return nil }
        guard var line = diagnosing.fleet?.find, line.handle(key) else { return nil }
        diagnosing.fleet?.find(line)
        route.place(.anything)
        return []
    }

    /// Whether Esc shows all rows again.
    var findsInFleet: Bool { screen == .diagnose && diagnosing.page == .fleet && diagnosing.fleet?.find != nil }

    /// Shows all rows again; the focus stays on its row.
    mutating func endFinding() -> [WizardEffect] {
        keepPlace { $0.find(nil) }
        if route.focus(on: .diagnose) == .anything { freeFocus() }
        return []
    }

    /// From the field that finds to the first row that it found.
    mutating func goToFleetList() -> [WizardEffect] {
        guard diagnosing.fleet?.shown.isEmpty == false else {
            message = Says("Nobody has all of these words.", "Esc shows all again.", mark: .open)
            return []
        }
        return setFocus(.row(0))
    }

    // MARK: Writing

    /// The name of the table's file.
    func fleetFileName(_ ending: String) -> String {
        let name = (diagnosing.fleet?.cluster ?? "cluster").map { character in
            character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
                ? character : "-"
        }
        return "\(String(name.prefix(100)))-service-accounts.\(ending)"
    }

    /// Writes the whole table.
    mutating func writeFleet(_ ending: String) -> [WizardEffect] {
        guard let look = diagnosing.fleet?.look else { return [] }
        let text =
            ending == "csv" ? look.diagnosis.csv : look.diagnosis.document.serialized(.pretty) + "\n"
        let id = work.begin(.writeNew, "writing", at: now)
        return [.writeNew(id, path: fleetFileName(ending), text: text)]
    }
}
