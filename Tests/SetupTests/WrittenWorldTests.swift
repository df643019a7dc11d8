import AWSClient
import Calls
import Design
import Foundation
import HTTPClient
import Identifiers
import Observation
import Setup
import Simulator
import Testing
import Wire

/// Plans are made from what was seen and nothing else: a world that was written down plans like the world itself.
struct WrittenWorldTests {
    private static let scenarios = (try? ScenarioCatalogue().names) ?? []

    @Test func `there are worlds enough`() { #expect(Self.scenarios.count >= 20) }

    @Test(arguments: scenarios)
    func `a world that was written down plans as it did, without asking anybody`(scenario: String) async throws {
        try await Bench.run(scenario) { bench in
            let live = try await bench.plan()
            let text = ObservationsDocument.make(live.observations).serialized(.compact)
            let written = try ObservationsDocument.read(try JSONValue.parse(text))
            #expect(written == live.observations)
            bench.log.clear()
            let again = try await Planner(SetupContext(recorded: written)).plan(
                try bench.answers(), options: live.options)
            #expect(again.plan == live.plan)
            #expect(again.answers == live.answers)
            #expect(again.observations == live.observations)
            #expect(bench.log.all.isEmpty)
        }
    }

    @Test func `nothing is applied from a world that was written down`() async throws {
        try await Bench.run("fresh") { bench in
            let live = try await bench.plan()
            let context = SetupContext(recorded: live.observations)
            let again = try await Planner(context).plan(try bench.answers())
            bench.log.clear()
            await #expect(throws: SetupError.self) {
                _ = try await Applier(context).apply(again)
            }
            #expect(bench.log.all.isEmpty)
        }
    }
}
