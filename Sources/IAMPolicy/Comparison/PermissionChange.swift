/// What replacing one policy document by another does to what is permitted.
public enum PermissionChange: String, Hashable, Sendable, CaseIterable {
    /// Both mean the same.
    case same
    /// The new one permits more and nothing less.
    case broadens
    /// The new one permits less and nothing more.
    case narrows
    /// Some things are permitted that were not and the other way round, or it cannot be told.
    case differs

    /// Whether something may become permitted that was not.
    public var mayBroaden: Bool { self == .broadens || self == .differs }

    /// The change in words.
    public var words: String {
        switch self {
        case .same: "permits the same"
        case .broadens: "permits more"
        case .narrows: "permits less"
        case .differs: "permits something else"
        }
    }
}
