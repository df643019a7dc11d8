import Testing
import Wire

@testable import Simulator

/// What the admin endpoint takes, and what it says to everything else.
struct AdminTests {
    private let simulation: SimulatedWorld
    private let face: AdminFace

    init() throws {
        simulation = try SimulatedWorld("fresh")
        face = AdminFace(simulation: simulation)
    }

    private func post(_ name: String, _ body: String) throws -> (status: Int, json: JSONValue) {
        let response = face.respond(
            to: RawRequest(
                method: "POST", target: "/_sesame/" + name,
                headers: [("Authorization", "Bearer " + simulation.access.adminToken)], body: Array(body.utf8)))
        return (response.status, try JSONValue.parse(response.body))
    }

    @Test(
        arguments: [
            (
                "clock", #"{"advance": 9223372036854775807}"#,
                "advance: found 9223372036854775807, expected a whole number of seconds from 0 to 315360000."
            ),
            (
                "clock", #"{"advance": -1}"#,
                "advance: found -1, expected a whole number of seconds from 0 to 315360000."
            ),
            ("clock", #"{"advance": -9223372036854775808}"#, "advance: found -9223372036854775808, expected"),
            ("clock", #"{"advance": 1.5}"#, "advance: found 1.5, expected"),
            ("clock", #"{"advance": "soon"}"#, "advance: found \"soon\", expected"),
            ("clock", "{}", "advance: found nothing, expected"),
            ("clock", #"{"advence": 5}"#, "the document: found \"advence\", expected one of advance."),
            ("clock", "[]", "the document: found [], expected an object."),
            ("reset", #"{"scenario": 5}"#, "scenario: found 5, expected a text."),
            ("reset", #"{"scenario": "reddy"}"#, "There is no scenario \"reddy\"."),
            ("break", "{}", "scenario: found nothing, expected the name of a scenario."),
            (
                "publish", #"{"domain": "example.com"}"#,
                "domain: found \"example.com\", expected a domain identity that waits for its records."
            ),
            ("publish", #"{"name": "example.com"}"#, "the document: found \"name\", expected one of domain."),
            ("options", "7", "options: found 7, expected an object."),
            (
                "options", #"{"latency": {"*": 1e300}}"#,
                "latency of *: found 1e300, expected a number of seconds from 0 to 3600."
            ),
            ("options", #"{"latency": {"*": -0.1}}"#, "latency of *: found -0.1, expected"),
            ("options", #"{"latency": 5}"#, "latency: found 5, expected an object."),
            (
                "options", #"{"iamPropagationDelay": 9223372036854775807}"#,
                "iamPropagationDelay: found 9223372036854775807, expected a whole number of seconds from 0 to 3600."
            ),
            ("options", #"{"enforcesRates": 1}"#, "enforcesRates: found 1, expected true or false."),
            (
                "options", #"{"hypotheses": ["V1"]}"#,
                "hypotheses: found \"V1\", expected one of sandboxAcceptsRecipientsOfIdentityOwner,"
            ),
            ("options", #"{"hypotheses": [5]}"#, "hypotheses: found 5, expected one of"),
            ("options", #"{"faults": {}}"#, "faults: found {}, expected a list."),
            (
                "options", #"{"faults": [{"kind": "flood"}]}"#,
                "kind: found \"flood\", expected throttle, error, html, close, truncate or hang."
            ),
            ("options", #"{"faults": [{}]}"#, "kind: found nothing, expected throttle"),
            (
                "options", #"{"faults": [{"kind": "truncate", "after": -1}]}"#,
                "after: found -1, expected a whole number of bytes from 0 to 1073741824."
            ),
            (
                "options", #"{"faults": [{"kind": "close", "times": -9223372036854775808}]}"#,
                "times: found -9223372036854775808, expected a whole number of requests from 1 to 1000000."
            ),
            ("options", #"{"faults": [{"kind": "close", "times": 0}]}"#, "times: found 0, expected"),
            (
                "options", #"{"faults": [{"kind": "error", "status": -5}]}"#,
                "status: found -5, expected a whole number from 400 to 599."
            ),
            ("options", #"{"faults": [{"kind": "html", "status": 99999}]}"#, "status: found 99999, expected"),
            (
                "options", #"{"faults": [{"kind": "close", "tiems": 1}]}"#,
                "faults: found \"tiems\", expected one of kind,"
            ),
            ("options", #"{"speed": 1}"#, "options: found \"speed\", expected one of iamPropagationDelay,"),
            ("options", "{", "JSON"),
        ] as [(String, String, String)])
    func `what is out of range is said, and changes nothing`(name: String, body: String, sentence: String) throws {
        let before = (simulation.world.read { AdminOptions.json($0.options) }, simulation.scenario)
        let answer = try post(name, body)
        #expect(answer.status == 400)
        let message = answer.json.at(["error", "message"])?.string ?? ""
        #expect(message.contains(sentence), "\(message)")
        #expect(simulation.world.read { AdminOptions.json($0.options) } == before.0)
        #expect(simulation.scenario == before.1)
        #expect(abs(simulation.world.now.seconds(since: WorldClock.machine().now)) < 60)
    }

    @Test func `what is in range is done`() throws {
        #expect(try post("clock", #"{"advance": 86400}"#).status == 200)
        #expect(simulation.world.now.seconds(since: WorldClock.machine().now) >= 86_399)
        let options = #"""
            {"latency": {"*": 0.5, "iam:GetRole": 3600}, "iamPropagationDelay": 3600, "enforcesRates": true,
             "hypotheses": ["noControlCallBurst"], "faults": [{"kind": "truncate", "after": 0, "times": 2},
             {"kind": "error", "status": 503, "code": "X", "message": "y", "service": "ses"}]}
            """#
        let answer = try post("options", options)
        #expect(answer.status == 200)
        #expect(answer.json.at(["options", "latency", "iam:GetRole"])?.double == 3600)
        #expect(answer.json.at(["options", "faults"]) == 2)
        #expect(try post("options", #"{"faults": []}"#).json.at(["options", "iamPropagationDelay"]) == 3600)
        #expect(try post("reset", #"{"scenario": "ready"}"#).json["scenario"] == "ready")
        #expect(try post("reset", "").json["scenario"] == "ready")
        #expect(try post("break", #"{"scenario": "irsa-no-oidc-provider"}"#).status == 200)
        let code = try post("options", "{}").json["broken"]?[0]?["code"]
        #expect(code == "OIDC-PROVIDER-MISSING")
        #expect(try post("break", #"{"scenario": "irsa-no-oidc-provider"}"#).status == 400)
        #expect(try post("mend", #"{"scenario": "irsa-no-oidc-provider"}"#).json["broken"] == [])
        #expect(try post("mend", #"{"scenario": "irsa-no-oidc-provider"}"#).status == 400)
        // Nothing waits, and all of it is published.
        #expect(try post("publish", "{}").status == 200)
    }

    @Test func `the clock comes to an end and stays there`() throws {
        var status = 200
        for _ in 0..<900 where status == 200 { status = try post("clock", #"{"advance": 315360000}"#).status }
        #expect(status == 400)
        let rest = WorldClock.end.seconds(since: simulation.world.now)
        #expect((0..<315_360_000).contains(rest))
        #expect(try post("clock", #"{"advance": 1}"#).status == 200)
        simulation.world.clock.advance(seconds: .max)
        #expect(simulation.world.now.iso8601.hasPrefix("9999-01-01T00:00:0"))
        simulation.world.clock.advance(seconds: .min)
        #expect(simulation.world.now.iso8601.hasPrefix("9999-01-01T00:00:0"))
        // A world at its end still answers.
        let answer = try post("clock", #"{"advance": 1}"#)
        #expect(answer.json.at(["error", "message"])?.string?.hasSuffix("from 0 to 0.") == true)
    }

    @Test func `faults without measure end no server`() async throws {
        let response = RawResponse(status: 200, body: [1, 2, 3], fault: .truncate(after: -1))
        #expect(response.sentBody == [])
        var options = WorldOptions()
        options.faults = [FaultRule(.close, times: .min), FaultRule(.hang, times: 1)]
        #expect(options.takeFault(service: "sts", operation: "x", account: nil) == .hang)
        #expect(options.takeFault(service: "sts", operation: "x", account: nil) == nil)
    }
}
