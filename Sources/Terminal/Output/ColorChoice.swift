/// When colours are used: `--color`.
public enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    /// As the terminal and the environment say.
    case auto
    /// Always, as far as the terminal has them.
    case always
    /// Never; attributes only.
    case never
}
