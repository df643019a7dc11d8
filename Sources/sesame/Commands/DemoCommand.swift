import ArgumentParser
import Wizard

/// `sesame demo`: the wizard on the embedded simulator.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The guided setup on a simulated AWS, only on this computer.",
        discussion: """
            Two accounts, a cluster and a mailbox, over real HTTP on loopback. AWS_* variables, ~/.aws and KUBECONFIG \
            are not read. Actions (: or Ctrl-O) reset the world, break one thing, and open the inbox.
            """)

    @Option(
        help: ArgumentHelp("State of the world to begin with; sesame simulate --list names them.", valueName: "name"))
    var scenario = "fresh"

    @Flag(help: ArgumentHelp(MaskedScreen.help))
    var mask = false

    @Flag(help: "In front of an audience: the last call and the last keys are shown, causes when Enter asks for them.")
    var stage = false

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        if mask { try MaskedScreen.check(screen) }
        if screen.plain {
            var common = try CommonOptions.parse([])
            common.look = screen
            LineSetup.run(common, scenario: scenario)
        }
        WizardRun.demo(scenario: scenario, screen: screen, isMasked: mask, stage: stage ? StageLook() : nil)
    }
}
