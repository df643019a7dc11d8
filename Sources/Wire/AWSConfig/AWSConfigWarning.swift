/// A line of a settings file that AWS's tools read differently, or that is left out.
public struct AWSConfigWarning: Hashable, Sendable, CustomStringConvertible {
    /// The line.
    public let position: SourcePosition

    /// What is in doubt there.
    public let kind: Kind

    /// The facts of a doubt.
    public enum Kind: Hashable, Sendable {
        /// The value goes on with a comment, which the AWS command line takes as part of it.
        case inlineComment(key: String)
        /// Text behind a section's `]` that is no comment: the AWS command line passes over it, other AWS tools do not.
        case textBehindHeader
        /// A colon stands where an equals sign belongs: the AWS command line takes it, other AWS tools do not.
        case colon(key: String)
        /// The property is indented without going on with another: the AWS command line takes it, other AWS tools do
        /// not.
        case indented(key: String)
        /// The section stood before; properties are merged, the AWS command line refuses the file.
        case repeatedSection(name: String, first: SourcePosition)
        /// The property stood before in this section; the last value counts, the command line refuses the file.
        case repeatedProperty(key: String, first: SourcePosition)
        /// A section whose header this file's kind does not use; it is left out.
        case ignoredSection(header: String)
        /// `[default]` beside `[profile default]`; the latter counts.
        case shadowedDefault
        /// A property whose name has characters beyond letters, digits and `-_.%:@/`; it is left out.
        case ignoredProperty
    }

    /// Makes a warning.
    public init(position: SourcePosition, kind: Kind) {
        self.position = position
        self.kind = kind
    }

    /// What is in doubt, with the line: `Line 3: …`.
    public var sentence: String { "Line \(position.line): \(reason)." }

    /// What is in doubt, without line and full stop.
    public var reason: String {
        switch kind {
        case .inlineComment(let key):
            "the comment behind \(TerminalText.sanitized(key)) is cut; the AWS command line would keep it"
        case .textBehindHeader: "the text behind ] counts for nothing, and only the AWS command line takes it"
        case .colon(let key):
            "\(TerminalText.sanitized(key)) is set with a colon, which only the AWS command line takes for ="
        case .indented(let key):
            "\(TerminalText.sanitized(key)) is indented, which only the AWS command line takes"
        case .repeatedSection(let name, let first):
            "[\(TerminalText.sanitized(name))] stands in line \(first.line) already; the AWS command line refuses that"
        case .repeatedProperty(let key, let first):
            "\(TerminalText.sanitized(key)) stands in line \(first.line) already; the AWS command line refuses that"
        case .ignoredSection(let header): "[\(TerminalText.sanitized(header))] is no section of this file"
        case .shadowedDefault: "[profile default] counts, [default] does not"
        case .ignoredProperty: "this is no name of a property"
        }
    }

    /// The sentence.
    public var description: String { sentence }
}
