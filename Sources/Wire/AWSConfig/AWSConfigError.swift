/// Why a settings file of AWS's tools cannot be read.
public struct AWSConfigError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where reading stopped.
    public let position: SourcePosition

    /// What was wrong there.
    public let kind: Kind

    /// The facts of a refusal.
    public enum Kind: Hashable, Sendable {
        /// A byte sequence that is not UTF-8.
        case notUTF8
        /// A property before the first section.
        case propertyOutsideSection
        /// A section's header without `]`.
        case unclosedHeader
        /// Text behind a section's `]` that is no comment.
        case textAfterHeader
        /// A line without `=`.
        case noEqualsSign
        /// A line that begins with `=`.
        case noName
        /// An indented line with no property above it.
        case nothingToContinue
        /// An indented line below `name =` without `=`.
        case nestedNoEqualsSign
        /// An indented line below `name =` that begins with `=`.
        case nestedNoName
    }

    /// Makes an error.
    public init(position: SourcePosition, kind: Kind) {
        self.position = position
        self.kind = kind
    }

    /// What is wrong, with the place: `Line 3: …`.
    public var sentence: String { "Line \(position.line): \(reason)." }

    /// What is wrong, without place and full stop; never quotes the file, whose lines may be secret.
    public var reason: String {
        switch kind {
        case .notUTF8: "these bytes are not UTF-8"
        case .propertyOutsideSection: "this property stands before the first [section]"
        case .unclosedHeader: "this section's name does not end with ]"
        case .textAfterHeader: "only a comment may stand behind ]"
        case .noEqualsSign: "this line has no ="
        case .noName: "the name in front of = is missing"
        case .nothingToContinue: "this indented line has no property above it"
        case .nestedNoEqualsSign: "this indented line has no ="
        case .nestedNoName: "the name in front of = is missing in this indented line"
        }
    }

    /// The sentence.
    public var description: String { sentence }
}
