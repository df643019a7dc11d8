import Wire

/// A way into an object, as managed fields count it: through members, and through list items by their keys.
struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step.
    enum Step: Hashable, Sendable {
        /// Into a member of an object.
        case field(String)
        /// Into the list item with these key members, for example `name` = `ses-test`.
        case key([KeyMember])
        /// Into the item of a set with this value.
        case value(JSONValue)
    }

    /// A member by which list items are told apart.
    struct KeyMember: Hashable, Sendable {
        var name: String
        var value: JSONValue
    }

    var steps: [Step]

    init(_ steps: [Step] = []) {
        self.steps = steps
    }

    func appending(_ step: Step) -> FieldPath {
        FieldPath(steps + [step])
    }

    func hasPrefix(_ other: FieldPath) -> Bool {
        steps.count >= other.steps.count && steps.prefix(other.steps.count).elementsEqual(other.steps)
    }

    /// Whether this path stands before another one in the API server's sets: at every level the members that are owned
    /// themselves, then those below which something is.
    func comes(before other: FieldPath) -> Bool {
        for (index, (left, right)) in zip(steps, other.steps).enumerated() where left != right {
            let (ends, otherEnds) = (index == steps.count - 1, index == other.steps.count - 1)
            return ends == otherEnds
                ? FieldPath([left]).description < FieldPath([right]).description : ends
        }
        return steps.count < other.steps.count
    }

    /// The path as conflicts show it: `.spec.template.spec.containers[name="ses-test"].image`.
    var description: String {
        steps.map { step in
            switch step {
            case .field(let name): ".\(name)"
            case .key(let members):
                "[\(members.map { "\($0.name)=\($0.value.serialized(.compact))" }.joined(separator: ","))]"
            case .value(let value): "[=\(value.serialized(.compact))]"
            }
        }.joined()
    }
}
