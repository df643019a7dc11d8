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
            by: "sesame \(version)", taken: diagnosing.bundles,
            remembering: diagnosing.maskMemories[result.diagnosis.subject.words] ?? MaskMemory())
        turn(to: .bundle)
        let id = work.begin(.masks, "reading files", at: now)
        // Somebody else may have put a file there since.
        return listBundles() + [.recallMasks(id, result.diagnosis.subject.answers)]
    }

    /// Takes what masks of earlier bundles met.
    mutating func masksRecalled(_ id: EffectID, _ memory: MaskMemory) -> [WizardEffect] {
        // A file that is being written has its masks.
        guard work.end(id), !memory.isEmpty, !work.isRunning(.writeNew) else { return [] }
        diagnosing.bundle?.remember(memory)
        return []
    }

    /// Takes a key in the name of the bundle's file; nil when the key means nothing in text.
    private mutating func editFileName(_ key: Key) -> [WizardEffect]? {
        guard key != .character("?"), var line = diagnosing.bundle?.line, line.handle(key) else { return nil }
        diagnosing.bundle?.type(line)
        route.place(.anything)
        return []
    }

    /// Takes a key in the one field of text that a page of Diagnose has; nil when the key means nothing there.
    mutating func editText(_ key: Key) -> [WizardEffect]? {
        switch diagnosing.page {
        case .fleet: editFind(key)
        case .bundle: editFileName(key)
        default: editAnything(key)
        }
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
        if let problem = bundle.nameProblem {
            message = Says(problem.sentence, problem.advice, mark: .wrong)
            route.place(.anything)
            return []
        }
        let id = work.begin(.writeNew, "writing", at: now)
        var effects: [WizardEffect] = [.writeNew(id, path: bundle.fileName, text: bundle.text)]
        if !bundle.bundle.masked.isEmpty, let subject = diagnosing.result?.diagnosis.subject {
            let memory = bundle.bundle.masks.memory
            diagnosing.maskMemories[subject.words] = memory
            effects.append(.keepMasks(memory, subject.answers))
        }
        return effects
    }

    /// Takes the end of a write, of a bundle or of a table.
    mutating func wroteNew(_ id: EffectID, _ result: Result<String, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let isBundle = screen == .diagnose && diagnosing.page == .bundle
        switch result {
        case .success(let name):
            if name.hasSuffix(".bundle.json"), !name.contains("/"), !diagnosing.bundles.contains(name) {
                diagnosing.bundles = (diagnosing.bundles + [name]).sorted()
            }
            let effects = isBundle ? goBack() : []
            let isOpen = isBundle ? diagnosing.bundle?.bundle.masked.isEmpty == true : isMasked
            message = Says(
                "\(TerminalText.sanitized(name)) is written, for you alone (0600).",
                "\(isOpen ? "Nothing is masked in it. " : "")Nothing was sent anywhere.", mark: .right)
            return effects
        case .failure(let problem):
            var advice = problem.advice
            if isBundle, let bundle = diagnosing.bundle {
                if bundle.typed != nil {
                    advice = "Another name can be typed."
                    route.place(.anything)
                } else if problem.code == "FilesDiffer" {
                    diagnosing.bundle?.avoid([bundle.fileName])
                    advice = "Enter writes it as \(diagnosing.bundle?.fileName ?? "")."
                }
            }
            message = Says(TerminalText.sanitized(problem.sentence), advice, mark: .wrong)
            return []
        }
    }
}
