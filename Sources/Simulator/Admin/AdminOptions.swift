import Wire

/// Why options cannot be set.
struct AdminRefusal: Error, CustomStringConvertible {
    var description: String
}

/// Reads and writes a world's options as JSON.
///
/// `{"iamPropagationDelay": 10, "enforcesRates": true, "latency": {"*": 0.05}, "hypotheses": ["…"], "faults":
/// [{"kind": "throttle", "service": "ses", "operation": "SendEmail", "times": 2}]}`; what is left out stays, lists and
/// tables are replaced as a whole. Times are in seconds.
enum AdminOptions {
    /// Sets options.
    static func set(_ json: JSONValue, in world: World) throws {
        var options = world.read { $0.options }
        for key in json.members.keys {
            let value = json[key] ?? .null
            switch key {
            case "iamPropagationDelay": options.iamPropagationDelay = Int(try seconds(value, key))
            case "enforcesRates":
                guard let flag = value.bool else { throw AdminRefusal(description: "enforcesRates is true or false.") }
                options.enforcesRates = flag
            case "latency":
                options.latency = [:]
                for name in value.members.keys {
                    options.latency[name] = .milliseconds(Int64(try seconds(value[name] ?? .null, name) * 1000))
                }
            case "hypotheses":
                options.hypotheses = []
                for name in (value.array ?? []).compactMap(\.string) {
                    guard let known = Hypothesis(rawValue: name) else {
                        throw AdminRefusal(description: "There is no hypothesis “\(name)”.")
                    }
                    options.hypotheses.insert(known)
                }
            case "faults":
                options.faults = []
                for fault in value.array ?? [] { options.faults.append(try rule(fault)) }
            default: throw AdminRefusal(description: "There is no option “\(key)”.")
            }
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

    private static func seconds(_ value: JSONValue, _ name: String) throws -> Double {
        guard let seconds = value.double, (0...3600).contains(seconds) else {
            throw AdminRefusal(description: "“\(name)” is a number of seconds, from 0 to 3600.")
        }
        return seconds
    }

    private static func rule(_ json: JSONValue) throws -> FaultRule {
        let kind: FaultRule.Kind
        switch json["kind"]?.string {
        case "throttle": kind = .throttle
        case "error":
            kind = .error(
                status: json["status"]?.int ?? 500, code: json["code"]?.string ?? "InternalFailure",
                message: json["message"]?.string ?? "")
        case "html": kind = .html(status: json["status"]?.int ?? 502)
        case "close": kind = .close
        case "truncate": kind = .truncate(after: json["after"]?.int ?? 0)
        case "hang": kind = .hang
        default:
            throw AdminRefusal(description: "A fault's kind is throttle, error, html, close, truncate or hang.")
        }
        return FaultRule(
            kind, service: json["service"]?.string, operation: json["operation"]?.string,
            account: json["account"]?.string, times: json["times"]?.int)
    }
}
