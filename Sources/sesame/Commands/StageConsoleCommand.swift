import ArgumentParser

/// `sesame stage`: the presenter's console, in a second terminal.
struct StageConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage", abstract: "The presenter's console for a stage that runs in another terminal.",
        discussion: """
            Attaches to "sesame demo --stage" (or "sesame --stage") of the same user on this computer: notes, the clock \
            against the plan, the next keys of the script, faults to break and mend, chapters, one key back. It may end \
            and come back at any time; the stage goes on.
            """)

    @OptionGroup var screen: ScreenOptions

    func run() throws { ConsoleRun.run(screen) }
}
