import Wire

/// Why a line from the other side of the socket is not understood.
public enum StageLineProblem: Error, Hashable, Sendable {
    /// It is no JSON document of this protocol.
    case notUnderstood
    /// It is of another version of this program, whose schema is named; text from outside.
    case otherVersion(String)
}

extension StageReport {
    static let schema = "sesame/stage-report/v1"

    /// The report as one line of JSON, without its end.
    public var line: [UInt8] { json.bytes(.compact) }

    /// Reads a line that a stage wrote; members that are unknown are ignored, those that are missing stand at their
    /// beginning.
    public init(line: [UInt8]) throws(StageLineProblem) {
        let json = try StageLine.document(line, schema: StageReport.schema)
        self.init()
        began = json.text("began")
        isReal = json["real"]?.bool ?? false
        isMasked = json["masked"]?.bool ?? false
        recorded = json["recorded"]?.string
        elapsed = json.time("elapsed")
        chapterElapsed = json.time("chapterElapsed")
        runs = json["runs"]?.bool ?? false
        plays = json["plays"]?.bool ?? false
        chapters = json.list("chapters").map {
            Chapter(
                title: $0.text("title"), planned: Int($0.time("planned")),
                taken: $0["taken"]?.int.map { Int64(max(0, min($0, StageLine.longest))) })
        }
        chapter = max(0, min(json["chapter"]?.int ?? 0, chapters.count))
        isOver = json["over"]?.bool ?? false
        say = json.text("say")
        watch = json.text("watch")
        place = json.text("place")
        now = json.text("now")
        steps = json.list("steps").map { Step(keys: $0.text("keys"), does: $0.text("does")) }
        enter = json.text("enter")
        offScript = json["offScript"]?.string
        waits = json["waits"]?.string
        warning = json["warning"]?.string
        answer = json["answer"]?.string
        offersRecording = json["offersRecording"]?.bool ?? false
        faults = json.list("faults").compactMap(Fault.init)
        pressed = Int(json.time("pressed"))
        canTakeBack = Int(json.time("canTakeBack"))
        changes = Int(json.time("changes"))
        screen = StageCells(json["screen"])
    }

    private var json: JSONValue {
        [
            "schema": .string(StageReport.schema), "began": .string(began), "real": .bool(isReal),
            "masked": .bool(isMasked), "recorded": JSONValue(recorded), "elapsed": JSONValue(elapsed),
            "chapterElapsed": JSONValue(chapterElapsed), "runs": .bool(runs), "plays": .bool(plays),
            "chapter": JSONValue(chapter),
            "chapters": .array(
                chapters.map {
                    [
                        "title": .string($0.title), "planned": JSONValue($0.planned),
                        "taken": $0.taken.map { JSONValue($0) } ?? .null,
                    ]
                }),
            "over": .bool(isOver), "say": .string(say), "watch": .string(watch), "place": .string(place),
            "now": .string(now),
            "steps": .array(steps.map { ["keys": .string($0.keys), "does": .string($0.does)] }),
            "enter": .string(enter), "offScript": JSONValue(offScript), "waits": JSONValue(waits),
            "warning": JSONValue(warning),
            "answer": JSONValue(answer),
            "offersRecording": .bool(offersRecording), "faults": .array(faults.map(\.json)),
            "pressed": JSONValue(pressed), "canTakeBack": JSONValue(canTakeBack), "changes": JSONValue(changes),
            "screen": screen.json,
        ]
    }
}

extension StageReport.Fault {
    fileprivate var json: JSONValue {
        var words: (state: String, time: JSONValue, cue: JSONValue) = ("right", .null, .null)
        switch state {
        case .right: break
        case .broken(let time): words = ("broken", JSONValue(time), .null)
        case .armed(let cue): words = ("armed", .null, .string(cue.rawValue))
        }
        return [
            "number": number.map { JSONValue($0) } ?? .null, "name": .string(name), "title": .string(title),
            "code": .string(code),
            "state": .string(words.state), "for": words.time, "cue": words.cue,
            "hiddenBy": JSONValue(hiddenBy), "about": .string(about), "outlook": outlook?.json ?? .null,
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let name = json["name"]?.string else { return nil }
        let number = json["number"]?.int.flatMap { (1...9999).contains($0) ? $0 : nil }
        let state: State
        switch json["state"]?.string {
        case "broken": state = .broken(json.time("for"))
        case "armed": state = .armed(StageScript.Cue(rawValue: json.text("cue")) ?? .send)
        default: state = .right
        }
        self.init(
            number: number, name: name, title: json.text("title"), code: json.text("code"), state: state,
            hiddenBy: json["hiddenBy"]?.string,
            about: json.text("about"), outlook: json["outlook"].flatMap(FaultOutlook.init))
    }
}

extension JSONValue {
    /// The text of a member; empty where there is none.
    func text(_ key: String) -> String { self[key]?.string ?? "" }

    /// A number that cannot be negative, nor longer than anybody's talk.
    func time(_ key: String) -> Int64 { Int64(max(0, min(self[key]?.int ?? 0, StageLine.longest))) }

    /// The elements of a member, as many as a console could list.
    func list(_ key: String) -> [JSONValue] { Array((self[key]?.array ?? []).prefix(1000)) }
}
