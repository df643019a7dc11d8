import Calls
import Identifiers
import Canvas
import Design

extension WizardState {
    /// Whether an empty field may still be filled by answers that are on their way.
    func isPending(_ field: FieldID) -> Bool {
        form.text(of: field).isEmpty && form.problems[field] == nil
            && (work.isRunning(.ask) || work.isRunning(.identify))
    }

    /// What the source column says about a field.
    func source(of field: FieldID) -> (mark: Mark?, words: String) {
        if let problem = form.problem(of: field) {
            switch problem.kind {
            case .incomplete: return (.wrong, "not complete")
            case .illegal: return (.wrong, "not allowed")
            case .unusable: return (.wrong, "cannot be used")
            }
        }
        if form.problems[field] != nil { return (nil, "typed") }
        if let provenance = answers.provenance(of: field) { return (nil, provenance.words) }
        if isPending(field) { return (.running, "looking") }
        if form.text(of: field).isEmpty {
            let isOpen = screen.code.openItems(self).contains(.field(field))
            return isOpen ? (.open, "needed") : (nil, "")
        }
        return (nil, "default")
    }

    /// Takes a key in a text field; nil when the key means nothing in text.
    mutating func edit(_ field: FieldID, _ key: Key) -> [WizardEffect]? {
        let editor = form.editor(for: field)
        if case .paste(let text) = key, let effects = spread(text, over: field) ?? refuse(text, beside: editor.text) {
            return effects
        }
        if key == .right, editor.isAtEnd, let repair = form.problem(of: field)?.repair {
            return enter(repair, into: field)
        }
        guard let isChanged = form.edit(field, key) else { return nil }
        guard isChanged else { return [] }
        answerChanged(field)
        return [.saveState]
    }

    /// Puts a whole text into a field, as if it were typed.
    mutating func enter(_ text: String, into field: FieldID) -> [WizardEffect] {
        form.enter(text, into: field)
        answerChanged(field)
        return [.saveState] + ask()
    }

    /// What happens when the focus leaves a field: drafts become values, and what depends on it is read again.
    mutating func leave(_ field: FieldID) -> [WizardEffect] {
        guard form.leave(field) else { return [] }
        fillDefaults()
        return [.saveState] + ask()
    }

    /// What was read for another answer is old.
    private mutating func answerChanged(_ field: FieldID) {
        switch field {
        case .eksRegion: discovery.forget(where: { $0.side == .eks && !$0.concernsSES })
        case .eksCluster: discovery.forget(where: { $0.side == .kubernetes })
        case .sesRegion: discovery.forget(where: { $0.concernsSES })
        default: break
        }
        resultsAreOld()
    }

    /// What was compared, checked and sent was about other answers.
    private mutating func resultsAreOld() {
        planning.answersChanged()
        practices.isOld = true
        testing.isOld = true
    }

    mutating func undoAnswers() -> [WizardEffect] {
        form.undo().map { replaced($0, "Taken back") } ?? []
    }

    mutating func redoAnswers() -> [WizardEffect] {
        form.redo().map { replaced($0, "Done again") } ?? []
    }

    /// Says what stands in the fields now, and reads again what hangs on them.
    private mutating func replaced(_ change: AnswersHistory.Change, _ word: String) -> [WizardEffect] {
        for field in change.before.keys { answerChanged(field) }
        fillDefaults()
        let labels = change.fields.map { Field[$0].label }
        let words: String
        if let field = change.fields.first, change.fields.count == 1 {
            let text = shownText(of: field)
            words = text.isEmpty ? "\(labels[0]) is empty." : "\(labels[0]) is \(text)."
        } else {
            words = labels.joined(separator: ", ") + "."
        }
        message = Says(wrapped: "\(word): \(words)", size.columns - 6, mark: .right)
        return [.saveState] + ask() + readShownPlan()
    }

    /// Refuses a pasted text that no field can hold.
    ///
    /// - Parameters:
    ///   - text: What was pasted.
    ///   - present: What the field holds that will stay.
    /// - Returns: No effects, and a message, for a text that is refused; nil where there is room for it.
    mutating func refuse(_ text: String, beside present: String = "") -> [WizardEffect]? {
        let count = text.utf8.count
        guard count + present.utf8.count > LineEditor.limit else { return nil }
        message = Says("Nothing was pasted: a field takes \(LineEditor.limit) bytes, this is \(count).", mark: .wrong)
        return []
    }

    /// Spreads a pasted ARN, issuer or JSON document over the fields that it answers; nil when it is plain text.
    mutating func spread(_ text: String, over field: FieldID) -> [WizardEffect]? {
        guard let paste = Paste(text, into: field) else { return nil }
        form.spread(paste)
        message = Says(paste.sentence, "u takes it back, outside of a text field.", mark: .right)
        resultsAreOld()
        fillDefaults()
        return [.saveState] + ask() + readShownPlan()
    }
}
