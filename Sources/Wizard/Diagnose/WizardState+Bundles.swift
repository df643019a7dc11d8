import Calls
import Canvas
import Design
import Diagnosis
import Wire

extension WizardState {
    /// Reads which bundles lie in this folder; none is opened.
    mutating func listBundles() -> [WizardEffect] {
        let abandoned = work.abandon(.bundles).map { WizardEffect.cancel($0) }
        return abandoned + [.listBundles(work.begin(.bundles, "reading files", at: now))]
    }

    mutating func bundlesListed(_ id: EffectID, _ names: [String]) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        diagnosing.bundles = names
        diagnosing.bundle?.avoid(names)
        return []
    }

    /// Opens a bundle; nobody is asked for anything.
    mutating func openBundle(_ source: BundleSource) -> [WizardEffect] {
        let abandoned = work.abandon(.bundle).map { WizardEffect.cancel($0) }
        return abandoned + [.openBundle(work.begin(.bundle, "opening", at: now), source)]
    }

    /// Shows what a bundle says, or why it is none.
    mutating func bundleOpened(_ id: EffectID, _ result: Result<RecordedBundle, Problem>) -> [WizardEffect] {
        guard work.end(id), screen == .diagnose else { return [] }
        switch result {
        case .failure(let problem):
            message = Says(
                wrapped: TerminalText.sanitized(problem.sentence, limit: .max), size.columns - 8, mark: .wrong)
        case .success(let recorded):
            if diagnosing.page != .entry { diagnosing.enter(.entry) }
            turn(to: .result)
            diagnosing.show(
                recorded, isWide: BodyLayout.hasRoomForPreview(size), offset: now.offset)
            if let remark = diagnosing.recording?.remark, !remark.isEmpty {
                message = Says(wrapped: remark, size.columns - 8, mark: .attention)
            }
        }
        return []
    }

    // MARK: Writing one

    /// Shows what a bundle of the result would hold.
    mutating func prepareBundle() -> [WizardEffect] {
        guard let result = diagnosing.result, !isRecorded else { return [] }
        diagnosing.bundle = DiagnoseBundle(
            result, masking: diagnosing.bundleMasks[result.diagnosis.subject.words] ?? MaskKind.usual,
            by: "sesame \(version)", taken: diagnosing.bundles)
        turn(to: .bundle)
        // Somebody else may have put a file there since.
        return listBundles()
    }

    /// Masks a kind of values, or shows it; remembered for the subject.
    mutating func toggleMask(_ kind: MaskKind) -> [WizardEffect] {
        diagnosing.bundle?.toggle(kind)
        if let bundle = diagnosing.bundle?.bundle, let subject = diagnosing.result?.diagnosis.subject {
            diagnosing.bundleMasks[subject.words] = bundle.masked
        }
        return []
    }

    /// Writes the bundle that is shown.
    mutating func writeBundle() -> [WizardEffect] {
        guard let bundle = diagnosing.bundle, !work.isRunning(.writeNew) else { return [] }
        let id = work.begin(.writeNew, "writing", at: now)
        return [.writeNew(id, path: bundle.fileName, text: bundle.text)]
    }

    /// Takes the end of a write, of a bundle or of a table.
    mutating func wroteNew(_ id: EffectID, _ result: Result<String, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let isBundle = screen == .diagnose && diagnosing.page == .bundle
        switch result {
        case .success(let name):
            if name.hasSuffix(".bundle.json"), !diagnosing.bundles.contains(name) {
                diagnosing.bundles = (diagnosing.bundles + [name]).sorted()
            }
            let effects = isBundle ? goBack() : []
            message = Says("\(name) is written, for you alone (0600).", "Nothing was sent anywhere.", mark: .right)
            return effects
        case .failure(let problem):
            var advice = problem.advice
            if isBundle, let name = diagnosing.bundle?.fileName, problem.code == "FilesDiffer" {
                diagnosing.bundle?.avoid([name])
                advice = "Enter writes it as \(diagnosing.bundle?.fileName ?? "")."
            }
            message = Says(problem.sentence, advice, mark: .wrong)
            return []
        }
    }
}
