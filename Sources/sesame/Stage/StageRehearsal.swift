import Canvas
import Design
import Stage
import Wizard

/// Goes through a script against the product and notes what does not fit.
enum StageRehearsal {
    /// The sizes that a script has to fit.
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

    /// Goes through a script on a fresh stage of each size.
    ///
    /// - Parameters:
    ///   - script: the talk.
    ///   - sizes: the sizes.
    ///   - rounds: how often it is gone through without a new stage, for talks that end where they began.
    /// - Returns: what came of it, for each size.
    /// - Throws: `Stop` where no stage can be started.
    static func check(
        _ script: StageScript, sizes: [Size] = sizes, rounds: Int = 1
    ) async throws(Stop) -> [StageCheckResult] {
        let results = await withTaskGroup(of: Result<StageCheckResult, Stop>.self) { group in
            for size in sizes {
                group.addTask { await result { () async throws(Stop) in try await run(script, size, rounds) } }
            }
            var results: [Result<StageCheckResult, Stop>] = []
            for await result in group { results.append(result) }
            return results
        }
        var all: [StageCheckResult] = []
        for result in results { all.append(try result.get()) }
        return all.sorted { $0.size.columns < $1.size.columns }
    }

    private static func result(
        _ work: () async throws(Stop) -> StageCheckResult
    ) async -> Result<StageCheckResult, Stop> {
        do throws(Stop) { return .success(try await work()) } catch { return .failure(error) }
    }

    private static func run(
        _ script: StageScript, _ size: Size, _ rounds: Int
    ) async throws(Stop) -> StageCheckResult {
        var stage = try await HeadlessStage(script, size: size)
        var result = StageCheckResult(size: size)
        let home = await stage.rest()
        let steps = script.chapters.enumerated().flatMap { chapter, content in
            content.steps.indices.map { (chapter + 1, $0 + 1, content.steps[$0]) }
        }
        all: for round in 0..<rounds {
            for (index, (chapter, number, step)) in steps.enumerated() {
                if number == 1 {
                    result.misfits += await RehearsedCard(script.chapters[chapter - 1], chapter, size).run(on: &stage)
                }
                var rehearsed = RehearsedStep(step, chapter: chapter, number: number, size: size)
                await rehearsed.run(on: &stage)
                result.tried += 1
                result.misfits += rehearsed.misfits
                if rehearsed.isLost {
                    result.untried = (rounds - round) * steps.count - index - 1
                    break all
                }
            }
            guard script.loops, let last = steps.last else { continue }
            stage.beginAgain()
            let again = await stage.rest { $0.screen == home.screen }
            guard again.screen != home.screen || again.body != home.body else { continue }
            result.misfits.append(
                StageMisfit(
                    chapter: last.0, step: last.1, line: last.2.line, sizes: [size],
                    expected: "the talk to begin again at Home", found: "the screen \(again.screen)", rows: again.body))
            break
        }
        await stage.end()
        return result
    }
}

/// The card of a chapter: it fits, opens where the chapter begins, and Enter takes it away.
private struct RehearsedCard {
    let chapter: StageScript.Chapter
    let number: Int
    let size: Size

    init(_ chapter: StageScript.Chapter, _ number: Int, _ size: Size) {
        self.chapter = chapter
        self.number = number
        self.size = size
    }

    func run(on stage: inout HeadlessStage) async -> [StageMisfit] {
        var misfits = StageLook.Chapter(chapter).cuts(size).map { cut in
            switch cut {
            case .title: miss("a title that the card has room for", "\"\(chapter.title)\", which is cut")
            case .sentences: miss("sentences that the card has room for", "\(chapter.sentences.count), which are cut")
            case .listed: miss("a title that the list of chapters has room for", "\"\(chapter.title)\", which is cut")
            }
        }
        let before = await stage.rest()
        stage.begin(chapter: number)
        guard stage.state.showsChapterCard else { return misfits + [miss("the chapter's card", "none", stage.scene)] }
        // What a chapter begins with waits until its card is gone.
        let isEnter = stage.press(.enter) == nil && !stage.state.showsChapterCard
        let after = stage.scene
        if !isEnter || after.screen != before.screen || after.focusRow != before.focusRow {
            misfits.append(miss("the stage as it was before the card, after Enter", "another one", after))
        }
        return misfits
    }

    private func miss(_ expected: String, _ found: String, _ scene: StageScene? = nil) -> StageMisfit {
        StageMisfit(
            chapter: number, step: 0, line: chapter.line, sizes: [size], expected: expected, found: found,
            rows: scene?.body ?? [])
    }
}

/// One step on its way over the stage.
private struct RehearsedStep {
    let step: StageScript.Step
    let chapter: Int
    let number: Int
    let size: Size
    var misfits: [StageMisfit] = []
    /// Whether what follows would only miss what this one has missed.
    var isLost = false

    init(_ step: StageScript.Step, chapter: Int, number: Int, size: Size) {
        self.step = step
        self.chapter = chapter
        self.number = number
        self.size = size
    }

    mutating func run(on stage: inout HeadlessStage) async {
        for deed in step.faults {
            if let reason = stage.carryOut(deed) { miss("a fault that can be broken now", reason, isLost: true) }
            _ = await stage.rest()
        }
        for (index, press) in step.presses.enumerated() where !isLost {
            await self.press(press, on: &stage)
            if index + 1 < step.presses.count { _ = await stage.rest() }
        }
        guard !isLost else { return }
        let expected = step.expected
        let scene = await stage.rest { expected?.misses(in: $0).isEmpty ?? true }
        if stage.hasLeft { return miss("a key that stays on the stage", "it leaves the program", isLost: true) }
        if let expected { judge(expected, scene) }
    }

    private mutating func press(_ press: StageScript.Press, on stage: inout HeadlessStage) async {
        let keys: [Key]
        switch press {
        case .key(let key): keys = [key]
        case .text(let text): keys = text.map(Key.character)
        case .action(let name):
            switch stage.state.keys(doing: name) {
            case .keys(let found): keys = found
            case .off(let reason):
                return miss("the action \"\(name)\"", "not now: \(reason)", stage.scene, isLost: true)
            case .unknown(let known):
                let words = Set(name.lowercased().split(separator: " "))
                let near = known.filter { !words.isDisjoint(with: $0.lowercased().split(separator: " ")) }
                let list = (near.isEmpty ? known : near).joined(separator: ", ")
                return miss("the action \"\(name)\"", "these actions: \(list)", isLost: true)
            }
        }
        for key in keys {
            if let reason = stage.press(key) {
                return miss("\(key.words) to do something", reason, stage.scene, isLost: true)
            }
        }
    }

    private mutating func judge(_ expected: StageScript.Expectation, _ scene: StageScene) {
        let missing = expected.misses(in: scene)
        for miss in missing {
            switch miss {
            case .screen(let wanted):
                self.miss("the screen \(wanted)", "the screen \(scene.screen)", scene, isLost: true)
            case .focus(let wanted):
                let focus = scene.focusWords.isEmpty ? scene.focusRow : scene.focusWords
                self.miss(
                    "the focus on \"\(wanted)\"", focus.isEmpty ? "no focus" : "it on \"\(focus)\"", scene, isLost: true
                )
            case .text(let wanted): self.miss("\"\(wanted)\" within a row", "no such row", scene)
            }
        }
    }

    private mutating func miss(
        _ expected: String, _ found: String, _ scene: StageScene? = nil, isLost: Bool = false
    ) {
        misfits.append(
            StageMisfit(
                chapter: chapter, step: number, line: step.line, sizes: [size], expected: expected, found: found,
                // What is seen is told once for each step.
                rows: misfits.isEmpty ? scene?.body ?? [] : []))
        self.isLost = self.isLost || isLost
    }
}
