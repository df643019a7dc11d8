import Calls
import Design
import Identifiers
import Wire

/// A call and its answer as a bundle holds them.
enum BundleCall {
    /// The document of one.
    static func document(_ call: Call, _ answer: Answer) -> JSONValue {
        var asked: JSONObject = [
            "service": .string(call.operation.service.rawValue), "operation": .string(call.operation.name),
            "side": .string(call.side.rawValue),
        ]
        if let region = call.region { asked["region"] = .string(region.text) }
        if !call.input.isEmpty { asked["input"] = .object(call.input) }
        var given = JSONObject()
        switch answer.outcome {
        case .success(let value): given["value"] = value
        case .failure(let failure): given["failure"] = failure.document
        }
        if !answer.isWhole { given["isWhole"] = false }
        return [
            "call": .object(asked), "at": .string(answer.at.iso8601), "caller": .string(answer.caller),
            "answer": .object(given),
        ]
    }

    /// Reads one.
    ///
    /// - Parameters:
    ///   - value: An entry of `calls`.
    ///   - path: Where it stands.
    /// - Returns: The call and its answer; nil for an operation that this version does not know.
    /// - Throws: ``BundleProblem``.
    static func read(_ value: JSONValue, _ path: String) throws(BundleProblem) -> (Call, Answer)? {
        guard let asked = value["call"], asked.object != nil else {
            throw BundleProblem(
                "\(path).call", "Here is no call; an object with service, operation and side is expected.")
        }
        guard let service = asked["service"]?.string, let name = asked["operation"]?.string else {
            throw BundleProblem("\(path).call", "The call names no service and operation.")
        }
        guard let operation = Operation.named(name, of: service) else { return nil }
        guard !operation.effect.writes else {
            throw BundleProblem("\(path).call", "\(operation.words) changes something; a bundle holds calls that look.")
        }
        guard let side = asked["side"]?.string.flatMap(Side.init(rawValue:)) else {
            throw BundleProblem("\(path).call.side", "The side has to be eks, ses or kubernetes.")
        }
        var region: Region?
        if let text = asked["region"] {
            do throws(IdentifierError) { region = try Region(text.string ?? "") } catch {
                throw BundleProblem("\(path).call.region", "This is no region: \(error.reason).")
            }
        }
        let input = operation.input.kept(asked["input"] ?? .object(JSONObject()))?.object
        guard let input else { throw BundleProblem("\(path).call.input", "The input has to be an object.") }
        guard let at = value["at"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw BundleProblem("\(path).at", "The time has to be like 2026-01-02T03:04:05Z.")
        }
        let given = value["answer"]
        let outcome: Result<JSONValue, CallFailure>
        if let found = given?["value"] {
            outcome =
                operation.keeps.kept(found).map { .success($0) }
                ?? .failure(CallFailure(.doubtful, reason: "the bundle's answer is none of \(operation.words)"))
        } else if let failure = given?["failure"].flatMap({ CallFailure($0) }) {
            outcome = .failure(failure)
        } else {
            throw BundleProblem("\(path).answer", "There is neither a value nor a failure.")
        }
        let answer = Answer(
            outcome, at: at, caller: value["caller"]?.string ?? "", isWhole: given?["isWhole"]?.bool ?? true)
        return (Call(operation, side, in: region, input), answer)
    }
}
