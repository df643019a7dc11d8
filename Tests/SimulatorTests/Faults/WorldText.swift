import Wire

@testable import Simulator

/// A world as lines of text, every stored value of it found by reflection: an opinion on what is equal that knows no
/// list of parts.
enum WorldText {
    /// The lines.
    ///
    /// What goes on by itself is left out: requests, sessions, the versions of the store, the sources of ids.
    static func lines(_ state: WorldState, events: Bool = true) -> [String] {
        var lines: [String] = []
        var copy = state
        copy.faults = FaultDesk()
        copy.requests.removeAll()
        copy.sessions = Sessions()
        let objects = copy.cluster.objects.all
        copy.cluster.objects = ObjectStore()
        copy.cluster.numbers = ClusterNumbers(seed: 0)
        if !events { copy.events.removeAll() }
        add(copy, at: "world", &lines)
        for (key, object) in objects {
            var object = object
            object.set(["metadata", "resourceVersion"], nil)
            lines.append("\(key.resource) \(key.namespace)/\(key.name) \(object.sortingKeys().serialized(.compact))")
        }
        return lines.sorted()
    }

    /// The lines in which two worlds differ.
    static func difference(_ one: WorldState, _ other: WorldState, events: Bool = true) -> [String] {
        let (one, other) = (Set(lines(one, events: events)), Set(lines(other, events: events)))
        return one.subtracting(other).map { "- \($0.prefix(600))" }.sorted()
            + other.subtracting(one).map { "+ \($0.prefix(600))" }.sorted()
    }

    private static func add(_ value: Any, at path: String, _ lines: inout [String]) {
        switch value {
        case let json as JSONValue: lines.append("\(path) = \(json.serialized(.compact))")
        case let policy as StoredPolicy: lines.append("\(path) = \(policy.text) \(policy.principalIDs)")
        case let secret as SecretKey: lines.append("\(path) = \(secret.value)")
        case let time as Timestamp: lines.append("\(path) = \(time.iso8601)")
        case is TokenSigner: break
        default:
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .dictionary:
                for child in mirror.children {
                    guard let (key, inner) = child.value as? (Any, Any) else { continue }
                    add(inner, at: "\(path)[\(key)]", &lines)
                }
            case .set: lines.append("\(path) = \(mirror.children.map { "\($0.value)" }.sorted())")
            case .collection:
                for (index, child) in mirror.children.enumerated() { add(child.value, at: "\(path)[\(index)]", &lines) }
            case .optional:
                if let child = mirror.children.first { add(child.value, at: path, &lines) }
            default:
                guard !mirror.children.isEmpty else {
                    lines.append("\(path) = \(value)")
                    return
                }
                for child in mirror.children { add(child.value, at: "\(path).\(child.label ?? "")", &lines) }
            }
        }
    }
}
