import Design

/// Builds what stands beside a form.
enum Previews {
    static func document(_ state: WizardState, among files: [ArtifactName], default first: ArtifactName) -> Preview? {
        let touched = state.preview.touched
        var isTouched = false
        if case .field(let field) = state.focused.id { isTouched = touched?.field == field }
        let file = isTouched ? touched?.file ?? first : first
        guard let artifact = state.preview.artifacts.first(where: { $0.name == file }) else { return nil }
        var lines = artifact.content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let note =
            state.preview.hasExamples
            ? "Values that nobody gave yet are examples here."
            : isTouched ? "▸ marks what the focused field makes." : ""
        let number = files.firstIndex(of: file).map { "\($0 + 1) of \(files.count)" } ?? ""
        return Preview(
            title: file.rawValue, count: number, lines: lines, marked: isTouched ? touched?.lines ?? [] : [], note: note
        )
    }
}
