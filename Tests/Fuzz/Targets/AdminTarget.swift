import Synchronization
import Wire

@testable import Simulator

/// What the admin endpoint makes of a document, and what the world then makes of its options.
enum AdminTarget {
    /// There is one world for all, and tests run side by side: each has it alone while it looks.
    private static let turn = Mutex(())
    private static let simulation = Result { () throws(ScenarioError) in try SimulatedWorld("fresh") }

    /// The first line is the last part of the path, the rest the body.
    static func complaint(about bytes: [UInt8]) -> String? {
        turn.withLock { _ in complaint(of: bytes) }
    }

    private static func complaint(of bytes: [UInt8]) -> String? {
        guard let simulation = try? simulation.get() else { return "there is no world" }
        let world = simulation.world
        defer { world.change { $0.options = WorldOptions() } }
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(decoding: parts[0], as: UTF8.self)
        let before = (time: world.now, options: world.read { AdminOptions.json($0.options) })
        let answer = AdminFace(simulation: simulation).respond(
            to: RawRequest(
                method: "POST", target: "/_sesame/" + name,
                headers: [("Authorization", "Bearer " + simulation.access.adminToken)],
                body: parts.count > 1 ? Array(parts[1]) : []))
        guard let document = try? JSONValue.parse(answer.body) else { return "an answer that is no document" }
        let now = world.now
        guard now >= before.time, now <= WorldClock.end.adding(seconds: 60) else { return "the clock went to \(now)" }
        if answer.status != 200 {
            guard document.at(["error", "message"])?.string?.isEmpty == false else { return "a refusal without a word" }
            return world.read { AdminOptions.json($0.options) } == before.options
                ? nil : "a refusal that changed options"
        }
        return complaint(about: world)
    }

    /// Every fault must be one that can be done to an answer.
    private static func complaint(about world: World) -> String? {
        let options = world.read { $0.options }
        guard (0...3600).contains(options.iamPropagationDelay),
            options.latency.values.allSatisfy({ $0 <= .seconds(3600) })
        else { return "an hour is the most" }
        for fault in options.faults {
            var response = RawResponse(status: 200, body: [1, 2, 3])
            InjectedFault.spoil(&response, fault.kind)
            KubernetesFault.spoil(&response, fault.kind)
            guard (100...599).contains(response.status) else { return "the status \(response.status)" }
            guard response.sentBody.count <= response.body.count else { return "more than there is" }
        }
        _ = AWSFace(world).respond(to: RawRequest(method: "POST", target: "/?Version=2011-06-15", headers: []))
        return nil
    }
}
