/// What a plan says about a resource; the raw value is the word of the JSON documents.
public enum PlanAction: String, Hashable, Sendable, CaseIterable {
    /// It does not exist.
    case create
    /// It is sesame's own and different.
    case change
    /// Others made it, as wanted: nothing is written, nothing tagged, nothing ever destroyed.
    case adopt
    /// It is sesame's own, as wanted.
    case unchanged
    /// Others made it, different: apply does the rest.
    case conflict
    /// It waits for a person.
    case waiting
    /// Cannot tell: a permission or credentials are missing.
    case unknown

    /// The sign of the plan's rows, one ASCII character but for `unchanged` (`·`).
    public var sign: Character {
        switch self {
        case .create: "+"
        case .change: "~"
        case .adopt: "="
        case .unchanged: "·"
        case .conflict: "x"
        case .waiting: "!"
        case .unknown: "?"
        }
    }

    /// Whether apply writes something for it.
    public var writes: Bool { self == .create || self == .change }

    /// Whether the resource is as wanted.
    public var isRight: Bool { self == .adopt || self == .unchanged }
}
