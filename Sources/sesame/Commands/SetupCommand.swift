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

    @OptionGroup(title: "Masks") var masked: MaskedScreen

    @OptionGroup(title: "Presenting") var presenting: StageOptions

    @OptionGroup(title: "Recording") var recording: RecordOptions

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let stage = try presenting.plan(common.look, isDemo: common.demo)
        let recorder = try recording.recorder(common.look, title: common.demo ? "sesame demo" : "sesame setup")
        let mask = try masked.kinds(common.look)
        if common.look.plain { LineSetup.run(common, scenario: common.demo ? "fresh" : nil) }
        if common.demo {
            WizardRun.demo(
                scenario: "fresh", screen: common.look, startsAtHome: false, mask: mask, recorder: recorder,
                stage: stage)
        }
        WizardRun.live(
            common, screen: common.look, startsAtHome: false, mask: mask, recorder: recorder, stage: stage)
    }
}
