/// Where the value of a field came from.
public enum Provenance: Hashable, Sendable {
    /// The person typed, chose or pasted it.
    case typed
    /// Given by a command-line flag, named with its dashes: `--eks-region`.
    case flag(String)
    /// Read from the answers file, at this line (from 1).
    case answersFile(path: String, line: Int)
    /// Read from the AWS profile of this name.
    case profile(String)
    /// Found in the world; the text is what the source column says, for example `from the cluster` or `found, 1 of 3`.
    case detected(from: String)
    /// Nobody said anything: the value that holds then, given or derived.
    case `default`

    /// How strongly a value holds against another; the higher number wins.
    ///
    /// The order is the documented one: flag, answers file, profile, detected, default. What a person types on a
    /// screen stands above all of them, because it is said last.
    public var precedence: Int {
        switch self {
        case .typed: 5
        case .flag: 4
        case .answersFile: 3
        case .profile: 2
        case .detected: 1
        case .default: 0
        }
    }

    /// From this precedence on somebody said it for this very run: by a flag, in the answers file, at the keyboard.
    public static let explicit = 3

    /// The words of the source column, at most 20 columns for every provenance but long profile names.
    public var words: String {
        switch self {
        case .typed: "typed"
        case .flag(let name): "flag \(name)"
        case .answersFile(_, let line): "answers file, l. \(line)"
        case .profile(let name): "from \(name)"
        case .detected(let source): source
        case .default: "default"
        }
    }
}
