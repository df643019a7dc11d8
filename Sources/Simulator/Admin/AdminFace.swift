import Digest
import Wire

/// The endpoint on loopback by which a presenter or a test moves the world at run time.
///
/// Everything below `/_sesame/` wants `Authorization: Bearer <token>`. Answers are JSON documents.
struct AdminFace: Face {
    /// Where it lives.
    static let prefix = "/_sesame"

    let simulation: SimulatedWorld

    /// Whether a path belongs to it.
    static func serves(_ path: some StringProtocol) -> Bool {
        path == prefix || path.hasPrefix(prefix + "/")
    }

    func answer(_ request: RawRequest) async -> RawResponse {
        respond(to: request)
    }

    /// Answers one request at once.
    func respond(to request: RawRequest) -> RawResponse {
        let expected = "Bearer " + simulation.access.adminToken
        guard let given = request.header("authorization"),
            ConstantTime.equal(Array(given.utf8), Array(expected.utf8))
        else { return Self.respond(401, Self.problem("Unauthorized", "The admin endpoint wants its bearer token.")) }
        let name = request.path.dropFirst(Self.prefix.count).drop { $0 == "/" }
        do {
            let body = request.body.isEmpty ? JSONValue.object(JSONObject()) : try JSONValue.parse(request.body)
            switch (request.method, name) {
            case ("GET", ""), ("GET", "state"): return Self.respond(200, state)
            case ("GET", "requests"): return Self.respond(200, requests)
            case ("POST", "reset"): try simulation.reset(to: scenario(in: body) ?? simulation.scenario)
            case ("POST", "break"):
                guard let scenario = try scenario(in: body) else {
                    throw AdminRefusal("scenario", found: nil, expected: "the name of a scenario")
                }
                try breakNow(scenario)
            case ("POST", "mend"):
                guard let scenario = try scenario(in: body) else {
                    throw AdminRefusal("scenario", found: nil, expected: "the name of a scenario that is broken")
                }
                guard simulation.mend(scenario) != .wasWhole else {
                    throw AdminRefusal(
                        "scenario", found: .string(scenario), expected: "the name of a scenario that is broken")
                }
            case ("POST", "clock"): try advance(body)
            case ("POST", "publish"): try publish(body)
            case ("POST", "options"): try AdminOptions.set(body, in: simulation.world)
            case (_, "reset"), (_, "break"), (_, "mend"), (_, "clock"), (_, "options"), (_, "publish"), (_, ""),
                (_, "state"),
                (_, "requests"):
                return Self.respond(405, Self.problem("MethodNotAllowed", "\(request.method) is not served here."))
            default: return Self.respond(404, Self.problem("NotFound", "There is no \(name) here."))
            }
            return Self.respond(200, state)
        } catch let error as DocumentError {
            return Self.respond(400, Self.problem("BadRequest", error.sentence))
        } catch let error as FaultProblem {
            return Self.respond(400, Self.problem("BadRequest", error.sentence))
        } catch let error as ScenarioError {
            return Self.respond(400, Self.problem("BadRequest", error.sentence))
        } catch let error as AdminRefusal {
            return Self.respond(400, Self.problem("BadRequest", error.sentence))
        } catch {
            return Self.respond(400, Self.problem("BadRequest", "\(error)"))
        }
    }

    /// Breaks a fault so that it can be mended; what is no fault, or needs a world of its own, is done step by step.
    private func breakNow(_ scenario: String) throws {
        do throws(FaultProblem) {
            try simulation.breakFault(scenario)
        } catch {
            switch error {
            case .unknown, .needsItsWorld: try simulation.change(by: scenario)
            default: throw error
            }
        }
    }

    private func scenario(in body: JSONValue) throws(AdminRefusal) -> String? {
        try AdminBody(body, "the document", known: ["scenario"]).text("scenario")
    }

    /// Moves the world's clock by at most ten years at once.
    private func advance(_ body: JSONValue) throws(AdminRefusal) {
        let clock = simulation.world.clock
        let rest = WorldClock.end.seconds(since: clock.now)
        let seconds = try AdminBody(body, "the document", known: ["advance"])
            .whole("advance", 0...max(0, min(315_360_000, rest)), of: "seconds")
        clock.advance(seconds: seconds)
    }

    /// Publishes the DNS records of a domain, or of all that wait.
    private func publish(_ body: JSONValue) throws(AdminRefusal) {
        let domain = try AdminBody(body, "the document", known: ["domain"]).text("domain")
        let outcomes = simulation.world.publishAllRecords(of: domain)
        let isDone = outcomes.contains { if case .verified = $0 { true } else { false } }
        guard domain == nil || isDone else {
            throw AdminRefusal(
                "domain", found: domain.map(JSONValue.string), expected: "a domain identity that waits for its records")
        }
    }

    /// The refusal of a request that is not for this endpoint.
    static func refusal(_ status: Int, _ code: String, _ message: String) -> RawResponse {
        respond(status, problem(code, message))
    }

    private var state: JSONValue {
        let world = simulation.world
        let broken = simulation.faults().filter { if case .on = $0.standing { true } else { false } }
        let now = world.now
        return world.read { state in
            [
                "schema": "sesame/simulator/v1", "scenario": .string(simulation.scenario), "time": .string(now.iso8601),
                "mails": JSONValue(state.inbox.count), "requests": JSONValue(state.requests.count),
                "broken": .array(broken.map { ["scenario": .string($0.name), "code": .string($0.code)] }),
                "options": AdminOptions.json(state.options),
            ]
        }
    }

    private var requests: JSONValue {
        [
            "schema": "sesame/simulator-requests/v1",
            "requests": .array(
                simulation.world.read { $0.requests.all }.map { record in
                    var object = JSONObject([
                        ("time", .string(record.time.iso8601)), ("service", .string(record.service)),
                        ("operation", .string(record.operation)), ("region", .string(record.region)),
                        ("status", JSONValue(record.status)),
                    ])
                    if let account = record.account { object["account"] = .string(account) }
                    if let code = record.errorCode { object["error"] = .string(code) }
                    object["requestId"] = .string(record.requestID)
                    return .object(object)
                }),
        ]
    }

    private static func problem(_ code: String, _ message: String) -> JSONValue {
        ["schema": "sesame/error/v1", "error": ["code": .string(code), "message": .string(message)]]
    }

    private static func respond(_ status: Int, _ document: JSONValue) -> RawResponse {
        RawResponse(
            status: status, headers: [("content-type", "application/json"), ("cache-control", "no-store")],
            body: Array((document.serialized(.pretty) + "\n").utf8))
    }
}
