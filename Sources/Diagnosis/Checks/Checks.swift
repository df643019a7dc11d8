/// The checks, in the order of the links.
public enum Checks {
    /// All of them; inside a link the one that explains most comes first.
    public static let all: [Check] = [
        .trustPolicy,
        .roleExists,
        .firstDoor,
        .secondDoor,
    ]

    /// The check of this name; nil when there is none.
    public static func named(_ name: String) -> Check? { all.first { $0.name == name } }
}
