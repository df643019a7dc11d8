/// What a value of a call's input or answer looks like: AWS's model, as far as sesame uses it.
///
/// For an answer it is the list of what is kept: members that no shape names are dropped where they arrive.
public indirect enum Shape: Sendable {
    /// Text.
    case text
    /// A whole number.
    case integer
    /// A decimal number.
    case number
    /// A truth value.
    case bool
    /// A moment; in answers as ISO 8601 in UTC (`2026-01-02T03:04:05+00:00`), whichever form the wire has.
    case time
    /// A policy document: JSON here and in answers of IAM, text on the wire.
    case document(DocumentForm)
    /// A list.
    case list(Shape)
    /// A map from text.
    case map(Shape)
    /// A structure; its members in the order in which commands name them.
    case structure([Member])
    /// JSON inside a text, in answers; what the shape does not name is taken out of it.
    case embedded(Shape)
    /// An object of a cluster, without what the server keeps for itself.
    case object

    /// How a policy document is written in a request.
    public enum DocumentForm: Sendable {
        /// Over several lines, as IAM's console shows it; IAM does not count the white space.
        case pretty
        /// Without white space, which SES counts.
        case compact
    }

    /// A member of a structure.
    public struct Member: Sendable {
        /// The name in AWS's model.
        public let name: String
        /// What it holds.
        public let shape: Shape
        /// Whether an answer without it is not the one that the operation promises.
        public let isRequired: Bool
        /// The AWS CLI's own word for it, without dashes; nil follows from the name.
        public let option: String?
        /// Whether the AWS CLI takes the value as it is, without reading a file or fetching a page for it.
        public let isTakenAsIs: Bool

        /// A member that may be absent.
        public static func may(_ name: String, _ shape: Shape = .text, option: String? = nil) -> Member {
            Member(name: name, shape: shape, isRequired: false, option: option, isTakenAsIs: false)
        }

        /// A member that has to be there.
        public static func must(
            _ name: String, _ shape: Shape = .text, option: String? = nil, isTakenAsIs: Bool = false
        ) -> Member {
            Member(name: name, shape: shape, isRequired: true, option: option, isTakenAsIs: isTakenAsIs)
        }
    }

    /// Nothing: the input of calls without parameters, the answer of calls that only do something.
    public static let nothing = Shape.structure([])

    /// Tags in their usual form, a list of `Key` and `Value`.
    public static let tags = Shape.list(.structure([.must("Key"), .must("Value")]))

    /// The members of a structure; empty for everything else.
    public var members: [Member] {
        if case .structure(let members) = self { members } else { [] }
    }
}
