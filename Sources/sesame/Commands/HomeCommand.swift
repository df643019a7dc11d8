import ArgumentParser

/// `sesame` without a command: full screen, at Home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "home", shouldDisplay: false)

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        if common.look.plain { LineSetup.run(common, scenario: common.demo ? "fresh" : nil) }
        if common.demo { WizardRun.demo(scenario: "fresh", screen: common.look) }
        WizardRun.live(common, screen: common.look, startsAtHome: true)
    }
}
