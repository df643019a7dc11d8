import ArgumentParser

/// `sesame` without a command: full screen, at Home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "home", shouldDisplay: false)

    @Flag(help: ArgumentHelp(MaskedScreen.help))
    var mask = false

    @OptionGroup(title: "Presenting") var presenting: StageOptions

    @OptionGroup(title: "Recording") var recording: RecordOptions

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let stage = try presenting.plan(common.look, isDemo: common.demo)
        let recorder = try recording.recorder(common.look, title: common.demo ? "sesame demo" : "sesame")
        if mask { try MaskedScreen.check(common.look) }
        if common.look.plain { LineSetup.run(common, scenario: common.demo ? "fresh" : nil) }
        if common.demo {
            WizardRun.demo(scenario: "fresh", screen: common.look, isMasked: mask, recorder: recorder, stage: stage)
        }
        WizardRun.live(
            common, screen: common.look, startsAtHome: true, isMasked: mask, recorder: recorder, stage: stage)
    }
}
