import AWSClient
import Calls
import Design
import Foundation
import HTTPClient
import Identifiers
import Observation
import Programs
import Setup
import Simulator
import SimulatorServer
import TestFiles
import Testing
import Wire

/// Plans are made from what was seen and nothing else: a world that was written down plans like the world itself.
struct WrittenWorldTests {
    /// All but those in which callers, accounts or partition are not those of the answers: no plan is made there.
    private static let scenarios = ((try? ScenarioCatalogue().names) ?? []).filter {
        !["you-account", "healthy-same-account", "healthy-govcloud", "door1-partition"].contains($0)
    }

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

    /// The world as the first version left it, read with the AWS CLI and kubectl: names, tags and marks are kept.
    ///
    /// The test workload alone changes: its pods no longer get a token for the API server.
    @Test func `what the first version applied plans as unchanged`() async throws {
        let answers = try AnswersReader.read(try OwnCases.text("first_version.yaml"), file: "first_version.yaml")
        let seen = try ObservationsDocument.read(try JSONValue.parse(try OwnCases.bytes("first_version.json")))
        let setup = try await Planner(SetupContext(recorded: seen)).plan(answers)
        #expect(setup.plan.resources.count == 11)
        let workload = setup.plan[.deployment]
        #expect(workload?.action == .change)
        #expect(workload?.differences.map(\.path) == ["spec.template.spec.automountServiceAccountToken"])
        for resource in setup.plan.resources where resource.address != .deployment {
            #expect(resource.action.isRight, "\(resource)")
        }
        for resource in setup.plan.resources where resource.address != .namespace && resource.address != .deployment {
            #expect(resource.action == .unchanged, "\(resource.address)")
        }
        #expect(setup.design.roleName.text == "sesame-mail-prod-default-ses-sender")
    }

    /// Makes calls with boto3 and prints what the AWS CLI would show: all pages, times in ISO 8601, no metadata.
    private static let boto3 = """
        import sys, json, boto3, botocore.exceptions
        out = []
        for c in json.load(sys.stdin):
            client = boto3.client(c['service'], endpoint_url=c['endpoint'], region_name=c['region'],
                aws_access_key_id=c['key'], aws_secret_access_key=c['secret'])
            name = [k for k, v in client.meta.method_to_api_mapping.items() if v == c['operation']][0]
            try:
                if client.can_paginate(name): value = client.get_paginator(name).paginate(**c['input']).build_full_result()
                else: value = getattr(client, name)(**c['input'])
                value.pop('ResponseMetadata', None)
                out.append(json.loads(json.dumps({'value': value}, default=lambda d: d.isoformat())))
            except botocore.exceptions.ClientError as e: out.append({'code': e.response['Error']['Code']})
        json.dump(out, sys.stdout)
        """

    @Test(
        .enabled(if: Tools.python.map { Tools.works([$0, "-c", "import boto3"]) } ?? false),
        arguments: [
            "ready", "fresh", "irsa-trust-no-aud-condition", "ses-policy-dead-principal", "iam-permissions-boundary",
        ])
    func `what boto3 was answered plans as what this client was answered`(scenario: String) async throws {
        try await Bench.run(scenario) { bench in
            let live = try await bench.plan()
            let calls = live.observations.calls.filter { $0.side != .kubernetes }.sorted { $0.key < $1.key }
            let asked: [JSONValue] = try calls.map { call in
                let key = try #require(
                    bench.simulator.simulation.access.keys.first { $0.side == call.side.rawValue })
                return [
                    "service": .string(call.operation.service.rawValue), "operation": .string(call.operation.name),
                    "region": .string(call.region?.text ?? "eu-west-1"), "input": .object(call.input),
                    "endpoint": .string(bench.simulator.endpoints.aws), "key": .string(key.accessKeyID),
                    "secret": .string(key.secretAccessKey),
                ]
            }
            let python = try #require(Tools.python)
            let ran = try await Command(
                arguments: [python, "-c", Self.boto3], environment: Tools.environment, folder: "/",
                input: JSONValue.array(asked).serialized(.compact)
            ).run()
            try #require(ran.status == 0, "\(ran)")
            let answers = try #require(try JSONValue.parse(ran.out).array)
            var seen = live.observations
            for (call, answer) in zip(calls, answers) {
                if let value = answer["value"] {
                    seen[call] = Answer(.success(value))
                } else {
                    #expect(answer["code"]?.string?.hasPrefix("No") == true, "\(call): \(answer)")
                    seen[call] = Answer(.failure(CallFailure(.absent)))
                }
            }
            #expect(answers.count == calls.count)
            #expect(seen != live.observations)
            #expect(Plan.make(live.design, seen, options: live.options) == live.plan)
            #expect(live.answers.completed(by: seen) == live.answers)
        }
    }
}
