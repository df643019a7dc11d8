import Calls
import Diagnosis
import Programs
import Simulator
import SimulatorServer
import Testing
import Work

/// Two faults of the menu at once: which root causes a diagnosis names, and which are said to be hidden.
///
/// `make test-kill` breaks every two of them in both orders, each other run a third.
@Suite struct FaultPairTests {
    private static let menu = (try? SimulatedWorld("ready").faults().filter { $0.number != nil }) ?? []

    private func roots(_ bench: Bench) async throws -> Set<String> {
        Set(try await bench.work().diagnose().diagnosis.rootCauses.map(\.code))
    }

    @Test func `each alone is the one root cause, and what is mended is well`() async throws {
        try await Bench.run("ready") { bench in
            let world = bench.simulator.simulation
            for fault in Self.menu {
                try world.breakFault(fault.name)
                #expect(try await roots(bench) == [fault.code], "\(fault.name)")
                #expect(world.mend(fault.name) == .mended)
                #expect(try await roots(bench) == [], "\(fault.name)")
            }
        }
    }

    @Test(arguments: menu.map(\.name)) func `of two the hidden ones are not named, the others are`(
        _ first: String
    ) async throws {
        try await Bench.run("ready") { bench in
            let world = bench.simulator.simulation
            let subject = Subject(try bench.answers())
            for (index, second) in Self.menu.enumerated() where second.name != first {
                guard Thoroughness.isWhole || (index + first.utf8.count) % 3 == 0 else { continue }
                try world.breakFault(first)
                do throws(FaultProblem) { try world.breakFault(second.name) } catch {
                    world.mend(first)
                    continue
                }
                let on = world.faults().filter { $0.standing != .off }
                #expect(on.count == 2)
                let seen = on.filter { fault in
                    fault.coveredBy == nil
                        && !on.contains {
                            Checks.hides(fault.code, behind: $0.code, of: Side(rawValue: $0.side), in: subject)
                        }
                }
                let named = try await roots(bench)
                #expect(named == Set(seen.map(\.code)), "\(first), then \(second.name): \(named)")
                world.mend(second.name)
                world.mend(first)
            }
            #expect(try await roots(bench) == [])
        }
    }
}
