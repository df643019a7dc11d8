import ArgumentParser

/// `sesame` without a command: full screen, at Home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "home", shouldDisplay: false)

    @OptionGroup var common: CommonOptions
    @OptionGroup var screen: ScreenOptions

    func run() throws {
        if common.demo { WizardRun.demo(scenario: "fresh", screen: screen) }
        WizardRun.live(common, screen: screen, startsAtHome: true)
    }
}
