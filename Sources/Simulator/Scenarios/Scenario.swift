import Wire

/// A world to start with, as data: another scenario and what is changed in it.
public struct Scenario: Sendable, Hashable {
    /// The name for the command line, for example `fresh` or `irsa-no-oidc-provider`.
    public let name: String
    /// What is the case in it, in one sentence.
    public let title: String
    /// The scenario it starts from; nil for the one that starts from nothing.
    public let base: String?
    /// The failure of the catalogue that it makes, nil where nothing is wrong.
    public let failure: String?
    /// The code of the one root cause that a diagnosis has to name; nil where there is none.
    public let code: String?
    /// The code of what a diagnosis has to warn of although nothing is broken, or of what it cannot decide.
    public let risk: String?
    /// What there is to diagnose.
    public let kind: Kind
    /// Its number in the menu of what can be broken; nil for a scenario that is not in it.
    public let number: Int?
    /// What it is called among what can be broken, in a few words; nil where the title says it.
    let called: String?
    /// Why it cannot be broken in a world that is something else already; nil where it can.
    let unswitchable: String?
    /// What is other than in most scenarios, by the names of `ScenarioValues`.
    let values: [String: String]
    /// What is changed, in order.
    let steps: [ScenarioStep]

    /// What there is to diagnose in a scenario.
    public enum Kind: String, Sendable, Hashable {
        /// A setup that is there: healthy, or with the one fault that `code` names.
        case whole
        /// A setup that is not made yet, or not by these names; so many things are missing that none is the one.
        case unfinished
        /// A fault that no read shows, only a try: a token exchanged, a message sent.
        case felt
        /// A setup of which the caller may not see or do everything.
        case unread
    }

    init(_ json: JSONValue, _ recipes: [String: ScenarioRecipe]) throws(ScenarioError) {
        guard let name = json["name"]?.string, let title = json["title"]?.string else {
            throw .unreadable("a scenario without name or title")
        }
        self.name = name
        self.title = title
        base = json["from"]?.string
        failure = json["failure"]?.string
        code = json["code"]?.string
        risk = json["risk"]?.string
        guard let kind = Kind(rawValue: json["kind"]?.string ?? "whole") else {
            throw .unreadable("scenario \"\(name)\" is of no known kind")
        }
        self.kind = kind
        values = json["values"]?.textMembers ?? [:]
        number = json["menu"]?.int
        called = json["called"]?.string
        unswitchable = json["unswitchable"]?.string
        let habit = ScenarioStep.Habit(json)
        var steps: [ScenarioStep] = []
        for step in json["steps"]?.array ?? [] {
            guard let recipe = step["do"]?.string else {
                steps.append(try ScenarioStep(step, in: name, habit))
                continue
            }
            guard let known = recipes[recipe] else {
                throw .unreadable("scenario \"\(name)\" follows \(recipe), which is no recipe")
            }
            for step in try known.steps(for: step, in: name) {
                steps.append(try ScenarioStep(step, in: name, habit))
            }
        }
        self.steps = steps
    }
}

/// Why a scenario cannot be had.
public enum ScenarioError: Error, Sendable, Hashable {
    /// There is no scenario of this name; these are the ones there are.
    case unknown(String, known: [String])
    /// The scenarios' file cannot be understood.
    case unreadable(String)
    /// A step was refused by the world; the text is the refusal.
    case refused(scenario: String, step: Int, why: String)

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .unknown(let name, let known):
            "There is no scenario \"\(name)\".\(Self.similar(name, known)) \"sesame simulate --list\" shows all "
                + "\(known.count)."
        case .unreadable(let why): "The scenarios cannot be read: \(why)."
        case .refused(let scenario, let step, let why):
            "Step \(step) of scenario \"\(scenario)\" was refused: \(why)"
        }
    }
    /// The scenarios that are written almost like a name, else those that share most words with it, as a sentence.
    private static func similar(_ name: String, _ known: [String]) -> String {
        let name = name.lowercased()
        let wanted = Set(name.split { !$0.isLetter && !$0.isNumber })
        let slips = known.filter { edits(from: name, to: $0) <= 2 }
        let shared = known.map { Set($0.split(separator: "-")).intersection(wanted).count }
        let most = max(shared.max() ?? 0, 1)
        let alike = slips.isEmpty ? zip(known, shared).filter { $0.1 == most }.map(\.0) : slips
        return alike.isEmpty
            ? "" : " Like it \(alike.count == 1 ? "is" : "are"): \(alike.prefix(4).joined(separator: ", "))."
    }

    /// How many characters have to be put in, taken out or replaced (Levenshtein).
    private static func edits(from name: String, to other: String) -> Int {
        var row = Array(0...other.count)
        for (line, character) in name.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, wanted) in other.enumerated() {
                let replaced = diagonal + (character == wanted ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
