/// How many colours a terminal shows.
public enum ColorDepth: Hashable, Sendable, CaseIterable {
    /// None: attributes only (`NO_COLOR`, `--color never`, fewer than eight colours).
    case mono
    /// The user's own palette of eight or sixteen colours.
    case sixteen
    /// The 256-colour cube.
    case cube
}
