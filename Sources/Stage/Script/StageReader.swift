import Canvas
import Wire

/// Reads the nodes of a stage file, and goes on after what is wrong.
struct StageReader {
    /// The names of screens and faults.
    let known: StageVocabulary
    /// What is wrong.
    private(set) var errors: [DocumentError] = []

    init(known: StageVocabulary) { self.known = known }

    // MARK: The talk

    mutating func script(_ root: YAMLNode) -> StageScript {
        var script = StageScript(title: "", chapters: [])
        guard let node = StageNode(root, of: ["title", "chapters", "schema", "loop"], "a talk", &self) else {
            return script
        }
        if let schema = node["schema"], schema.string != StageScript.schema {
            refuse(schema, StageScript.schema)
        }
        script.title = text(node, "title", "a title of the talk", isNeeded: true, Limits.title)
        script.loops = isSo(node, "loop")
        for element in list(node, "chapters", "a list of chapters", 1...Limits.chapters) {
            script.chapters.append(chapter(element))
        }
        return script
    }

    private static let chapterKeys = ["title", "sentence", "minutes", "steps"]

    private mutating func chapter(_ node: YAMLNode) -> StageScript.Chapter {
        var chapter = StageScript.Chapter(
            title: "", sentences: [], plannedSeconds: 0, steps: [], line: node.position.line)
        guard let node = StageNode(node, of: Self.chapterKeys, "a chapter", &self) else { return chapter }
        chapter.title = text(node, "title", "a title of the chapter", isNeeded: true, Limits.chapterTitle)
        chapter.sentences = texts(node, "sentence", "a sentence for its card", isNeeded: true, 1...2, Limits.sentence)
        chapter.plannedSeconds = minutes(node)
        for element in list(node, "steps", "a list of steps", 1...Limits.steps) { chapter.steps.append(step(element)) }
        return chapter
    }

    private mutating func minutes(_ chapter: StageNode) -> Int {
        let expected = "0.1 to 60 minutes"
        guard let node = chapter["minutes"] else {
            missing(chapter, "minutes", expected)
            return 0
        }
        guard let value = node.json.double, (0.1...60).contains(value) else {
            refuse(node, node.string?.contains(",") == true ? "\(expected), with a point" : expected)
            return 0
        }
        return Int((value * 60).rounded())
    }

    // MARK: A step

    private static let stepKeys = [
        "keys", "type", "action", "does", "expect", "say", "watch", "break", "arm", "on", "mend", "reveal",
    ]

    private mutating func step(_ written: YAMLNode) -> StageScript.Step {
        var step = StageScript.Step(line: written.position.line)
        guard let node = StageNode(written, of: Self.stepKeys, "a step", &self) else { return step }
        step.presses = presses(node)
        step.does = text(node, "does", "a few words", Limits.does)
        step.expected = expectation(node)
        step.say = text(node, "say", "what to say", Limits.say, hasLines: true)
        step.watch = text(node, "watch", "what to look at", Limits.watch, hasLines: true)
        step.faults = faults(node)
        step.reveals = isSo(node, "reveal")
        if !["keys", "type", "action", "say", "watch", "break", "arm", "mend"].contains(where: { node[$0] != nil }) {
            refuse(at: node.position, found: "none of them", "a step with keys, type, action, say, watch, or a fault")
        }
        return step
    }

    private mutating func presses(_ step: StageNode) -> [StageScript.Press] {
        let given = ["keys", "type", "action"].compactMap { name in step[name].map { (name, $0) } }
        if given.count > 1 {
            let names = given.map(\.0).joined(separator: " and ")
            refuse(at: given[1].1.position, found: names, "one of keys, type and action; two steps do both")
        }
        switch given.first {
        case ("keys", let node)?:
            guard let elements = node.sequence else { return [key(node)].compactMap(\.self) }
            return limited(elements, node, "a list of keys", 1...Limits.keys).compactMap { key($0) }
        case ("type", let node)?:
            let text = text(node, "text that is typed", Limits.typed)
            return text.isEmpty ? [] : [.text(text)]
        case (_, let node)?:
            let name = text(node, "the name of an action, as Ctrl-O lists it", Limits.words)
            return name.isEmpty ? [] : [.action(name)]
        case nil: return []
        }
    }

    private mutating func key(_ node: YAMLNode) -> StageScript.Press? {
        let expected = "a key such as Enter, Esc, Up, Space, Ctrl-O or a"
        guard let name = node.string else {
            refuse(node, node.isNull ? "\(expected), in quotes where it means something to YAML" : expected)
            return nil
        }
        if let key = Key(named: name) { return .key(key) }
        if let near = Key.name(near: name) {
            refuse(node, "a key by its name; the nearest is \(near)")
        } else if name.contains(where: { " ,+/".contains($0) }) {
            refuse(node, "one key; several are a list: [d, Enter]")
        } else {
            refuse(node, "\(expected); text goes under type")
        }
        return nil
    }

    private static let expectationKeys = ["screen", "focus", "shows"]

    private mutating func expectation(_ step: StageNode) -> StageScript.Expectation? {
        guard let written = step["expect"] else { return nil }
        guard let node = StageNode(written, of: Self.expectationKeys, "what is seen", &self) else { return nil }
        var expected = StageScript.Expectation()
        if let screen = node["screen"] {
            expected.screen = screen.string
            let name = screen.string ?? ""
            if !known.screens.contains(name) {
                let plain = name.lowercased().filter(\.isLetter)
                let near = known.screens.first { $0.filter(\.isLetter) == plain }
                let hint = near.map { "a screen; the nearest is \($0)" }
                refuse(screen, hint ?? "a screen: \(known.screens.joined(separator: ", "))")
            }
        }
        let focus = text(node, "focus", "how the words at the focus begin", Limits.words)
        expected.focus = focus.isEmpty ? nil : focus
        expected.texts = texts(node, "shows", "text within one row", 1...Limits.shows, Limits.row)
        if node["screen"] == nil, node["focus"] == nil, node["shows"] == nil {
            refuse(at: node.position, found: "none of them", "screen, focus or shows")
        }
        return expected
    }

    // MARK: Faults

    private mutating func faults(_ step: StageNode) -> [StageScript.FaultDeed] {
        var cue = StageScript.Cue.send
        if let on = step["on"] {
            if let known = StageScript.Cue(rawValue: on.string ?? "") {
                cue = known
            } else {
                refuse(on, "one of \(StageScript.Cue.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            if step["arm"] == nil {
                refuse(at: on.position, found: "on without arm", "arm: FAULT beside it; break does it at once")
            }
        }
        return names(step, "mend").map { .mends($0) } + names(step, "break").map { .breaks($0) }
            + names(step, "arm").map { .arms($0, cue) }
    }

    private mutating func names(_ step: StageNode, _ key: String) -> [String] {
        guard let node = step[key] else { return [] }
        guard let elements = node.sequence else { return [fault(node)].compactMap(\.self) }
        return limited(elements, node, "a list of faults", 1...Limits.faults).compactMap { fault($0) }
    }

    private mutating func fault(_ node: YAMLNode) -> String? {
        let last = known.faults.compactMap(\.number).max() ?? 0
        let expected = "a fault, by a number of 1 to \(last) or the name of its scenario"
        guard let text = node.string, !text.isEmpty else {
            refuse(node, expected)
            return nil
        }
        if let number = Int(text) {
            if let fault = known.faults.first(where: { $0.number == number }) { return fault.name }
        } else if known.fault(named: text) != nil {
            return text
        }
        let near = near(text)
        refuse(node, near.isEmpty ? expected : "\(expected); near it: \(near.joined(separator: ", "))")
        return nil
    }

    /// The faults that a diagnosis finds by a name, else those that share most words with it.
    private func near(_ name: String) -> [String] {
        let found = known.faults.filter { $0.code == name.uppercased() }
        if !found.isEmpty { return found.prefix(3).map { fault in fault.number.map { "\($0)" } ?? fault.name } }
        let words = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber })
        let shared = known.faults.map { Set($0.name.split(separator: "-")).intersection(words).count }
        let most = max(1, shared.max() ?? 0)
        return Array(zip(known.faults, shared).filter { $0.1 == most }.map(\.0.name).prefix(3))
    }

    // MARK: Values

    /// Whether a key is true; one that is not there is false.
    private mutating func isSo(_ node: StageNode, _ key: String) -> Bool {
        guard let value = node[key] else { return false }
        if value.bool == nil { refuse(value, "true or false") }
        return value.bool ?? false
    }

    /// The text of a key; empty where it is not there or wrong.
    private mutating func text(
        _ node: StageNode, _ key: String, _ what: String, isNeeded: Bool = false, _ limit: Int, hasLines: Bool = false
    ) -> String {
        if let value = node[key] { return text(value, what, limit, hasLines: hasLines) }
        if isNeeded { missing(node, key, what) }
        return ""
    }

    private mutating func text(_ node: YAMLNode, _ what: String, _ limit: Int, hasLines: Bool = false) -> String {
        guard case .string(var text) = node.json else {
            let isScalar = node.scalar != nil && !node.isNull
            refuse(node, isScalar ? "\(what), in quotes" : what)
            return ""
        }
        while text.last?.isNewline == true { text.removeLast() }
        let length = text.unicodeScalars.count
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isBlank {
            refuse(at: node.position, found: "an empty text", what)
        } else if length > limit {
            refuse(at: node.position, found: "\(length)", "\(what) of at most \(limit) characters")
        } else if TerminalText.sanitized(text, keepingLines: hasLines, limit: length + 1) != text {
            let plain = hasLines ? "letters that can be shown" : "letters that can be shown in one line"
            refuse(node, "\(what), with \(plain)")
        } else {
            return text
        }
        return ""
    }

    /// The texts of a key: one, or a list of them.
    private mutating func texts(
        _ node: StageNode, _ key: String, _ what: String, isNeeded: Bool = false, _ count: ClosedRange<Int>,
        _ limit: Int
    ) -> [String] {
        guard let value = node[key], let elements = value.sequence else {
            let text = text(node, key, what, isNeeded: isNeeded, limit)
            return text.isEmpty ? [] : [text]
        }
        return limited(elements, value, "\(what), or a list of them", count).map { text($0, what, limit) }
    }

    private mutating func list(
        _ node: StageNode, _ key: String, _ what: String, _ count: ClosedRange<Int>
    ) -> [YAMLNode] {
        guard let value = node[key] else {
            missing(node, key, what)
            return []
        }
        guard let elements = value.sequence else {
            refuse(value, what)
            return []
        }
        return limited(elements, value, what, count)
    }

    private mutating func limited(
        _ elements: [YAMLNode], _ node: YAMLNode, _ what: String, _ count: ClosedRange<Int>
    ) -> [YAMLNode] {
        guard count.contains(elements.count) else {
            refuse(
                at: node.position, found: "\(elements.count)", "\(what), \(count.lowerBound) to \(count.upperBound)")
            return []
        }
        return elements
    }

    // MARK: Refusals

    /// Says that a key is missing, unless another one was told that probably means it.
    private mutating func missing(_ node: StageNode, _ key: String, _ what: String) {
        if !node.meant.contains(key) { refuse(at: node.position, found: "none", "\(what) (\(key):)") }
    }

    /// Says that a node is not what is expected.
    mutating func refuse(_ node: YAMLNode, _ expected: String) {
        let found: String
        switch node.content {
        case .scalar(let text, let style) where style != .plain || node.json.string != nil: found = Self.shown(text)
        case .scalar(let text, _): found = node.isNull ? "nothing" : TerminalText.sanitized(text, limit: 40)
        default: found = node.kind
        }
        refuse(at: node.position, found: found, expected)
    }

    /// Says what stands somewhere, and what is expected there.
    mutating func refuse(at position: SourcePosition, found: String, _ expected: String) {
        errors.append(DocumentError(.yaml, .unexpected(found: found, expected: expected), at: position))
    }

    /// A text in quotes, without what a terminal would take for more than text.
    static func shown(_ text: String) -> String { "\"\(TerminalText.sanitized(text, limit: 60))\"" }

    /// The most of everything, in characters or pieces.
    enum Limits {
        static let title = 60
        /// What a card has room for in spaced capitals.
        static let chapterTitle = 28
        static let sentence = 120
        static let does = 60
        static let say = 1000
        static let watch = 300
        static let words = 60
        static let row = 78
        static let typed = 1000
        static let chapters = 20
        static let steps = 100
        static let keys = 20
        static let faults = 5
        static let shows = 6
    }
}
