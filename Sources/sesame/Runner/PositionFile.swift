import Calls
import Design
import Setup
import Wire
import Wizard

/// Between the wizard's position and the saved setup on disk: answers and place, no secrets.
enum PositionFile {
    /// What is written for a position.
    static func saved(_ position: SavedPosition, key: String, at time: Timestamp) -> Setup.SavedSetup {
        var more = JSONObject()
        more["drafts"] = .object(
            JSONObject(
                position.drafts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                    ($0.key.rawValue, JSONValue.string($0.value))
                }))
        more["seen"] = .array(position.seen.sorted().map { .string($0.name) })
        more["callers"] = .object(
            JSONObject(
                position.callers.sorted { $0.key < $1.key }.map {
                    ($0.key.rawValue, JSONValue.string(word(of: $0.value)))
                }))
        more["asked"] = .object(
            JSONObject(
                position.asked.sorted { $0.key < $1.key }.map {
                    ($0.key.rawValue, JSONValue(Int($0.value.milliseconds)))
                }))
        if let snippet = position.snippet { more["snippet"] = .string(snippet) }
        return Setup.SavedSetup(
            key: key, answers: position.answers, screen: position.screen.name, summary: position.summary,
            saved: time, position: more)
    }

    /// The position that a saved setup holds.
    static func position(_ setup: Setup.SavedSetup) -> SavedPosition {
        var drafts: [FieldID: String] = [:]
        for member in setup.position["drafts"]?.object?.members ?? [] {
            if let field = FieldID(rawValue: member.key) { drafts[field] = member.value.string }
        }
        var callers: [Side: CallerChoice] = [:]
        for member in setup.position["callers"]?.object?.members ?? [] {
            guard let side = Side(rawValue: member.key), let word = member.value.string else { continue }
            callers[side] = choice(of: word)
        }
        var asked: [Side: Moment] = [:]
        for member in setup.position["asked"]?.object?.members ?? [] {
            guard let side = Side(rawValue: member.key), let time = member.value.int else { continue }
            asked[side] = Moment(milliseconds: Int64(time))
        }
        let seen = (setup.position["seen"]?.array ?? []).compactMap { entry in
            (entry.string ?? entry.int.map { String($0) }).flatMap { ScreenID(saved: $0) }
        }
        return SavedPosition(
            answers: setup.answers, drafts: drafts, screen: ScreenID(saved: setup.screen) ?? .introduction,
            seen: Set(seen), callers: callers, asked: asked, summary: setup.summary,
            snippet: setup.position["snippet"]?.string)
    }

    private static func word(of choice: CallerChoice) -> String {
        switch choice {
        case .profile(let name): "profile:\(name)"
        case .environment: "environment"
        case .handOver: "hand-over"
        }
    }

    private static func choice(of word: String) -> CallerChoice? {
        switch word {
        case "environment": .environment
        case "hand-over": .handOver
        default: word.hasPrefix("profile:") ? .profile(String(word.dropFirst("profile:".count))) : nil
        }
    }
}
