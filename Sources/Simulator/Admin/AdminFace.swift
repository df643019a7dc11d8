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
        else { return respond(401, Self.problem("Unauthorized", "The admin endpoint wants its bearer token.")) }
        let name = request.path.dropFirst(Self.prefix.count).drop { $0 == "/" }
        do {
            let body = request.body.isEmpty ? JSONValue.object(JSONObject()) : try JSONValue.parse(request.body)
            switch (request.method, name) {
            case ("GET", ""), ("GET", "state"): return respond(200, state)
            case ("GET", "requests"): return respond(200, requests)
            case ("POST", "reset"): try simulation.reset(to: body["scenario"]?.string ?? simulation.scenario)
            case ("POST", "break"): try simulation.change(by: body["scenario"]?.string ?? "")
            case ("POST", "clock"): simulation.world.clock.advance(seconds: body["advance"]?.int ?? 0)
            case ("POST", "options"): try AdminOptions.set(body, in: simulation.world)
            case (_, "reset"), (_, "break"), (_, "clock"), (_, "options"), (_, ""), (_, "state"), (_, "requests"):
                return respond(405, Self.problem("MethodNotAllowed", "\(request.method) is not served here."))
            default: return respond(404, Self.problem("NotFound", "There is no \(name) here."))
            }
            return respond(200, state)
        } catch let error as JSONError {
            return respond(400, Self.problem("BadRequest", error.sentence))
        } catch let error as ScenarioError {
            return respond(400, Self.problem("BadRequest", error.sentence))
        } catch {
            return respond(400, Self.problem("BadRequest", "\(error)"))
        }
    }

    private var state: JSONValue {
        let world = simulation.world
        let now = world.now
        return world.read { state in
            [
                "schema": "sesame/simulator/v1", "scenario": .string(simulation.scenario), "time": .string(now.iso8601),
                "mails": JSONValue(state.inbox.count), "requests": JSONValue(state.requests.count),
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

    private func respond(_ status: Int, _ document: JSONValue) -> RawResponse {
        RawResponse(
            status: status, headers: [("content-type", "application/json"), ("cache-control", "no-store")],
            body: Array((document.serialized(.pretty) + "\n").utf8))
    }
}
