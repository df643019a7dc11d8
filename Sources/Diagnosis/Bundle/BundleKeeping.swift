import Calls
import Design
import Wire

/// What a bundle keeps of calls and answers: what their rows name, without what looks like a secret; the rest is counted.
struct BundleKeeping {
    private(set) var leftOut = Bundle.LeftOut()
    private let redactor = Redactor()

    /// The calls that only look, with what is kept of their answers.
    mutating func kept(_ observations: Observations) -> Observations {
        var result = Observations()
        for call in observations.calls.sorted(by: { $0.key < $1.key }) {
            guard let answer = observations[call] else { continue }
            guard !call.operation.effect.writes else {
                leftOut.writes += 1
                continue
            }
            result[kept(call)] = kept(answer, to: call)
        }
        return result
    }

    private mutating func kept(_ call: Call) -> Call {
        let input = call.operation.input.kept(.object(call.input)) ?? .object(JSONObject())
        return Call(call.operation, call.side, in: call.region, withoutSecrets(input, at: "").object ?? JSONObject())
    }

    private mutating func kept(_ answer: Answer, to call: Call) -> Answer {
        switch answer.outcome {
        case .success(let value):
            let kept = call.operation.keeps.kept(value) ?? .null
            leftOut.members += max(0, Self.leaves(in: value) - Self.leaves(in: kept))
            leftOut.variables += Self.emptyVariables(in: kept)
            return Answer(
                .success(withoutSecrets(kept, at: "")), at: answer.at, caller: answer.caller, isWhole: answer.isWhole)
        case .failure(var failure):
            failure.reason = withoutSecrets(failure.reason)
            failure.message = failure.message.map { withoutSecrets($0) }
            return Answer(.failure(failure), at: answer.at, caller: answer.caller, isWhole: answer.isWhole)
        }
    }

    private mutating func withoutSecrets(_ value: JSONValue, at key: String) -> JSONValue {
        switch value {
        case .null, .bool, .number: return value
        // Certificates are public, and as long and random as a token.
        case .string where ["data", "certificateAuthority"].contains(key): return value
        case .string(let text): return .string(withoutSecrets(text))
        case .array(let elements): return .array(elements.map { withoutSecrets($0, at: key) })
        case .object(let object):
            return .object(
                JSONObject(object.members.map { ($0.key, withoutSecrets($0.value, at: $0.key)) }))
        }
    }

    private mutating func withoutSecrets(_ text: String) -> String {
        let redacted = redactor.redact(text)
        if redacted != text { leftOut.secrets += 1 }
        return redacted
    }

    private static func leaves(in value: JSONValue) -> Int {
        switch value {
        case .array(let elements): elements.reduce(0) { $0 + leaves(in: $1) }
        case .object(let object): object.members.reduce(0) { $0 + leaves(in: $1.value) }
        default: 1
        }
    }

    /// Variables of containers that have a name and no value any more.
    private static func emptyVariables(in value: JSONValue) -> Int {
        switch value {
        case .array(let elements): return elements.reduce(0) { $0 + emptyVariables(in: $1) }
        case .object(let object):
            return object.members.reduce(0) { count, member in
                guard member.key == "env", let variables = member.value.array else {
                    return count + emptyVariables(in: member.value)
                }
                return count + variables.count { $0["name"] != nil && $0["value"] == nil && $0["valueFrom"] == nil }
            }
        default: return 0
        }
    }
}
