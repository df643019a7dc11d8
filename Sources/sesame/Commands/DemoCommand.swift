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

    @OptionGroup(title: "Masks") var masked: MaskedScreen

    @OptionGroup(title: "Presenting") var presenting: StageOptions

    @Option(
        help: ArgumentHelp(
            "Print a recording as a picture (SVG; animated, light and dark) and end.", valueName: "recording"))
    var svg: String?

    @OptionGroup var recording: RecordOptions

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        let stage = try presenting.plan(screen, isDemo: true)
        if let svg { RecordingPicture.print(svg) }
        let recorder = try recording.recorder(screen, title: "sesame demo")
        let mask = try masked.kinds(screen)
        if screen.plain {
            var common = try CommonOptions.parse([])
            common.look = screen
            LineSetup.run(common, scenario: scenario)
        }
        WizardRun.demo(scenario: scenario, screen: screen, mask: mask, recorder: recorder, stage: stage)
    }
}
