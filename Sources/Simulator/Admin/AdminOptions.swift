import Wire

/// Reads and writes a world's options as JSON.
///
/// `{"iamPropagationDelay": 10, "enforcesRates": true, "latency": {"*": 0.05}, "hypotheses": ["…"], "faults":
/// [{"kind": "throttle", "service": "ses", "operation": "SendEmail", "times": 2}]}`; what is left out stays, lists and
/// tables are replaced as a whole. Times are in seconds, and at most an hour.
enum AdminOptions {
    private static let longest = 3600

    /// Sets options, all of them or none.
    static func set(_ json: JSONValue, in world: World) throws(AdminRefusal) {
        let body = try AdminBody(
            json, "options", known: ["iamPropagationDelay", "enforcesRates", "latency", "hypotheses", "faults"])
        var options = world.read { $0.options }
        if body.has("iamPropagationDelay") {
            options.iamPropagationDelay = try body.whole("iamPropagationDelay", 0...longest, of: "seconds")
        }
        if body.has("enforcesRates") { options.enforcesRates = try body.flag("enforcesRates") }
        if body.has("latency") { options.latency = try latency(body.table("latency")) }
        if body.has("hypotheses") { options.hypotheses = try hypotheses(body.list("hypotheses")) }
        if body.has("faults") {
            options.faults = []
            for fault in try body.list("faults") { options.faults.append(try rule(fault)) }
        }
        let chosen = options
        world.change { $0.options = chosen }
    }

    /// The options as JSON.
    static func json(_ options: WorldOptions) -> JSONValue {
        [
            "iamPropagationDelay": JSONValue(options.iamPropagationDelay),
            "enforcesRates": .bool(options.enforcesRates),
            "latency": .object(
                JSONObject(
                    options.latency.sorted { $0.key < $1.key }.map {
                        ($0.key, .number(String($0.value / .seconds(1))))
                    })),
            "hypotheses": JSONValue(options.hypotheses.map(\.rawValue).sorted()),
            "faults": JSONValue(options.faults.count),
        ]
    }

    private static func latency(_ members: [JSONObject.Member]) throws(AdminRefusal) -> [String: Duration] {
        var latency: [String: Duration] = [:]
        for member in members {
            guard let seconds = member.value.double, (0...Double(longest)).contains(seconds) else {
                throw AdminRefusal(
                    "latency of \(member.key)", found: member.value,
                    expected: "a number of seconds from 0 to \(longest)")
            }
            latency[member.key] = .milliseconds(Int64(seconds * 1000))
        }
        return latency
    }

    private static func hypotheses(_ names: [JSONValue]) throws(AdminRefusal) -> Set<Hypothesis> {
        var hypotheses: Set<Hypothesis> = []
        for name in names {
            guard let known = name.string.flatMap(Hypothesis.init(rawValue:)) else {
                let all = Hypothesis.allCases.map(\.rawValue).joined(separator: ", ")
                throw AdminRefusal("hypotheses", found: name, expected: "one of \(all)")
            }
            hypotheses.insert(known)
        }
        return hypotheses
    }

    private static func rule(_ json: JSONValue) throws(AdminRefusal) -> FaultRule {
        let body = try AdminBody(
            json, "faults",
            known: ["kind", "status", "code", "message", "after", "service", "operation", "account", "times"])
        let kind: FaultRule.Kind
        switch try body.text("kind") {
        case "throttle": kind = .throttle
        case "error":
            kind = .error(
                status: try body.whole("status", 400...599, otherwise: 500),
                code: try body.text("code") ?? "InternalFailure", message: try body.text("message") ?? "")
        case "html": kind = .html(status: try body.whole("status", 200...599, otherwise: 502))
        case "close": kind = .close
        case "truncate": kind = .truncate(after: try body.whole("after", 0...(1 << 30), of: "bytes", otherwise: 0))
        case "hang": kind = .hang
        case let other:
            throw AdminRefusal(
                "kind", found: other.map(JSONValue.string),
                expected: "throttle, error, html, close, truncate or hang")
        }
        return FaultRule(
            kind, service: try body.text("service"), operation: try body.text("operation"),
            account: try body.text("account"),
            times: body.has("times") ? try body.whole("times", 1...1_000_000, of: "requests") : nil)
    }
}
