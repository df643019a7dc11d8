import ArgumentParser
import Design

/// `sesame stage`: the presenter's console in a second terminal, and what a presenter needs besides.
struct StageConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage", abstract: "The presenter's console; checks a stage file, or prints the sheet.",
        discussion: """
            Without --check and --print it attaches to "sesame demo --stage" (or "sesame --stage") of the same user on \
            this computer: notes, the clock against the plan, the next keys of the script, faults to break and mend, \
            chapters, one key back. It may end and come back at any time; the stage goes on.

            A stage file is a talk as data (YAML): chapters with planned minutes, and steps with keys, what they do, \
            what has to be seen, what to say, and what is broken on purpose. Its form is \
            Resources/data/stage.schema.json. Two come with the program: talk (ten minutes) and booth (three, which \
            go round and round by themselves); without FILE it is talk.

            --check goes through it on the simulator, in seconds, and says which card or step does not fit any more: \
            0 it fits, 1 it does not, 65 the file is broken.
            """)

    @Argument(
        help: ArgumentHelp("A stage file, - for standard input, talk or booth.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @Flag(help: "Go through the file on the simulator, without a terminal.")
    var check = false

    @Flag(help: "Print the presenter's sheet as Markdown.")
    var print = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "For --check: text or json.")
    var output: OutputFormat = .text

    @OptionGroup var screen: ScreenOptions

    func validate() throws {
        guard !(check && print) else { throw ValidationError("Say one of --check and --print.") }
        if !check, !print {
            if let file {
                throw ValidationError("Say --check or --print for \(file); the console shows the talk of the stage.")
            }
            if output == .json { throw ValidationError("-o json goes with --check.") }
        }
        if print, output == .json { throw ValidationError("-o json goes with --check; the sheet is Markdown.") }
    }

    func run() throws {
        guard check || print else { ConsoleRun.run(screen) }
        Exit.run(output) { () throws(Stop) in
            check ? try StageCheck.run(file, output) : try StagePrint.run(file)
        }
    }
}
