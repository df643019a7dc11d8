import AWSClient
import Calls
import Design
import Diagnosis
import Programs
import Setup
import SimulatorServer
import Synchronization
import Testing
import Wire
import Work

@testable import Simulator
@testable import sesame

/// A world goes back to a moment as a whole, whatever was done to it by real requests.
struct WorldBackTests {
    /// The worlds that the requests go to, in some groups, so that they are gone through side by side: all of them in
    /// `make test-kill`, else each eighth.
    static let groups: [[String]] = {
        let names = Thoroughness.some(of: (try? ScenarioCatalogue().names) ?? [], oneIn: 8, from: 2)
        return (0..<8).map { group in names.enumerated().filter { $0.offset % 8 == group }.map(\.element) }
    }()

    @Test func `there are scenarios`() { #expect(Self.groups.joined().count > 20) }

    @Test(arguments: groups) func `every scenario is the same again after it was used`(_ names: [String]) async throws {
        for name in names {
            let demo = try await DemoWorld.start(name)
            let simulation = demo.simulator.simulation
            let before = simulation.snapshot()
            try await use(demo, name)
            #expect(simulation.snapshot().state.requests.count > before.state.requests.count, "\(name)")
            await demo.simulator.restore(before)
            #expect(difference(before, simulation.snapshot()) == nil, "\(name)")
            #expect(abs(simulation.snapshot().moment.seconds(since: before.moment)) <= 1, "\(name)")
            await demo.simulator.stop()
        }
    }

    @Test func `links, inbox, pods, counters, faults, clock and the scenario go back`() async throws {
        let demo = try await DemoWorld.start("fresh")
        let (simulation, world) = (demo.simulator.simulation, demo.simulator.simulation.world)
        try await use(demo, "fresh", clicks: false)
        let before = simulation.snapshot()
        #expect(!before.state.pendingLinks.isEmpty && before.state.inbox.count == 3)
        world.followAllLinks()
        let work = LiveWork(demo, scenario: "fresh")
        let answers = try demo.answers()
        _ = await work.apply(answers, answers.callers, scope: .sides(Set(Side.allCases)), control: StopControl()) { _ in
        }
        let sent = try await work.send(SendOptions(), answers, answers.callers) { _ in }.get()
        #expect(sent.report.isOK)
        // A pod of its own, which reads and sends in the world.
        let pod = try await work.send(SendOptions(via: .pod), answers, answers.callers) { _ in }.get()
        #expect(pod.report.via == .pod)
        world.change { $0.options.faults.append(FaultRule(.throttle, times: 3)) }
        world.clock.advance(seconds: 86_400)
        try simulation.change(by: "irsa-sub-wrong-namespace")
        try simulation.reset(to: "ready")
        #expect(difference(before, simulation.snapshot()) != nil)
        await demo.simulator.restore(before)
        #expect(difference(before, simulation.snapshot()) == nil)
        #expect(simulation.scenario == "fresh")
        #expect(abs(world.now.seconds(since: before.moment)) <= 1)
        // It goes on from there: the links still work, and the next message is the first of the day.
        #expect(world.followAllLinks().count == 3)
        let again = LiveWork(demo, scenario: "fresh")
        _ = await again.apply(answers, answers.callers, scope: .sides(Set(Side.allCases)), control: StopControl()) {
            _ in
        }
        let second = try await again.send(SendOptions(), answers, answers.callers) { _ in }.get()
        #expect(second.report.isOK)
        await demo.simulator.stop()
    }

    @Test func `what a pod runs begins again where it was, and what it ran later is gone`() async throws {
        let world = try SimulatedWorld("fresh")
        let face = world.clusterFace
        let token = try #require(world.access.clusterTokens.first?.token)
        func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) async -> RawResponse {
            await face.answer(
                RawRequest(
                    method: method, target: path,
                    headers: [("authorization", "Bearer \(token)"), ("content-type", "application/json")],
                    body: body.map { Array($0.serialized(.compact).utf8) } ?? [], secure: true, port: 443))
        }
        func pod(_ name: String, _ script: String) -> JSONValue {
            [
                "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name)],
                "spec": [
                    "restartPolicy": "Never",
                    "containers": [
                        [
                            "name": "main", "image": "amazon/aws-cli:2.32.6",
                            "command": ["sh", "-c", .string(script)],
                        ]
                    ],
                ],
            ]
        }
        func log(_ name: String) async -> String {
            String(decoding: await ask("GET", "/api/v1/namespaces/default/pods/\(name)/log").body, as: UTF8.self)
        }
        func wait(_ name: String, for text: String) async {
            for _ in 0..<2000 where await log(name) != text { try? await Task.sleep(for: .milliseconds(10)) }
            #expect(await log(name) == text)
        }
        #expect(
            await ask("POST", "/api/v1/namespaces/default/pods", pod("one", "echo a; sleep 5; echo b")).status == 201)
        await wait("one", for: "a\n")
        let before = world.snapshot()
        #expect(await ask("POST", "/api/v1/namespaces/default/pods", pod("two", "sleep 3600")).status == 201)
        await wait("one", for: "a\nb\n")
        await world.restore(before)
        #expect(await ask("GET", "/api/v1/namespaces/default/pods/two").status == 404)
        // From its first line, as nobody knows how far it was.
        #expect(await log("one").contains("b") == false)
        await wait("one", for: "a\nb\n")
        await world.pods.stop()
    }

    @Test func `a request that is on its way when the world goes back does nothing to it`() async throws {
        let demo = try await DemoWorld.start("fresh")
        let simulation = demo.simulator.simulation
        simulation.world.change { $0.options.latency = ["*": .milliseconds(3)] }
        let before = simulation.snapshot()
        for round in 0..<12 {
            let work = LiveWork(demo, scenario: "fresh")
            let answers = try demo.answers()
            let apply = Task {
                await work.apply(answers, answers.callers, scope: .sides(Set(Side.allCases)), control: StopControl()) {
                    _ in
                }
            }
            try await Task.sleep(for: .milliseconds(10 + 12 * round))
            work.bench.shutDown()
            apply.cancel()
            _ = await apply.value
            await demo.simulator.restore(before)
            try await Task.sleep(for: .milliseconds(20))
            #expect(difference(before, simulation.snapshot()) == nil, "round \(round)")
        }
        await demo.simulator.stop()
    }

    /// Plans, applies, follows links and sends, as far as the scenario lets somebody.
    private func use(_ demo: DemoWorld, _ scenario: String, clicks: Bool = true) async throws {
        let work = LiveWork(demo, scenario: scenario)
        let answers = try demo.answers()
        let control = StopControl()
        let world = demo.simulator.simulation.world
        _ = await work.apply(answers, answers.callers, scope: .sides(Set(Side.allCases)), control: control) { event in
            guard case .looking = event else { return }
            if clicks { world.followAllLinks() }
            control.stop()
        }
        if clicks { _ = await work.send(SendOptions(), answers, answers.callers) { _ in } }
    }
}
