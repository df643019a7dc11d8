public import ArgumentParser
public import Terminal

extension ColorChoice: ExpressibleByArgument {}

/// The options of everything that draws.
struct ScreenOptions: ParsableArguments {
    @Option(help: "Colours: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    @Flag(help: "Line by line instead of full screen, for screen readers and simple terminals.")
    var plain = false
}
