public import ArgumentParser
import Terminal

extension ColorChoice: ExpressibleByArgument {}

/// The options of everything that is shown.
struct ScreenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours.", valueName: "when"))
    var color: ColorChoice = .auto

    @Flag(help: "Show ASCII characters only.")
    var ascii = false

    @Flag(help: "Line by line, for screen readers and simple terminals: nothing moves, nothing is overwritten.")
    var plain = false
}
