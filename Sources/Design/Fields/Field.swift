public import Calls
import Wire

/// A field as data: everything that a form, the line mode, the answers file and `--help` say about it.
public struct Field: Sendable, Identifiable {
    /// How a value is given.
    public enum Kind: Hashable, Sendable {
        /// A line of text.
        case text
        /// Yes or no; `true` or `false` in the answers file.
        case yesNo
        /// Words; in answers one text with a comma and a blank between them.
        case list
        /// Names with values.
        case map
    }

    /// Which field this is; its raw value is the key path.
    public var id: FieldID
    /// How a value is given.
    public var kind: Kind
    /// The label in forms, at most 18 columns.
    public var label: String
    /// "What": what the value is and why it is asked.
    public var what: String
    /// The command of "Find it"; empty when there is none.
    ///
    /// `NAME`, `REGION` and the like are to be filled in.
    public var command: String
    /// "Find it" in a console, as words; empty when there is none.
    public var console: String
    /// "Example": a value in the right form.
    public var example: String
    /// "If wrong": what breaks, and how it shows.
    public var ifWrong: String
    /// Whether a setup is incomplete without it.
    public var isRequired: Bool
    /// What a value looks like, in words: `12 digits`.
    public var expected: String
    /// The side whose account the value concerns.
    public var side: Side
    /// Which texts are values.
    let rule: FieldCheck

    /// The field of an ID.
    public static subscript(_ id: FieldID) -> Field {
        FieldCatalogue.field(id)
    }

    /// Every field in the order of the answers file.
    public static var all: [Field] { FieldID.allCases.map(FieldCatalogue.field) }

    /// Checks a text and brings it into the form that answers keep.
    ///
    /// - Parameter text: What was typed, chosen or read. Blanks around it are ignored.
    /// - Returns: The text as answers keep it (an issuer without its scheme, a domain in lower case).
    /// - Throws: The problem, with what was found, what is expected, and a repair where a lossless one exists.
    public func check(_ text: String) throws(FieldProblem) -> String {
        let value = text.trimmingBlanks
        if value.isEmpty, !rule.takesNothing {
            throw FieldProblem(
                field: id, kind: .incomplete, found: text, expected: expected,
                sentence: "Nothing is filled in; \(expected) is expected.")
        }
        return try rule.value(value, self)
    }
}
