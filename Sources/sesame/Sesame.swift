import ArgumentParser

/// The program's command line.
@main
struct Sesame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sesame",
        abstract: "Lets pods of an EKS cluster send mail through Amazon SES of another account, without access keys.",
        discussion: """
            Without a command: full screen, starting at Home. "sesame demo" shows everything on a simulated AWS that \
            never leaves this computer.

            Exit codes: 0 as wanted; 1 failed, conflict or problem found; 2 changes or waiting remain; 3 a read was \
            refused, so the answer is incomplete; 64 bad usage; 65 bad input data; 69 nothing reachable; 77 wrong \
            account or cluster, or a write was refused; 128+n ended by signal n.
            """,
        version: Version.text,
        subcommands: [
            SetupCommand.self, DemoCommand.self, RenderCommand.self, PlanCommand.self, ApplyCommand.self,
            TestSendCommand.self, WhoamiCommand.self, TokenCommand.self, EvaluateCommand.self, SimulateCommand.self,
            HomeCommand.self,
        ], defaultSubcommand: HomeCommand.self)
}
