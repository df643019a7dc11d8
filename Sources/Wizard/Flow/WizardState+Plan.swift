import Calls
import Identifiers
import Design

extension WizardState {
    /// Compares what is wanted with what is there, on the sides that have credentials.
    mutating func readPlan() -> [WizardEffect] {
        guard form.preview.design != nil, !actingSides.isEmpty, !planning.isApplying else { return [] }
        let abandoned = work.abandon(.plan).map { WizardEffect.cancel($0) }
        let id = work.begin(.plan, "reading", at: now)
        planning.isOld = false
        planning.trouble = nil
        return abandoned + [.plan(id, answers, actingSides)]
    }

    mutating func planned(_ id: EffectID, _ result: Result<Plan, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        planning.take(result, at: now)
        if screen == .apply { route.free(.apply) }
        return [.saveState]
    }

    /// Starts making the changes that were shown and agreed to.
    mutating func startApply(_ scope: ApplyScope) -> [WizardEffect] {
        guard !planning.isApplying else { return [] }
        let id = work.begin(.apply, "applying", at: now)
        planning.begin(id, scope)
        freeFocus()
        return [.saveState, .apply(id, scope, answers)]
    }

    mutating func progressed(_ id: EffectID, _ event: ApplyEvent) -> [WizardEffect] {
        guard work.wants(id) else { return [] }
        planning.hear(event, at: now)
        guard case .ended(let result) = event, mode == .demo else { return [] }
        return planning.progress[result.address]?.waitsForPerson == true ? [.demo(.readInbox)] : []
    }

    mutating func applied(_ id: EffectID, _ end: ApplyEnd) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        guard id == planning.applyID else { return mailed(end) }
        planning.finish(end)
        discovery.forget(where: { _ in true })
        practices.isOld = true
        testing.isOld = true
        route.free(.test)
        if overlays.last is InboxOverlay, inbox.allSatisfy({ !$0.hasLink }) { overlays.removeLast() }
        freeFocus()
        switch end {
        case .finished where planning.isAllRight: message = Says("Everything is as wanted.", mark: .right)
        case .refused(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        case .cancelled: message = Says("Stopped. What was made stays; r reads again, a goes on.", mark: .attention)
        default: break
        }
        return [.saveState] + ask()
    }

    /// Asks Amazon for one more mail to the first address that waits for a click.
    mutating func mailAgain() -> [WizardEffect] {
        guard let address = planning.waiting.first else { return [] }
        let id = work.begin(.mail, "mailing", at: now)
        message = Says("Amazon is asked for one more mail to that address.")
        return [.mailAgain(id, address, answers)]
    }

    /// The end of one more mail, beside an apply that may still run.
    private mutating func mailed(_ end: ApplyEnd) -> [WizardEffect] {
        switch end {
        case .refused(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        case .cancelled: message = Says("Stopped; whether the mail went out is not known.", mark: .attention)
        case .finished: message = Says("One more mail is on its way.", mark: .right)
        }
        return mode == .demo ? [.demo(.readInbox)] : []
    }

    /// Why nothing can be applied now; nil when it can.
    var applyObstacle: String? {
        if planning.isApplying { return "apply is running" }
        if work.isRunning(.plan) { return "still reading what is there" }
        if form.preview.design == nil { return "answers are missing, see the screens with •" }
        for side in [Side.eks, .ses] {
            if let mismatch = mismatch(on: side) { return "\(side.words) is \(mismatch.found), not \(mismatch.named)" }
        }
        guard let plan = planning.plan else { return "there is no plan yet, r reads" }
        if planning.isOld { return "answers changed, r reads again" }
        if planning.trouble != nil { return "what is there could not be read, r reads again" }
        if changes == 0 { return plan.hasNoChanges ? "there is nothing to change" : "sesame can change nothing here" }
        return nil
    }

    /// How many resources apply still has to write, as `sesame plan` counts them.
    var changes: Int {
        openRows.count
    }

    /// What is to write, resource by resource.
    var openRows: [(side: Side, action: PlanAction)] {
        let open = planning.plan?.resources.filter { $0.action.writes && !planning.isRight($0) } ?? []
        return open.map { ($0.address.side, $0.action) }
    }

    /// Sides whose owner has to do their part.
    var handOverSides: [Side] { Side.allCases.filter { !canAct(on: $0) } }

    /// The files for the owners of sides without credentials.
    var handOvers: [HandOver] {
        guard let design = form.preview.design else { return [] }
        return handOverSides.map { form.preview.handOvers[$0] ?? HandOver.make(design, side: $0) }
    }

    /// Writes the artifacts, the answers and the notes for other owners.
    mutating func writeFiles() -> [WizardEffect] {
        guard form.preview.design != nil else {
            let missing = answers.missingFields.map { Field[$0].label }
            message = Says("Files need more answers first.", missing.joined(separator: ", ") + ".", mark: .open)
            return []
        }
        var files = form.preview.files.map { OutputFile(name: $0.name.rawValue, content: $0.content) }
        files.append(OutputFile(name: "answers.yaml", content: AnswersWriter.text(answers)))
        files += handOvers.map { OutputFile(name: $0.fileName, content: $0.note) }
        let id = work.begin(.write, "writing", at: now)
        return [.writeFiles(id, directory: outputDirectory, files)]
    }

    /// Where files go: a directory named after the cluster.
    var outputDirectory: String { "./sesame-\(answers.eksCluster?.text ?? "files")" }

    mutating func wrote(_ id: EffectID, _ result: Result<[String], Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        switch result {
        case .success(let names):
            done.files = names
            message = Says(
                "\(names.count) files are in \(outputDirectory).", names.joined(separator: ", "), mark: .right)
        case .failure(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        }
        return []
    }
}
