/// Why a fault is not broken or armed.
public enum FaultProblem: Error, Sendable, Hashable {
    /// There is no fault of this name, or of this number in the menu.
    case unknown(String)
    /// It needs a world of its own; why, in words.
    case needsItsWorld(String)
    /// It is broken already.
    case isBroken
    /// What it breaks is not there yet.
    case nothingThere
    /// What it breaks is gone while others are broken; what these are called.
    case isGone(while: [String])
    /// The world is so already.
    case isSo
    /// A step was refused by the world; the text is the refusal.
    case refused(String)

    /// One sentence or two for people.
    public var sentence: String {
        switch self {
        case .unknown(let name): "Nothing that can be broken is called \"\(name)\"."
        case .needsItsWorld(let why): "It cannot be broken here: \(why)."
        case .isBroken: "That is broken already."
        case .nothingThere: "There is nothing to break yet: apply first."
        case .isGone(let others):
            "What it would break is gone while others are broken: \(others.joined(separator: "; ")). Mend that first."
        case .isSo: "That is so already. Nothing was changed."
        case .refused(let why): "The world does not allow it now: \(why)"
        }
    }
}
