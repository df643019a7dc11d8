import Programs
import Testing
import Wire

@testable import Simulator

/// Several faults of the menu at once, broken and mended in every order.
struct FaultOrderTests {
    private static let menu = (try? SimulatedWorld("ready").faults().filter { $0.number != nil }.map(\.name)) ?? []

    private let world: SimulatedWorld
    private let whole: WorldState
    private let lines: Set<String>

    init() throws {
        let clock = WorldClock.virtual(startingAt: Timestamp(secondsSinceEpoch: 1_790_000_000))
        world = try SimulatedWorld("ready", clock: clock, randomness: .seeded(7))
        whole = world.world.read { $0 }
        lines = Set(WorldText.lines(whole))
    }

    private func orders<Item>(_ items: [Item]) -> [[Item]] {
        items.count < 2
            ? [items]
            : items.indices.flatMap { index in
                var rest = items
                let first = rest.remove(at: index)
                return orders(rest).map { [first] + $0 }
            }
    }

    /// Breaks some in their order; nil where one finds nothing to break, which has to say that it is another one's doing.
    private func broken(_ names: [String]) -> WorldState? {
        world.world.change { $0 = whole }
        for name in names {
            do throws(FaultProblem) { try world.breakFault(name) } catch {
                let isProvider = names.contains("irsa-no-oidc-provider") && name == "irsa-incorrect-token-audience"
                #expect(isProvider && error == .isGone(while: ["the cluster's provider is gone"]), "\(names): \(error)")
                return nil
            }
        }
        return world.world.read { $0 }
    }

    private func check(_ names: [String], mending orders: [[String]]) {
        guard let state = broken(names) else { return }
        for order in orders {
            world.world.change { $0 = state }
            let outcomes = order.map { world.mend($0) }
            #expect(outcomes.allSatisfy { $0 == .mended }, "\(names), mended \(order): \(outcomes)")
            let rest = Set(WorldText.lines(world.world.read { $0 })).symmetricDifference(lines).sorted()
            #expect(rest.isEmpty, "\(names), mended \(order):\n\(rest.joined(separator: "\n"))")
        }
    }

    @Test(arguments: menu) func `two at once`(_ first: String) {
        for second in Self.menu where second != first { check([first, second], mending: orders([first, second])) }
    }

    /// `make test-kill` breaks each three in every order and mends them in every order; else one order of both is taken.
    @Test(arguments: menu.indices) func `three at once`(_ first: Int) {
        var turn = first
        for second in Self.menu.indices.dropFirst(first + 1) {
            for third in Self.menu.indices.dropFirst(second + 1) {
                let all = orders([first, second, third].map { Self.menu[$0] })
                turn += 1
                for names in Thoroughness.isWhole ? all : [all[turn % 6]] {
                    check(names, mending: Thoroughness.isWhole ? all : [all[turn * 5 % 6]])
                }
            }
        }
    }
}
