import Calls
import Identifiers
import Canvas
import Design

extension WizardState {
    /// What stands in a field: what was typed, else the answer, else what is derived.
    func text(of field: FieldID) -> String {
        form.drafts[field] ?? answers[field] ?? preview.derived[field] ?? ""
    }

    /// The problem that the form shows for a field now; an incomplete text only after it was left.
    func problem(of field: FieldID) -> FieldProblem? {
        guard let problem = form.problems[field] else { return nil }
        if problem.kind == .incomplete, !form.left.contains(field) { return nil }
        return problem
    }

    /// Whether a field has a value that can be used.
    func isAnswered(_ field: FieldID) -> Bool {
        form.problems[field] == nil && !text(of: field).isEmpty
    }

    /// Whether an empty field may still be filled by answers that are on their way.
    func isPending(_ field: FieldID) -> Bool {
        text(of: field).isEmpty && form.problems[field] == nil && (work.isRunning(.ask) || work.isRunning(.identify))
    }

    /// What the source column says about a field.
    func source(of field: FieldID) -> (mark: Mark?, words: String) {
        if let problem = problem(of: field) {
            switch problem.kind {
            case .incomplete: return (.wrong, "not complete")
            case .illegal: return (.wrong, "not allowed")
            case .unusable: return (.wrong, "cannot be used")
            }
        }
        if form.problems[field] != nil { return (nil, "typed") }
        if let provenance = answers.provenance(of: field) { return (nil, provenance.words) }
        if isPending(field) { return (.running, "looking") }
        if text(of: field).isEmpty {
            let isOpen = screen.code.openItems(self).contains(.field(field))
            return isOpen ? (.open, "needed") : (nil, "")
        }
        return (nil, "default")
    }

    /// The text and cursor of the focused text field.
    func editor(for field: FieldID) -> LineEditor {
        form.field == field ? form.editor : LineEditor(text(of: field))
    }

    /// Takes a key in a text field; nil when the key means nothing in text.
    mutating func edit(_ field: FieldID, _ key: Key) -> [WizardEffect]? {
        var editor = editor(for: field)
        if case .paste(let text) = key,
            let effects = spread(text, over: field) ?? refuse(text, beside: editor.text)
        {
            return effects
        }
        let before = editor.text
        if key == .right, editor.isAtEnd, let repair = problem(of: field)?.repair {
            return enter(repair, into: field)
        }
        guard editor.handle(key) else { return nil }
        form.field = field
        form.editor = editor
        guard editor.text != before else { return [] }
        if form.drafts[field] == nil { history.remember(answers) }
        take(editor.text, for: field)
        return [.saveState]
    }

    /// Puts a whole text into a field, as if it were typed.
    mutating func enter(_ text: String, into field: FieldID) -> [WizardEffect] {
        history.remember(answers)
        form.editor = LineEditor(text)
        form.field = field
        take(text, for: field)
        return [.saveState] + answersChanged()
    }

    /// Keeps a typed text: as an answer when it is a value, else as a draft with its problem.
    mutating func take(_ text: String, for field: FieldID) {
        form.left.remove(field)
        if text.allSatisfy({ $0 == " " }) {
            form.problems[field] = nil
            form.drafts[field] = ""
            answers.clear(field)
        } else {
            do throws(FieldProblem) {
                try answers.set(text, for: field, from: .typed)
                form.problems[field] = nil
                form.drafts[field] = answers[field] == text ? nil : text
            } catch {
                form.problems[field] = error
                form.drafts[field] = text
            }
        }
        followUp(field)
        preview.refresh(answers)
    }

    /// What happens when the focus leaves a field: drafts become values, and what depends on it is read again.
    mutating func leave(_ field: FieldID) -> [WizardEffect] {
        guard form.field == field else { return [] }
        form.field = nil
        if form.problems[field] == nil { form.drafts[field] = nil } else { form.left.insert(field) }
        fillDefaults()
        return [.saveState] + answersChanged()
    }

    /// A change of one answer that takes others with it.
    private mutating func followUp(_ field: FieldID) {
        switch field {
        case .sesSender:
            let isDomain = answers.identity.map { !$0.text.contains("@") } ?? false
            guard answers.provenance(of: .sesIdentity) != .typed || !isDomain else { break }
            answers.clear(.sesIdentity)
        case .eksRegion:
            for dependent in [FieldID.eksCluster, .eksOIDCProvider] where isFound(dependent) {
                answers.clear(dependent)
            }
            discovery.forget(where: { $0.side == .eks && !$0.concernsSES })
        case .eksCluster:
            if isFound(.eksOIDCProvider) { answers.clear(.eksOIDCProvider) }
            discovery.forget(where: { $0.side == .kubernetes })
        case .sesRegion:
            discovery.forget(where: { $0.concernsSES })
        default: break
        }
        planning.isOld = true
        practices.isOld = true
    }

    private func isFound(_ field: FieldID) -> Bool {
        guard let provenance = answers.provenance(of: field) else { return false }
        return provenance.precedence <= Provenance.detected(from: "").precedence
    }

    /// What follows from changed answers: the preview, and questions that can be asked now.
    mutating func answersChanged() -> [WizardEffect] {
        preview.refresh(answers)
        return ask()
    }

    /// Proposes a value for a field, unless something at least as strong stands there.
    mutating func propose(_ text: String, for field: FieldID, from provenance: Provenance) {
        guard form.drafts[field] == nil || form.drafts[field] == "" && form.field != field else { return }
        if let own = answers.provenance(of: field), own.precedence > provenance.precedence { return }
        guard (try? answers.set(text, for: field, from: provenance)) != nil else { return }
        if form.drafts[field] == "" { form.drafts[field] = nil }
    }

    mutating func undoAnswers() -> [WizardEffect] {
        guard let earlier = history.undo(answers) else { return [] }
        return replaceAnswers(earlier, "Taken back.")
    }

    mutating func redoAnswers() -> [WizardEffect] {
        guard let later = history.redo(answers) else { return [] }
        return replaceAnswers(later, "Done again.")
    }

    private mutating func replaceAnswers(_ other: Answers, _ words: String) -> [WizardEffect] {
        answers = other
        form = FormState()
        planning.isOld = true
        practices.isOld = true
        message = Says(words, mark: .right)
        return [.saveState] + answersChanged()
    }
}
