import Design

/// Builds what stands beside a form.
enum Previews {
    /// Makes what is beside the form, or under it, before it is drawn.
    ///
    /// - Parameters:
    ///   - state: The state of a screen with a form.
    ///   - first: The file that stands beside the form unless the focused field makes another one.
    ///   - hasLine: Whether a line of the file stands under the form where there is no room for the whole.
    static func prepare(_ state: inout WizardState, default first: ArtifactName, hasLine: Bool) {
        let isBeside = BodyLayout.hasRoomForPreview(state.size)
        guard isBeside || hasLine && !BodyLayout.hasRoomUnderForm(state.size) else { return }
        if case .field(let field) = state.focused.id { state.form.preview.mark(field, state.answers) }
        if isBeside { state.form.preview.keep(touched(state)?.file ?? first) }
    }

    /// What the focused field makes.
    static func touched(_ state: WizardState) -> PreviewState.Touched? {
        guard case .field(let field) = state.focused.id else { return nil }
        return state.form.preview.touched(by: field)
    }

    static func document(_ state: WizardState, among files: [ArtifactName], default first: ArtifactName) -> Preview? {
        let touched = touched(state)
        let file = touched?.file ?? first
        guard let artifact = state.form.preview.file(file) else { return nil }
        var lines = artifact.content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let note =
            state.form.preview.isRefused
            ? "Without what was refused; nothing is written so."
            : state.form.preview.hasExamples
                ? "Values that nobody gave yet are examples here."
                : touched != nil ? "▸ marks what the focused field makes." : ""
        let number = files.firstIndex(of: file).map { "\($0 + 1) of \(files.count)" } ?? ""
        return Preview(
            title: file.rawValue, count: number, lines: lines, marked: touched?.lines ?? [], note: note)
    }
}
