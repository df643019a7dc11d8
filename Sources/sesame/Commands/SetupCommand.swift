import ArgumentParser

/// `sesame setup`: full screen, at the first unanswered screen.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "The guided setup, full screen, starting at the first open question.",
        discussion: """
            With --plain it asks line by line, then shows the plan, applies and sends: for screen readers and simple \
            terminals. What flags and answers file say is not asked for again. Answers are kept with every question, \
            and the next run, full screen or not, goes on with them.
            """)

    @Flag(help: ArgumentHelp(MaskedScreen.help))
    var mask = false

    @OptionGroup(title: "Presenting") var presenting: StageOptions

    @OptionGroup(title: "Recording") var recording: RecordOptions

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let stage = try presenting.plan(common.look, isDemo: common.demo)
        let recorder = try recording.recorder(common.look, title: common.demo ? "sesame demo" : "sesame setup")
        if mask { try MaskedScreen.check(common.look) }
        if common.look.plain { LineSetup.run(common, scenario: common.demo ? "fresh" : nil) }
        if common.demo {
            WizardRun.demo(
                scenario: "fresh", screen: common.look, startsAtHome: false, isMasked: mask, recorder: recorder,
                stage: stage)
        }
        WizardRun.live(
            common, screen: common.look, startsAtHome: false, isMasked: mask, recorder: recorder, stage: stage)
    }
}
