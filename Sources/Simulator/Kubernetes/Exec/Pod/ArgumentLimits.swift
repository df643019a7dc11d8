/// What a program in a pod may start with, as Linux has it; shell variables keep to the same, so that no text of a few
/// lines fills the memory of the simulator.
enum ArgumentLimits {
    /// The most bytes of one argument or variable (MAX_ARG_STRLEN).
    static let one = 128 << 10
    /// The most bytes of all arguments and variables together (a quarter of the usual stack).
    static let all = 2 << 20
    /// How many programs may run inside each other.
    static let depth = 64
    /// What the system says where it is more.
    static let sentence = "Argument list too long"
}
