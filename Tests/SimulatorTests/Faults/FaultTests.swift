import Testing
import Wire

@testable import Simulator

/// Faults that are switched on and off in a running world.
struct FaultTests {
    private static let names = (try? SimulatedWorld("ready").faults().map(\.name)) ?? []
    private static let menu = (try? SimulatedWorld("ready").faults().filter { $0.number != nil }.map(\.name)) ?? []

    private func world(_ scenario: String = "ready") throws -> SimulatedWorld {
        let clock = WorldClock.virtual(startingAt: Timestamp(secondsSinceEpoch: 1_790_000_000))
        return try SimulatedWorld(scenario, clock: clock, randomness: .seeded(7))
    }

    private func state(_ world: SimulatedWorld) -> WorldState { world.world.read { $0 } }

    @Test func `every scenario with a code is a fault, but for those that say why not`() throws {
        let catalogue = try ScenarioCatalogue()
        let coded = catalogue.scenarios.filter { $0.code != nil }
        let out = coded.filter { $0.unswitchable != nil }.map(\.name)
        #expect(out == ["role-of-s3", "address-domain-pending", "door1-partition"])
        #expect(Self.names.count == coded.count - out.count)
        #expect(Self.names.count == 116)
        #expect(Self.menu.count == 14)
        let numbers = try world().faults().compactMap(\.number)
        #expect(numbers == Array(1...14))
        #expect(catalogue.scenarios.allSatisfy { $0.code != nil || $0.number == nil && $0.unswitchable == nil })
    }

    @Test(arguments: names) func `what is mended is as it was before`(_ name: String) throws {
        let world = try world()
        let before = state(world)
        try world.breakFault(name)
        #expect(!WorldText.difference(before, state(world)).isEmpty)
        #expect(world.faults().filter { $0.standing != .off }.map(\.name) == [name])
        #expect(throws: FaultProblem.isBroken) { try world.breakFault(name) }
        #expect(world.mend(name) == .mended)
        let difference = WorldText.difference(before, state(world))
        #expect(difference == [], "\(difference.joined(separator: "\n"))")
        #expect(world.faults().allSatisfy { $0.standing == .off })
        #expect(world.mend(name) == .wasWhole)
        try world.breakFault(name)
        #expect(world.mend(name) == .mended)
    }

    @Test(arguments: names) func `what was repaired by hand stays`(_ name: String) throws {
        let world = try world()
        let before = state(world)
        try world.breakFault(name)
        // A hand that puts all back, and leaves another trace.
        world.world.change { state in
            let desk = state.faults
            state = before
            state.faults = desk
            state[iam: "111122223333"].roles["ses-sender-role"]?.description = "repaired"
        }
        let repaired = state(world)
        #expect(world.faults().allSatisfy { $0.standing == .off })
        #expect(world.mend(name) == .wasRepaired)
        #expect(WorldText.difference(repaired, state(world)) == [])
        #expect(state(world).faults.broken.isEmpty)
    }

    @Test(arguments: names) func `two worlds later it still breaks and mends`(_ name: String) throws {
        for scenario in ["fresh", "verified"] {
            let world = try world(scenario)
            let before = state(world)
            do throws(FaultProblem) { try world.breakFault(name) } catch {
                #expect(WorldText.difference(before, state(world)) == [])
                continue
            }
            #expect(world.mend(name) == .mended)
            #expect(WorldText.difference(before, state(world)) == [], "\(scenario)")
        }
    }
}
