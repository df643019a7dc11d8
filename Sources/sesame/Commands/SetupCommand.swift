import ArgumentParser

/// `sesame setup`: full screen, at the first unanswered screen.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "The guided setup, full screen, starting at the first open question.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var screen: ScreenOptions

    func run() throws {
        if common.demo { WizardRun.demo(scenario: "fresh", screen: screen) }
        WizardRun.live(common, screen: screen, startsAtHome: false)
    }
}
