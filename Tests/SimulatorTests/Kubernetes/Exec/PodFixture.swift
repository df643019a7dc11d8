import Foundation
import Testing
import Wire

@testable import Simulator

/// A world of a scenario with the guide's pod in it, and programs that run in there.
struct PodFixture {
    let simulation: SimulatedWorld
    let face: KubernetesFace
    let pod: String

    /// What a program left behind.
    struct Outcome {
        var code: Int?
        var output: String
        var errors: String
    }

    struct NoPod: Error { var answer: String }

    /// Makes the world; its deployment is made where the scenario has none.
    init(_ scenario: String = "ready") throws {
        simulation = try SimulatedWorld(scenario)
        face = KubernetesFace(simulation.world, hub: simulation.hub)
        if Self.pods(simulation.world).isEmpty {
            let made = Self.ask(face, simulation, "POST", TestCluster.deployments, TestCluster.deployment())
            guard Self.pods(simulation.world).count == 1 else { throw NoPod(answer: "\(made)") }
        }
        pod = Self.pods(simulation.world)[0]
    }

    private static func pods(_ world: World) -> [String] {
        world.read { $0.cluster.objects.list(ResourceKind.pods.id, namespace: "default").map(\.key.name) }
    }

    /// Asks the API server as the cluster's administrator.
    @discardableResult
    func ask(_ method: String, _ target: String, _ body: JSONValue? = nil, token: String? = nil) -> (Int, JSONValue) {
        Self.ask(face, simulation, method, target, body, token: token)
    }

    private static func ask(
        _ face: KubernetesFace, _ simulation: SimulatedWorld, _ method: String, _ target: String, _ body: JSONValue?,
        token: String? = nil
    ) -> (Int, JSONValue) {
        let request = RawRequest(
            method: method, target: target,
            headers: [
                ("authorization", "Bearer \(token ?? self.token(simulation, of: "system:masters"))"),
                ("content-type", "application/json"),
            ], body: body.map { Array($0.serialized(.compact).utf8) } ?? [])
        guard case .whole(let response) = face.reply(to: request) else { return (0, .null) }
        return (
            response.status,
            (try? JSONValue.parse(response.body)) ?? .string(String(decoding: response.body, as: UTF8.self))
        )
    }

    /// A bearer token of somebody in a group, or of the user with a name.
    static func token(_ simulation: SimulatedWorld, of holder: String) -> String {
        let tokens = simulation.world.read { $0.cluster.staticTokens }
        return tokens.first { $0.groups.contains(holder) || $0.username == holder }?.token ?? ""
    }

    /// Runs a program in the pod to its end.
    func run(_ arguments: [String], input: String = "", in pod: String? = nil) async -> Outcome {
        let machine = PodMachine(
            world: simulation.world, namespace: "default", name: pod ?? self.pod, container: "ses-test")
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        let process = PodProcess(
            arguments: arguments, environment: machine.environment, machine: machine,
            input: PodInput(Array(input.utf8)), output: output.output, errors: errors.output)
        let code = await process.start()
        return Outcome(
            code: code, output: String(decoding: output.text, as: UTF8.self),
            errors: String(decoding: errors.text, as: UTF8.self))
    }

    /// The guide's command, with other options put in place of its own.
    func send(_ changes: [String: String] = [:]) async -> Outcome {
        var options = [
            ("--region", "eu-west-1"), ("--from", "no-reply@example.com"),
            ("--source-arn", "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"),
            ("--destination", "ToAddresses=ops@example.com"),
            ("--message", "Subject={Data=From the pod,Charset=utf-8},Body={Text={Data=Hello,Charset=utf-8}}"),
        ]
        for (index, option) in options.enumerated() { options[index].1 = changes[option.0] ?? option.1 }
        return await run(
            ["aws", "ses", "send-email"] + options.filter { !$0.1.isEmpty }.flatMap { [$0.0, $0.1] })
    }
}
