import Canvas
import Design
import Diagnosis
import Wire

extension WizardState {
    /// Takes a key in the field that takes everything; nil when the key means nothing in text.
    mutating func editAnything(_ key: Key) -> [WizardEffect]? {
        if key == .character("?") { return nil }
        if case .paste(let text) = key { return pasteAnything(text) }
        if diagnosing.given?.isLong == true {
            // A long text is no line to be edited: it stays, or it goes.
            switch key {
            case .backspace, .delete, .control("u"), .character("u"): diagnosing.give("")
            case .character: message = Says("u takes the paste back; then something else can be typed.")
            default: return nil
            }
            return []
        }
        var line = diagnosing.line
        guard line.handle(key) else { return nil }
        diagnosing.type(line)
        route.place(.anything)
        return []
    }

    /// Puts a pasted text into the field, wherever the focus is.
    mutating func pasteAnything(_ text: String) -> [WizardEffect] {
        if let effects = takeAnswer(text) { return effects }
        if diagnosing.page != .entry { diagnosing.enter(.entry) }
        diagnosing.give(text)
        route.place(.anything)
        return []
    }

    /// Empties the field and goes there.
    mutating func askForAnotherText() -> [WizardEffect] {
        diagnosing.give("")
        diagnosing.enter(.entry)
        route.place(.anything)
        return []
    }

    /// Diagnoses or explains what stands in the field.
    mutating func takeAnything() -> [WizardEffect] {
        guard let given = diagnosing.given else {
            message = Says("Nothing was typed or pasted.", mark: .open)
            return []
        }
        if let path = given.path { return openBundle(.file(path)) }
        switch given.clue.kind {
        case .code, .text:
            diagnosing.explain(given.explanation ?? DiagnoseGiven.explained(given.clue.text))
            turn(to: .causes)
            return []
        case .bundle: return openBundle(.text(given.clue.text))
        case .otherARN:
            message = Says(
                "That ARN names nothing that can be diagnosed.", "A role, an identity or a cluster can.", mark: .wrong)
            return []
        case .answer where given.clue.values.isEmpty:
            message = Says(
                "That answer names nothing to begin with.", "Diagnose a role or a service account first.", mark: .open)
            return []
        default: return find([given.clue])
        }
    }

    /// Finds the rest of a subject; who the credentials are is asked first, where nobody said yes to that yet.
    ///
    /// - Parameters:
    ///   - clues: What was given.
    ///   - known: What is known of its cluster; nil for whatever the kubeconfig tells.
    /// - Returns: What is to be done.
    mutating func find(_ clues: [SubjectClue], known: Answers? = nil) -> [WizardEffect] {
        let effects = mode == .demo || callers.proposed.isEmpty ? [] : acceptProposals()
        let abandoned = work.abandon(.find).map { WizardEffect.cancel($0) }
        diagnosing.search = DiagnoseSearch(clues: clues, known: known, since: now)
        guard !work.isRunning(.identify) else {
            diagnosing.waiting = .find
            return effects + abandoned
        }
        return effects + abandoned + beginFinding()
    }

    /// Finds on with one more thing that is known.
    mutating func find(also word: String) -> [WizardEffect] {
        guard let search = diagnosing.search, let clue = SubjectClue(word) else { return [] }
        return find(search.clues + [clue], known: search.known)
    }

    mutating func beginFinding() -> [WizardEffect] {
        guard let search = diagnosing.search else { return [] }
        diagnosing.waiting = nil
        let id = work.begin(.find, "finding the rest", at: now)
        message = Says("Looking for the rest of it: cluster, role, sender.", mark: .running)
        var known = whereToLook
        for field in [FieldID.eksCluster, .eksRegion, .eksAccount] {
            guard let cluster = search.known, let text = cluster[field], let source = cluster.provenance(of: field)
            else {
                continue
            }
            try? known.set(text, for: field, from: source)
        }
        return [.findSubject(id, search.clues, known)]
    }

    /// What says where to look for somebody else's setup: credentials and context, nothing of this setup's own.
    var whereToLook: Answers {
        var known = Answers()
        for field in [FieldID.eksProfile, .sesProfile, .kubernetesContext] {
            if let text = answers[field] { try? known.set(text, for: field, from: .default) }
        }
        return known
    }

    /// Takes what was found.
    mutating func found(_ id: EffectID, _ result: Result<SubjectSearch.Found, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        message = nil
        switch result {
        case .failure(let problem):
            message = Says(problem.sentence, problem.advice, mark: .wrong)
            return []
        case .success(let found):
            diagnosing.search?.found = found
            let since = diagnosing.search?.since ?? now
            diagnosing.search?.milliseconds = now.since(since)
            if let problem = found.problem {
                message = Says(wrapped: problem, size.columns - 8, mark: .wrong)
                return []
            }
            guard screen == .diagnose else { return [] }
            guard found.choices.isEmpty else {
                turn(to: .found)
                return []
            }
            return look(at: found.subject)
        }
    }

    /// Opens a setup of an earlier run to diagnose it: its answers and credentials are taken, then it is looked at.
    mutating func diagnose(setup: String) -> [WizardEffect] {
        let id = work.begin(.open, "opening", at: now)
        diagnosing.opening = id
        return [.openSetup(id, id: setup)]
    }

    /// Takes a setup that was opened to be diagnosed.
    mutating func diagnose(_ position: SavedPosition) -> [WizardEffect] {
        form.restore(position.answers, drafts: position.drafts)
        forgetWorld()
        callers.restore(position.callers, asked: position.asked)
        guard let subject = ownSubject else {
            message = Says("Too little of that setup is known: no service account and no role.", mark: .open)
            return []
        }
        return acceptProposals() + look(at: subject)
    }
}
