import Testing
import Wire

@testable import Simulator

/// Jobs: pods that run a command to its end.
struct JobTests {
    private static let jobs = "/apis/batch/v1/namespaces/default/jobs"
    private static let pods = "/api/v1/namespaces/default/pods"

    private func job(
        _ name: String, _ command: [String], restart: String? = "Never", more: [String: JSONValue] = [:]
    ) -> JSONValue {
        var object: JSONValue = [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": .string(name)],
            "spec": [
                "template": [
                    "spec": [
                        "serviceAccountName": "ses-sender",
                        "containers": [
                            ["name": "main", "image": "aws-cli:2", "command": JSONValue(command)]
                        ],
                    ]
                ]
            ],
        ]
        if let restart { object.set(["spec", "template", "spec", "restartPolicy"], .string(restart)) }
        for (field, value) in more { object.set(["spec", field], value) }
        return object
    }

    /// Waits until a job has a condition, or for five seconds.
    private func finished(_ name: String, _ fixture: PodFixture) async throws -> JSONValue {
        for _ in 0..<250 {
            let object = fixture.ask("GET", Self.jobs + "/" + name).1
            if object.at(["status", "conditions"]) != nil { return object }
            try await Task.sleep(for: .milliseconds(20))
        }
        return fixture.ask("GET", Self.jobs + "/" + name).1
    }

    private func pods(of name: String, _ fixture: PodFixture) -> [JSONValue] {
        fixture.ask("GET", Self.pods + "?labelSelector=job-name=\(name)").1["items"]?.array ?? []
    }

    @Test func `a job runs its command, and its log is what that printed`() async throws {
        let fixture = try PodFixture()
        let made = fixture.ask("POST", Self.jobs, job("whoami", ["aws", "sts", "get-caller-identity"]))
        #expect(made.0 == 201)
        let done = try await finished("whoami", fixture)
        #expect(done.at(["status", "succeeded"]) == 1)
        #expect(done.at(["status", "conditions"])?.array?.contains { $0["type"] == "Complete" } == true)
        #expect(done.at(["status", "completionTime"]) != nil)
        let pod = try #require(pods(of: "whoami", fixture).first)
        #expect(pod.at(["status", "phase"]) == "Succeeded")
        let state = pod.at(["status", "containerStatuses"])?.array?.first?.at(["state", "terminated"])
        #expect(state?["exitCode"] == 0)
        #expect(state?["reason"] == "Completed")
        let log = fixture.ask("GET", "\(Self.pods)/\(pod.name)/log").1
        #expect(log["Arn"]?.string?.contains("assumed-role/ses-sender-role/") == true)
        // What has ended takes no commands and stays ended.
        #expect(fixture.ask("GET", "\(Self.pods)/\(pod.name)/exec?command=ls&stdout=true").0 == 400)
        #expect(fixture.ask("DELETE", Self.jobs + "/whoami", ["propagationPolicy": "Background"]).0 == 200)
        #expect(pods(of: "whoami", fixture).isEmpty)
    }

    @Test func `a command that fails is tried again until the limit`() async throws {
        let fixture = try PodFixture()
        fixture.ask(
            "POST", Self.jobs, job("broken", ["sh", "-c", "echo bad; exit 3"], more: ["backoffLimit": 2]))
        let done = try await finished("broken", fixture)
        #expect(done.at(["status", "failed"]) == 3)
        #expect(done.at(["status", "succeeded"]) == nil)
        let failed = done.at(["status", "conditions"])?.array?.first { $0["type"] == "Failed" }
        #expect(failed?["reason"] == "BackoffLimitExceeded")
        let ended = pods(of: "broken", fixture)
        #expect(ended.count == 3)
        for pod in ended {
            let state = pod.at(["status", "containerStatuses"])?.array?.first?.at(["state", "terminated"])
            #expect(state?["exitCode"] == 3)
            #expect(fixture.ask("GET", "\(Self.pods)/\(pod.name)/log").1 == "bad\n")
        }
    }

    @Test func `a pod that may be started again is, until the limit, and goes with the job's failure`() async throws {
        let fixture = try PodFixture()
        let command = ["sh", "-c", "echo bad; exit 3"]
        fixture.ask("POST", Self.jobs, job("again", command, restart: "OnFailure", more: ["backoffLimit": 2]))
        let done = try await finished("again", fixture)
        let failed = done.at(["status", "conditions"])?.array?.first { $0["type"] == "Failed" }
        #expect(failed?["reason"] == "BackoffLimitExceeded")
        #expect(done.at(["status", "failed"]) == 1)
        #expect(done.at(["status", "active"]) == nil)
        #expect(pods(of: "again", fixture).isEmpty)
        let events = fixture.ask("GET", "/api/v1/namespaces/default/events").1["items"]?.array ?? []
        #expect(events.contains { $0["reason"] == "BackoffLimitExceeded" && $0["type"] == "Warning" })
    }

    @Test func `a pod that fails again and again is left waiting`() async throws {
        let fixture = try PodFixture()
        fixture.ask(
            "POST", Self.pods,
            [
                "metadata": ["name": "once"],
                "spec": [
                    "restartPolicy": "OnFailure", "containers": [["name": "a", "image": "b", "command": ["false"]]],
                ],
            ])
        var status = JSONValue.null
        for _ in 0..<250 where status.at(["state", "waiting"]) == nil {
            status = fixture.ask("GET", Self.pods + "/once").1.at(["status", "containerStatuses"])?[0] ?? .null
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(status.at(["state", "waiting", "reason"]) == "CrashLoopBackOff")
        #expect(status.at(["lastState", "terminated", "exitCode"]) == 1)
        #expect(status["restartCount"] == 6)
    }

    @Test func `a program that is not there ends with 128`() async throws {
        let fixture = try PodFixture()
        fixture.ask("POST", Self.jobs, job("none", ["nope"], more: ["backoffLimit": 0]))
        _ = try await finished("none", fixture)
        let pod = try #require(pods(of: "none", fixture).first)
        let state = pod.at(["status", "containerStatuses"])?.array?.first?.at(["state", "terminated"])
        #expect(state?["exitCode"] == 128)
        #expect(state?["reason"] == "StartError")
    }

    @Test func `a finished job goes when its time is over`() async throws {
        let fixture = try PodFixture()
        fixture.ask("POST", Self.jobs, job("short", ["true"], more: ["ttlSecondsAfterFinished": 60]))
        _ = try await finished("short", fixture)
        fixture.ask("PATCH", Self.jobs + "/short", nil)
        fixture.simulation.world.clock.advance(seconds: 61)
        fixture.ask("POST", Self.jobs, job("other", ["true"]))
        #expect(fixture.ask("GET", Self.jobs + "/short").0 == 404)
        #expect(pods(of: "short", fixture).isEmpty)
        fixture.ask("POST", Self.jobs, job("now", ["true"], more: ["ttlSecondsAfterFinished": 0]))
        for _ in 0..<200 where fixture.ask("GET", Self.jobs + "/now").0 != 404 {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(fixture.ask("GET", Self.jobs + "/now").0 == 404)
    }

    @Test func `several completions, suspension, and what is not valid`() async throws {
        let fixture = try PodFixture()
        fixture.ask("POST", Self.jobs, job("many", ["true"], more: ["completions": 4, "parallelism": 2]))
        #expect(try await finished("many", fixture).at(["status", "succeeded"]) == 4)
        fixture.ask("POST", Self.jobs, job("later", ["true"], more: ["suspend": true]))
        #expect(pods(of: "later", fixture).isEmpty)
        let refused = fixture.ask("POST", Self.jobs, job("x", ["true"], restart: nil))
        #expect(refused.0 == 422)
        #expect(
            refused.1["message"]
                == #"Job.batch "x" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never""#
        )
    }

    @Test func `a deleted job's command is ended, and a pod of its own runs as well`() async throws {
        let fixture = try PodFixture()
        fixture.ask("POST", Self.jobs, job("long", ["sleep", "1000"]))
        #expect(fixture.ask("GET", Self.jobs + "/long").1.at(["status", "active"]) == 1)
        fixture.ask("DELETE", Self.jobs + "/long", ["propagationPolicy": "Background"])
        #expect(pods(of: "long", fixture).isEmpty)
        fixture.ask(
            "POST", Self.pods,
            [
                "metadata": ["name": "once"],
                "spec": [
                    "restartPolicy": "Never",
                    "containers": [
                        ["name": "a", "image": "aws-cli", "args": ["--version"]],
                        [
                            "name": "b", "image": "b", "command": ["sh", "-c", "echo $(NAME); exit 1"],
                            "env": [["name": "NAME", "value": "b"]],
                        ],
                    ],
                ],
            ])
        var pod = JSONValue.null
        for _ in 0..<250 where pod.at(["status", "phase"]) != "Failed" {
            pod = fixture.ask("GET", Self.pods + "/once").1
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(pod.at(["status", "phase"]) == "Failed")
        #expect(fixture.ask("GET", Self.pods + "/once/log?container=a").1.string?.hasPrefix("aws-cli/2.") == true)
        #expect(fixture.ask("GET", Self.pods + "/once/log?container=b").1 == "b\n")
    }
}
