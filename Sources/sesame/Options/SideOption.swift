public import ArgumentParser
import Calls
import Design

extension Side: ExpressibleByArgument {}

/// `--side`: limits plan and apply to one side.
struct SideOption: ParsableArguments {
    @Option(name: .customLong("side"), help: "Only this side: eks, ses or kubernetes. May be given several times.")
    var sides: [Side] = []

    /// The sides that count: all when none was named.
    var chosen: Set<Side> { sides.isEmpty ? Set(Side.allCases) : Set(sides) }
}
