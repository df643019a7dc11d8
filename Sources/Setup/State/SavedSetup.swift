public import Design
import Identifiers
public import Wire

/// A setup that was left: its answers and where the person was, without secrets.
public struct SavedSetup: Hashable, Sendable {
    /// The key of the file; letters, digits, `-`, `_` and `.`.
    public var key: String
    /// The answers with their provenance.
    public var answers: Answers
    /// The interface's own name of the screen; in files of the first versions the screen's number, as text.
    public var screen: String
    /// One line about how far it got, for the home screen: `7 of 9 things made, 2 mails wait for a click`.
    public var summary: String
    /// When it was saved.
    public var saved: Timestamp
    /// What the interface keeps beside the answers: unfinished texts, screens seen, names of callers.
    public var position: JSONObject

    /// A setup to be saved.
    public init(
        key: String, answers: Answers, screen: String, summary: String, saved: Timestamp,
        position: JSONObject = JSONObject()
    ) {
        self.position = position
        self.key = key
        self.answers = answers
        self.screen = screen
        self.summary = summary
        self.saved = saved
    }

    /// The key of a setup's lock and journal, which stays while names, sender and SES account change.
    public static func key(for design: DelegateSending) -> String { design.key.fileName }

    /// The key that the first version gave: account, role and SES account of the design.
    static func firstKey(for design: DelegateSending) -> String {
        let name = "\(design.eksAccount.text)-\(design.roleName.text)-\(design.sesAccount.text)"
        return String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
    }

    var json: JSONValue {
        var fields = JSONObject()
        for field in FieldID.allCases {
            guard field != .tags, let text = answers[field], let provenance = answers.provenance(of: field) else {
                continue
            }
            fields[field.rawValue] = .object(
                JSONObject([("value", .string(text)), ("from", Self.document(provenance))]))
        }
        return [
            "schema": "sesame/setup/v1", "saved": .string(saved.iso8601), "screen": .string(screen),
            "summary": .string(summary), "position": .object(position), "fields": .object(fields),
            "tags": .object(JSONObject(answers.tags.map { ($0.key, JSONValue.string($0.value)) })),
        ]
    }

    init?(key: String, _ bytes: [UInt8]) {
        guard let value = try? JSONValue.parse(bytes), value["schema"]?.string == "sesame/setup/v1",
            let saved = value["saved"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        var answers = Answers()
        for field in FieldID.allCases {
            guard let entry = value["fields"]?[field.rawValue], let text = entry["value"]?.string else { continue }
            try? answers.set(text, for: field, from: Self.provenance(entry["from"]))
        }
        if let tags = value["tags"]?.object, !tags.isEmpty {
            answers.setTags(
                tags.members.map { Tag(key: $0.key, value: $0.value.string ?? "") }, from: .typed)
        }
        self.init(
            key: key, answers: answers,
            screen: value["screen"]?.string ?? value["screen"]?.int.map { String($0) } ?? "",
            summary: value["summary"]?.string ?? "", saved: saved,
            position: value["position"]?.object ?? JSONObject())
    }

    private static func document(_ provenance: Provenance) -> JSONValue {
        switch provenance {
        case .typed: ["kind": "typed"]
        case .flag(let name): ["kind": "flag", "name": .string(name)]
        case .answersFile(let path, let line): ["kind": "file", "name": .string(path), "line": JSONValue(line)]
        case .profile(let name): ["kind": "profile", "name": .string(name)]
        case .detected(let from): ["kind": "detected", "name": .string(from)]
        case .default: ["kind": "default"]
        }
    }

    private static func provenance(_ value: JSONValue?) -> Provenance {
        let name = value?["name"]?.string ?? ""
        return switch value?["kind"]?.string {
        case "flag": .flag(name)
        case "file": .answersFile(path: name, line: value?["line"]?.int ?? 1)
        case "profile": .profile(name)
        case "detected": .detected(from: name)
        case "default": .default
        default: .typed
        }
    }
}
