import Canvas
import Design

extension WizardState {
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
        history.remember(answers)
        for value in paste.values where (try? answers.set(value.text, for: value.field, from: .typed)) != nil {
            form.drafts[value.field] = nil
            form.problems[value.field] = nil
        }
        form.field = nil
        message = Says(paste.sentence, "u takes it back, outside of a text field.", mark: .right)
        planning.isOld = true
        fillDefaults()
        return [.saveState] + answersChanged()
    }
}
