import ArgumentParser

/// `sesame setup`: full screen, at the first unanswered screen.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "The guided setup, full screen, starting at the first open question.")

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        if common.demo { WizardRun.demo(scenario: "fresh", screen: common.look) }
        WizardRun.live(common, screen: common.look, startsAtHome: false)
    }
}
