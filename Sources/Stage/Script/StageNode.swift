import Wire

/// A mapping of a stage file while it is read: its keys are taken one after the other, and those that are left are wrong.
struct StageNode {
    /// Where it begins.
    let position: SourcePosition
    private let pairs: [(key: YAMLNode, value: YAMLNode)]
    /// The keys that a wrong one probably means; they were told already.
    private(set) var meant: Set<String> = []

    /// The keys of a mapping; nil for anything else, which is told.
    init?(_ node: YAMLNode, of keys: [String], _ what: String, _ reader: inout StageReader) {
        position = node.position
        guard let pairs = node.mapping else {
            reader.refuse(node, "\(what), a mapping with \(keys.prefix(3).joined(separator: ", "))…")
            return nil
        }
        self.pairs = pairs
        for (key, _) in pairs where !keys.contains(key.scalar ?? "") {
            let written = key.scalar ?? ""
            let near = keys.first { $0 == written.lowercased() } ?? Self.slips[written.lowercased()]
            let wanted = near.flatMap { keys.contains($0) ? $0 : nil }
            if let wanted { meant.insert(wanted) }
            let list = wanted.map { "\($0), which it probably means" } ?? "one of \(keys.joined(separator: ", "))"
            reader.refuse(at: key.position, found: "the key \(StageReader.shown(written))", list)
        }
    }

    /// What people write for a key of another name.
    private static let slips = [
        "key": "keys", "press": "keys", "chapter": "chapters", "step": "steps", "sentences": "sentence",
        "time": "minutes",
        "duration": "minutes", "minute": "minutes", "min": "minutes", "notes": "say", "note": "say", "says": "say",
        "text": "type", "types": "type", "expected": "expect", "expects": "expect", "show": "shows", "name": "title",
        "do": "does", "label": "does", "description": "does", "fault": "break", "breaks": "break", "mends": "mend",
        "arms": "arm", "reveals": "reveal", "cue": "on", "actions": "action",
        "loops": "loop", "repeat": "loop",
    ]

    /// The value of a key; nil where the key is not there.
    subscript(key: String) -> YAMLNode? { pairs.first { $0.key.scalar == key }?.value }
}
