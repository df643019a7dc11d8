import ArgumentParser
import Design
import Stage

/// `--stage` and what belongs to it: the wizard for an audience.
struct StageOptions: ParsableArguments {
    @Flag(help: "For an audience; \"sesame stage\" in a second terminal is the presenter's console.")
    var stage = false

    @Option(
        help: ArgumentHelp("With --stage: the talk, a file or talk or booth.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var script: String?

    @Flag(help: "With --stage: show causes at once.")
    var reveal = false

    @Flag(help: "With --stage: no cards between chapters.")
    var noCards = false

    @Option(
        help: ArgumentHelp(
            "With --stage: the recording of rehearsal (asciicast), offered when calls are not answered.",
            valueName: "file"), completion: .file(extensions: ["cast"]))
    var recording: String?

    /// What was asked for; nil without `--stage`.
    ///
    /// - Parameters:
    ///   - screen: How it is shown.
    ///   - isDemo: Whether the world is simulated; real accounts have no talk unless one is named.
    /// - Returns: The talk and how it is shown.
    /// - Throws: What does not fit together, and files that cannot be read.
    func plan(_ screen: ScreenOptions, isDemo: Bool) throws -> StagePlan? {
        guard stage else {
            let others = [
                ("--script", script != nil), ("--reveal", reveal), ("--no-cards", noCards),
                ("--recording", recording != nil),
            ]
            if let other = others.first(where: \.1) { throw ValidationError("\(other.0) goes with --stage.") }
            return nil
        }
        guard !screen.plain else {
            throw ValidationError("--stage is for the full screen; with --plain nothing is shown to an audience.")
        }
        return StagePlan(
            script: try talk(isDemo: isDemo), hasCards: !noCards, revealsAtOnce: reveal,
            recording: try rehearsal())
    }

    private func talk(isDemo: Bool) throws -> StageScript {
        guard script != nil || isDemo else { return StageScript(title: "", chapters: []) }
        do throws(Stop) { return try StageFile.script(script) } catch { StageOptions.leave(error) }
    }

    private func rehearsal() throws -> StageRecording? {
        guard let recording else { return nil }
        do throws(Stop) { return try StageRecording.read(recording) } catch { StageOptions.leave(error) }
    }

    private static func leave(_ stop: Stop) -> Never {
        Exit.report(stop, .text)
        Exit.atOnce(stop.code.rawValue)
    }
}
