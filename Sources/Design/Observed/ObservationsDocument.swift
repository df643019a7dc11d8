import Calls
import Identifiers
public import Wire

/// Observations written down: schema `sesame/observations/v1`, calls with their answers in the order of their keys.
///
/// Reading gives exactly what was written, so that a plan made from a file is the plan that was made then.
public enum ObservationsDocument {
    /// The schema's name.
    public static let schema = "sesame/observations/v1"

    /// Why a file holds no observations.
    public struct Problem: Error, Hashable, Sendable {
        /// Where: `answers[3].call`; empty for the whole file.
        public let path: String
        /// What was found and what is expected, a sentence.
        public let sentence: String
    }

    /// The document.
    public static func make(_ observations: Observations) -> JSONValue {
        let calls = observations.calls.sorted { $0.key < $1.key }
        return [
            "schema": .string(schema),
            "answers": .array(
                calls.compactMap { call in observations[call].map { entry(call, $0) } }),
        ]
    }

    /// Reads a document.
    ///
    /// - Throws: ``Problem``, for what is no such document, and for calls that this version does not know.
    public static func read(_ document: JSONValue) throws(Problem) -> Observations {
        guard document["schema"]?.string == schema else {
            let found = document["schema"]?.string.map { "is \($0)" } ?? "is missing"
            throw Problem(path: "schema", sentence: "The schema \(found); \(schema) is expected.")
        }
        guard let entries = document["answers"]?.array else {
            throw Problem(path: "answers", sentence: "There is no list of answers.")
        }
        var observations = Observations()
        for (index, entry) in entries.enumerated() {
            let call = try call(entry["call"], "answers[\(index)].call")
            observations[call] = try answer(entry, "answers[\(index)]")
        }
        return observations
    }

    private static func entry(_ call: Call, _ answer: Answer) -> JSONValue {
        var asked: JSONObject = [
            "service": .string(call.operation.service.rawValue), "operation": .string(call.operation.name),
            "side": .string(call.side.rawValue),
        ]
        if let region = call.region { asked["region"] = .string(region.text) }
        asked["input"] = .object(call.input)
        var entry: JSONObject = [
            "call": .object(asked), "at": .string(answer.at.iso8601), "caller": .string(answer.caller),
        ]
        if !answer.isWhole { entry["isWhole"] = false }
        switch answer.outcome {
        case .success(let value): entry["value"] = value
        case .failure(let failure): entry["failure"] = failure.document
        }
        return .object(entry)
    }

    private static func call(_ value: JSONValue?, _ path: String) throws(Problem) -> Call {
        let service = value?["service"]?.string ?? ""
        let name = value?["operation"]?.string ?? ""
        guard let operation = Operation.named(name, of: service) else {
            throw Problem(path: path, sentence: "sesame knows no operation \(name) of \(service).")
        }
        guard let side = value?["side"]?.string.flatMap(Side.init(rawValue:)) else {
            throw Problem(path: "\(path).side", sentence: "The side has to be eks, ses or kubernetes.")
        }
        var region: Region?
        if let text = value?["region"]?.string {
            do throws(IdentifierError) { region = try Region(text) } catch {
                throw Problem(path: "\(path).region", sentence: "\(text) is no region: \(error.reason).")
            }
        }
        return Call(operation, side, in: region, value?["input"]?.object ?? JSONObject())
    }

    private static func answer(_ entry: JSONValue, _ path: String) throws(Problem) -> Answer {
        guard let at = entry["at"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw Problem(path: "\(path).at", sentence: "The time has to be like 2026-01-02T03:04:05Z.")
        }
        let outcome: Result<JSONValue, CallFailure>
        if let value = entry["value"] {
            outcome = .success(value)
        } else if let failure = entry["failure"].flatMap({ CallFailure($0) }) {
            outcome = .failure(failure)
        } else {
            throw Problem(path: path, sentence: "There is neither a value nor a failure.")
        }
        return Answer(
            outcome, at: at, caller: entry["caller"]?.string ?? "", isWhole: entry["isWhole"]?.bool ?? true)
    }
}
