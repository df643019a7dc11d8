import Testing
import Wire

@testable import Simulator

/// Several faults of the menu at once, broken and mended in every order.
struct FaultOrderTests {
    private static let menu = (try? SimulatedWorld("ready").faults().filter { $0.number != nil }.map(\.name)) ?? []

    private let world: SimulatedWorld
    private let whole: WorldState

    init() throws {
        let clock = WorldClock.virtual(startingAt: Timestamp(secondsSinceEpoch: 1_790_000_000))
        world = try SimulatedWorld("ready", clock: clock, randomness: .seeded(7))
        whole = world.world.read { $0 }
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
            let rest = WorldText.difference(whole, world.world.read { $0 })
            #expect(rest.isEmpty, "\(names), mended \(order):\n\(rest.joined(separator: "\n"))")
        }
    }

    @Test(arguments: menu) func `two at once`(_ first: String) {
        for second in Self.menu where second != first { check([first, second], mending: orders([first, second])) }
    }

    @Test(arguments: menu) func `three at once`(_ first: String) {
        var turn = 0
        for second in Self.menu where second != first {
            for third in Self.menu where third != second && third != first {
                // Every order of breaking with one of mending; all six come along for each three.
                let all = orders([first, second, third])
                check([first, second, third], mending: [all[turn % 6]])
                turn += 1
            }
        }
    }
}
