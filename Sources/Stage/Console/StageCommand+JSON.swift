import Wire

extension StageCommand {
    static let schema = "sesame/stage-command/v1"

    /// The command as one line of JSON, without its end.
    public var line: [UInt8] {
        var members: [(String, JSONValue)] = [("schema", .string(StageCommand.schema)), ("command", .string(word))]
        switch self {
        case .next, .back, .startOver, .mask, .showRecording: break
        case .play(let plays): members.append(("plays", .bool(plays)))
        case .chapter(let number): members.append(("number", JSONValue(number)))
        case .breaksNumber(let number): members.append(("number", number.map { JSONValue($0) } ?? .null))
        case .foretell(let fault): members.append(("fault", JSONValue(fault)))
        case .breaks(let fault), .mends(let fault): members.append(("fault", .string(fault)))
        case .arms(let fault, let cue): members += [("fault", .string(fault)), ("cue", .string(cue.rawValue))]
        }
        return JSONValue.object(JSONObject(members)).bytes(.compact)
    }

    /// Reads a line that a console wrote; members that are unknown are ignored.
    public init(line: [UInt8]) throws(StageLineProblem) {
        let json = try StageLine.document(line, schema: StageCommand.schema)
        let fault = json["fault"]?.string
        let number = json["number"]?.int
        switch (json["command"]?.string, fault, number) {
        case ("next", _, _): self = .next
        case ("back", _, _): self = .back
        case ("play", _, _): self = .play(json["plays"]?.bool ?? true)
        case ("chapter", _, let number?): self = .chapter(number)
        case ("startOver", _, _): self = .startOver
        case ("breaks", let fault?, _): self = .breaks(fault)
        case ("breaksNumber", _, _): self = .breaksNumber(number)
        case ("arms", let fault?, _):
            guard let cue = StageScript.Cue(rawValue: json.text("cue")) else { throw .notUnderstood }
            self = .arms(fault, cue)
        case ("mends", let fault?, _): self = .mends(fault)
        case ("foretell", let fault, _): self = .foretell(fault)
        case ("mask", _, _): self = .mask
        case ("showRecording", _, _): self = .showRecording
        default: throw .notUnderstood
        }
    }

    private var word: String {
        switch self {
        case .next: "next"
        case .back: "back"
        case .play: "play"
        case .chapter: "chapter"
        case .startOver: "startOver"
        case .breaks: "breaks"
        case .breaksNumber: "breaksNumber"
        case .arms: "arms"
        case .mends: "mends"
        case .foretell: "foretell"
        case .mask: "mask"
        case .showRecording: "showRecording"
        }
    }
}
