import ArgumentParser

/// `sesame` without a command: full screen, at Home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "home", shouldDisplay: false)

    @OptionGroup(title: "Masks") var masked: MaskedScreen

    @OptionGroup(title: "Presenting") var presenting: StageOptions

    @OptionGroup(title: "Recording") var recording: RecordOptions

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let stage = try presenting.plan(common.look, isDemo: common.demo)
        let recorder = try recording.recorder(common.look, title: common.demo ? "sesame demo" : "sesame")
        let mask = try masked.kinds(common.look)
        if common.look.plain { LineSetup.run(common, scenario: common.demo ? "fresh" : nil) }
        if common.demo {
            WizardRun.demo(scenario: "fresh", screen: common.look, mask: mask, recorder: recorder, stage: stage)
        }
        WizardRun.live(
            common, screen: common.look, startsAtHome: true, mask: mask, recorder: recorder, stage: stage)
    }
}
