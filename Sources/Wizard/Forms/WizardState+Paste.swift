import Design

extension WizardState {
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
