import ArgumentParser
import Terminal
import Work

/// The program's command line.
@main
struct Sesame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sesame",
        abstract: "Lets pods of an EKS cluster send mail through Amazon SES of another account, without access keys.",
        usage: "sesame [command] [options]",
        discussion: """
            First time here? "sesame demo" walks through everything on a simulated AWS that never leaves this \
            computer. "sesame" alone opens the same for your own accounts, full screen.

            By commands: write an answers file (the last screen of "sesame setup" does), then
              sesame plan  --answers answers.yaml    what is there, what is missing
              sesame apply --answers answers.yaml    show, ask, make it so; safe to repeat
              sesame send  --answers answers.yaml    one test message, link by link

            Mail does not go out? "sesame doctor" finds the one link that is broken, from an answers file, a service \
            account, a pod or the ARN of a role, and says how to mend it.

            Text is as wide as the terminal, or as COLUMNS says; into a pipe or a file every record is one line.

            Exit codes: 0 as wanted; 1 failed, conflict or problem found; 2 changes or waiting remain; 3 a read was \
            refused or not reachable, so the answer is incomplete, or a write or message may have happened; 64 bad \
            usage; 65 bad input data; 69 nothing reachable; 74 its output cannot be written (a reader that left, as in \
            "| head", gets a quiet 74); 77 wrong account or cluster, or a write was refused; 128+n ended by signal n.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(name: "Guided", subcommands: [SetupCommand.self, DemoCommand.self, StageConsoleCommand.self]),
            CommandGroup(
                name: "Setting up",
                subcommands: [RenderCommand.self, PlanCommand.self, ApplyCommand.self, TestSendCommand.self]),
            CommandGroup(name: "Finding faults", subcommands: [DoctorCommand.self, BundleCommand.self]),
            CommandGroup(
                name: "Tools",
                subcommands: [
                    ExplainCommand.self, WhoamiCommand.self, PermissionsCommand.self, TokenCommand.self,
                    EvaluateCommand.self,
                    SimulateCommand.self,
                ]),
            CommandGroup(name: "Home", subcommands: [HomeCommand.self]),
        ], defaultSubcommand: HomeCommand.self)

    /// Parses the command line and runs the command; the process ends with its exit code.
    static func main() {
        StandardStreams.prepare()
        CrashGuard.install()
        Heap.share()
        CommandLineRun.run(Array(CommandLine.arguments.dropFirst()))
    }
}
