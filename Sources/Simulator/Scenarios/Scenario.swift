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
    /// What is changed, in order.
    let steps: [ScenarioStep]

    init(_ json: JSONValue) throws(ScenarioError) {
        guard let name = json["name"]?.string, let title = json["title"]?.string else {
            throw .unreadable("a scenario without name or title")
        }
        self.name = name
        self.title = title
        base = json["from"]?.string
        failure = json["failure"]?.string
        var steps: [ScenarioStep] = []
        for step in json["steps"]?.array ?? [] { steps.append(try ScenarioStep(step, in: name)) }
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
            "There is no scenario “\(name)”. Known are: \(known.joined(separator: ", "))."
        case .unreadable(let why): "The scenarios cannot be read: \(why)."
        case .refused(let scenario, let step, let why):
            "Step \(step) of scenario “\(scenario)” was refused: \(why)"
        }
    }
}
