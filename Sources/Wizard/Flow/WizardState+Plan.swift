import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

extension WizardState {
    /// Compares what is wanted with what is there, on the sides that have credentials.
    mutating func readPlan() -> [WizardEffect] {
        guard form.preview.design != nil, !actingSides.isEmpty, !planning.isApplying else { return [] }
        let abandoned = work.abandon(.plan).map { WizardEffect.cancel($0) }
        let id = work.begin(.plan, "reading", at: now)
        planning.isOld = false
        planning.trouble = nil
        return abandoned + [.plan(id, answers, PlanOptions(sides: actingSides, takeOver: planning.takeOver))]
    }

    /// Reads the plan again where it is looked at and about other answers.
    mutating func readShownPlan() -> [WizardEffect] { screen == .apply && planning.isOld ? readPlan() : [] }

    mutating func planned(
        _ id: EffectID, _ result: Result<Plan, Problem>, _ findings: [Finding]
    ) -> [WizardEffect] {
        if work.purpose(of: id) == .planFix { return fixPlanned(id, result) }
        guard work.end(id) else { return [] }
        planning.take(result, at: now)
        if message?.isNotNow == true { message = nil }
        // A message that was sent before this was read may have met another world.
        if case .success = result { testing.isOld = true }
        if screen == .apply { route.free(.apply) }
        route.free(.test)
        for address in planning.takeOver.sorted() where planning.plan?[address]?.action == .conflict {
            planning.takeOver.remove(address)
            message = Says(
                "\(address.word.capitalizedFirst) cannot be taken over.", planning.plan?[address]?.reason ?? "",
                mark: .conflict)
        }
        if hidesCauses, findings.first?.status == .fail {
            message = Says("Nothing is to change here, and yet something is not right.", mark: .attention)
        } else if let finding = findings.first {
            message = Says(
                "No changes, and yet: \(finding.title)", finding.found,
                mark: finding.status == .fail ? .wrong : .attention)
        }
        let hasWaiting = mode == .demo && !planning.waiting.isEmpty
        return [.saveState] + (hasWaiting ? [.demo(.readInbox)] : [])
    }

    /// Takes what the world told in answers that nobody gave: the files that are written say it too.
    mutating func completed(_ id: EffectID, _ found: Answers) -> [WizardEffect] {
        guard work.wants(id), work.purpose(of: id) != .planFix else { return [] }
        form.adopt(found)
        return [.saveState]
    }

    /// Starts making the changes that were shown and agreed to.
    mutating func startApply(_ scope: ApplyScope) -> [WizardEffect] {
        guard !planning.isApplying, answersObstacle == nil else { return [] }
        let id = work.begin(.apply, "applying", at: now)
        planning.begin(id, scope)
        freeFocus()
        return [.saveState, .apply(id, scope, answers, takeOver: planning.takeOver)]
    }

    mutating func progressed(_ id: EffectID, _ event: ApplyEvent) -> [WizardEffect] {
        guard work.wants(id) else { return [] }
        if work.purpose(of: id) == .applyFix {
            diagnosing.fix?.hear(event, at: now)
            return []
        }
        // One more mail is about one address; the others of its side were not asked for.
        if let address = mailing[id], event.address != address { return [] }
        planning.hear(event, at: now)
        if case .ended(let result) = event, result.address != .deployment,
            [.done, .waiting, .unknown].contains(result.outcome)
        {
            testing.noteChange()
        }
        if case .unchecked(let sentence) = event { message = Says(sentence, mark: .unknown) }
        guard case .ended(let result) = event, mode == .demo else { return [] }
        return planning.progress[result.address]?.waitsForPerson == true ? [.demo(.readInbox)] : []
    }

    mutating func applied(_ id: EffectID, _ end: ApplyEnd) -> [WizardEffect] {
        if work.purpose(of: id) == .applyFix { return fixApplied(id, end) }
        guard work.end(id) else { return [] }
        planning.finish(end)
        discovery.forget(where: { _ in true })
        practices.isOld = true
        testing.isOld = true
        route.free(.test)
        if overlays.last is InboxOverlay, inbox.allSatisfy({ !$0.hasLink }) { overlays.removeLast() }
        freeFocus()
        switch end {
        case .finished where planning.isAllRight:
            message = Says(allRightWords, mark: handOverSides.isEmpty ? .right : .attention)
        case .refused(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        case .cancelled where planning.isOld && rereads:
            rereads = false
            return [.saveState] + ask() + readPlan()
        case .cancelled: message = Says("Stopped. What was made stays; r reads again, a goes on.", mark: .attention)
        default: break
        }
        return [.saveState] + ask()
    }

    /// What is said when nothing is left to do here; what others have to do stays to be done.
    var allRightWords: String {
        let others = handOverSides.map(\.words).joined(separator: " and ")
        return others.isEmpty
            ? "Everything is as wanted."
            : "What sesame can do is done. The owner of the \(others) has to do the rest: w writes the note."
    }

    // MARK: Verification mails

    /// An address that waits for the click in a mail.
    struct WaitingMail: Hashable {
        var address: ResourceAddress
        var to: String
        var place: String
    }

    /// The addresses that wait for a click, as the plan or the identities of screen 5 tell.
    var waitingMails: [WaitingMail] {
        let rows = IdentityMatrix.addresses(self)
        return [ResourceAddress.eksReceiverIdentity, .senderIdentity, .sesReceiverIdentity].compactMap { address in
            guard canAct(on: address.side) else { return nil }
            let account = form.text(of: address.side == .eks ? .eksAccount : .sesAccount)
            let place = "\(address.side.words) \(account)"
            if case .followLink(let to, _)? = planning.task(of: address) {
                return WaitingMail(address: address, to: to, place: place)
            }
            guard planning.plan?[address] == nil, planning.progress[address] == nil,
                let row = rows.first(where: { $0.address == address && $0.cell == .mailed }), row.name.contains("@")
            else { return nil }
            return WaitingMail(address: address, to: row.name, place: place)
        }
    }

    /// Why no mail can be asked for now; nil where one can.
    var mailObstacle: String? {
        if let reason = answersObstacle { return reason }
        return work.isRunning(.mail) ? "a mail is on its way" : nil
    }

    /// Asks Amazon for one more mail to an address that waits for a click.
    mutating func mailAgain(to mail: WaitingMail) -> [WizardEffect] {
        guard mailObstacle == nil else { return [] }
        let id = work.begin(.mail, "mailing", at: now)
        mailing[id] = mail.address
        message = Says("Amazon is asked for one more mail to \(mail.to).", mark: .running)
        freeFocus()
        return [.mailAgain(id, mail.address, answers)]
    }

    /// The end of one more mail, beside an apply that may still run.
    mutating func mailed(_ id: EffectID, _ end: ApplyEnd) -> [WizardEffect] {
        guard work.end(id), let address = mailing.removeValue(forKey: id) else { return [] }
        switch end {
        case .refused(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        case .cancelled: message = Says("Stopped; whether the mail went out is not known.", mark: .attention)
        case .finished: message = mailWords(planning.progress[address], address)
        }
        freeFocus()
        return mode == .demo ? [.demo(.readInbox)] : []
    }

    /// What became of a mail that was asked for, as the row of its address tells.
    private func mailWords(_ progress: ResourceProgress?, _ address: ResourceAddress) -> Says {
        switch progress {
        case .waitingForPerson(.followLink(let to, _), _)?:
            return Says("One more mail is on its way to \(to).", "Its link is good for 24 hours.", mark: .right)
        case .done?, .unchanged?:
            return Says("The \(address.word) is verified already; no mail went out.", mark: .right)
        case .failed(let trouble)?: return Says(trouble.sentence, trouble.advice, mark: .wrong)
        case .unknown(let trouble)?: return Says(trouble.sentence, trouble.advice, mark: .unknown)
        case .notTried(let reason)?: return Says("No mail went out: \(reason).", mark: .wrong)
        case .running?, .waiting?, .waitingForPerson?, nil:
            return Says("Whether the mail went out is not known.", "r reads again.", mark: .unknown)
        }
    }

    /// After a click in the demo's inbox: where no apply is looking, the plan is read again.
    mutating func lookAfterClick() -> [WizardEffect] {
        guard !planning.isApplying, planning.plan != nil || screen == .ses else { return [] }
        planning.isOld = true
        discovery.forget(where: { $0.concernsSES })
        return screen == .apply ? readPlan() + ask() : ask()
    }

    // MARK: What is in the way

    /// Why nothing can be made of the answers: one was refused, or some are missing.
    var answersObstacle: String? {
        if let field = firstOpenField, form.problems[field] != nil {
            return "\(Field[field].label) was refused, see screen \(field.screen.rawValue)"
        }
        return form.preview.design == nil ? "answers are missing, see the screens with •" : nil
    }

    /// The first field that is refused, else the first that is missing or contradicts another one.
    var firstOpenField: FieldID? {
        let refused = FieldID.allCases.filter { form.problems[$0] != nil }
        let open = answers.contradictions.map(\.field) + answers.missingFields
        let fields = refused.isEmpty ? FieldID.allCases.filter(open.contains) : refused
        return fields.min { $0.screen < $1.screen }
    }

    /// Goes to a field, wherever it is.
    mutating func go(toField field: FieldID) -> [WizardEffect] {
        var effects = go(to: field.screen)
        if field.screen == .configuration, !code.items(self).contains(where: { $0.id == .field(field) }) {
            form.showsNames = true
        }
        effects += setFocus(.field(field))
        return effects
    }

    /// Why nothing can be applied now; nil when it can.
    var applyObstacle: String? {
        if planning.isApplying || work.isRunning(.applyFix) { return "apply is running" }
        if work.isRunning(.plan) { return "still reading what is there" }
        if let reason = answersObstacle { return reason }
        for side in [Side.eks, .ses] {
            if let mismatch = mismatch(on: side) { return "\(side.words) is \(mismatch.found), not \(mismatch.named)" }
        }
        guard let plan = planning.plan else { return "there is no plan yet, r reads" }
        if planning.isOld { return "answers changed, r reads again" }
        if planning.trouble != nil { return "what is there could not be read, r reads again" }
        if changes == 0 { return plan.hasNoChanges ? "there is nothing to change" : "sesame can change nothing here" }
        return nil
    }

    /// Why screen 6 cannot be passed yet: what it is there to show has not come.
    var reviewObstacle: String? {
        guard planning.plan == nil, planning.trouble == nil else { return nil }
        if work.isRunning(.identify) { return "AWS is being asked who your credentials are" }
        return work.isRunning(.plan) || work.isRunning(.ask) && !actingSides.isEmpty && form.preview.design == nil
            ? "still reading what is there" : nil
    }

    /// Whether a row is something that sesame would do, or a person has to decide.
    func isTodo(_ address: ResourceAddress) -> Bool {
        if planning.isFailed(address) { return true }
        guard planning.task(of: address) == nil, let resource = planning.plan?[address], !planning.isRight(resource)
        else { return false }
        return resource.action.writes && planning.progress[address] == nil || resource.action == .conflict
    }

    /// Whether screen 6 has something that a message needs and that nobody applied yet.
    var needsReview: Bool {
        guard answersObstacle == nil, !planning.isApplying else { return false }
        return reviewObstacle != nil || planning.trouble != nil || planning.hasUntouched
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

    /// `6 of 10 done`, as screen 6 counts them.
    var applyCount: String { "\(planning.rightCount) of \(planning.plan?.resources.count ?? 0) done" }

    /// What Home says later: `7 of 10 things made, 2 mails wait for a click`.
    var summary: String {
        guard planning.hasRun, let plan = planning.plan else { return "" }
        let waits = waitingMails.count
        let mails = waits == 0 ? "" : ", \(waits.counting("mail waits", "mails wait")) for a click"
        return "\(planning.rightCount) of \(plan.resources.count) things made\(mails)"
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
        guard let design = form.preview.design else {
            if let reason = answersObstacle, form.preview.isRefused {
                message = Says("Nothing was written: \(reason).", mark: .wrong)
                return []
            }
            let missing = answers.missingFields.map { Field[$0].label }
            message = Says("Files need more answers first.", missing.joined(separator: ", ") + ".", mark: .open)
            return []
        }
        // Which identity carries the policy was decided here; whoever uses the file must not decide it anew.
        var files = form.preview.files.map { OutputFile(name: $0.name.rawValue, content: $0.content) }
        files.append(OutputFile(name: "answers.yaml", content: AnswersWriter.text(answers.settled(by: design))))
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
            // They are written: the next Enter is for what comes after.
            freeFocus()
            message = Says(
                "\(names.count) files are in \(shownDirectory).",
                isMasked ? notMasked : names.joined(separator: ", "), mark: .right)
        case .failure(let trouble): message = Says(trouble.sentence, trouble.advice, mark: .wrong)
        }
        return []
    }
}

extension ApplyEvent {
    /// The resource that it is about; nil for all.
    fileprivate var address: ResourceAddress? {
        switch self {
        case .started(let address), .pausing(let address, _, _, _): address
        case .ended(let result): result.address
        case .looking, .unchecked: nil
        }
    }
}

extension FieldID {
    /// The screen that asks for it: that of its section, but for what another screen has to know.
    var screen: ScreenID {
        switch self {
        case .eksProfile, .sesProfile: .introduction
        case .sesAccount: .crossAccount
        case .eksSandbox: .ses
        case .testWorkload: .test
        default: section == "ses" ? .ses : .configuration
        }
    }
}
