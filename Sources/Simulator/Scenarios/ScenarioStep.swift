import Wire

/// One change in a scenario: what somebody would do in AWS or Kubernetes, or what happens without anybody.
struct ScenarioStep: Sendable, Hashable {
    /// What kind of change it is.
    enum Kind: Sendable, Hashable {
        /// A call to AWS: `iam CreateRole` or `sesv2 POST /v2/email/identities`.
        case aws(service: String, operation: String)
        /// A request to the API server: method and path.
        case kubernetes(method: String, path: String)
        /// Something that no call can do, such as a clicked link.
        case set(String)
    }

    /// What kind of change it is.
    var kind: Kind
    /// Whose credentials a call to AWS is made with: `eks` or `ses`.
    var side: String
    /// The region of a call; empty for the usual one.
    var region: String
    /// The parameters, or the object.
    var parameters: JSONValue
    /// The field manager of a request to the API server.
    var manager: String
    /// The media type of a request to the API server.
    var mediaType: String
    /// How often it is done; `{{n}}` counts from 1.
    var times: Int
    /// Who does it and how long ago.
    var habit: Habit

    /// Who does the steps of a scenario, and how long ago: what the trail shows of them.
    struct Habit: Sendable, Hashable {
        /// The name of the session of an automation's role; nil for the account's administrator.
        var person: String?
        /// Seconds before the moment at which the world begins.
        var secondsAgo: Int

        /// Reads `as` and `ago`; what a step leaves out is as in its scenario.
        init(_ json: JSONValue, otherwise habit: Habit? = nil) {
            person = json["as"]?.string ?? habit?.person
            secondsAgo = json["ago"]?.int ?? habit?.secondsAgo ?? 0
        }
    }

    init(_ json: JSONValue, in scenario: String, _ habit: Habit = Habit(.null)) throws(ScenarioError) {
        self.habit = Habit(json, otherwise: habit)
        side = json["by"]?.string ?? "eks"
        region = json["region"]?.string ?? ""
        parameters = json["with"] ?? .object(JSONObject())
        manager = json["manager"]?.string ?? "kubectl-client-side-apply"
        mediaType = json["type"]?.string ?? "application/json"
        times = json["times"]?.int ?? 1
        if let call = json["aws"]?.string, let (first, rest) = Self.split(call) {
            kind = .aws(service: first, operation: rest)
        } else if let call = json["kubernetes"]?.string, let (first, rest) = Self.split(call) {
            kind = .kubernetes(method: first, path: rest)
        } else if let name = json["set"]?.string {
            kind = .set(name)
        } else {
            throw .unreadable("a step of scenario \"\(scenario)\" is no call and sets nothing")
        }
    }

    private static func split(_ text: String) -> (String, String)? {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        return words.count == 2 ? (words[0], words[1]) : nil
    }
}
