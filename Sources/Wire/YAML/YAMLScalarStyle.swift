/// How a YAML scalar is written.
public enum YAMLScalarStyle: Hashable, Sendable {
    /// Without quotes; may mean a number, a truth value or nothing.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes.
    case doubleQuoted
    /// After `|`, line ends kept.
    case literal
    /// After `>`, lines joined.
    case folded
}
