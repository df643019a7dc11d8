/// The one place where refusals of documents are worded; what they show of a document is made harmless here.
extension DocumentError {
    var words: (found: String, expected: String, reason: String) {
        switch kind {
        case .empty: ("nothing", document, "the \(document) is empty")
        case .unexpectedEnd: ("the end", "the rest of the \(document)", "the \(document) ends too early")
        case .unexpected(let found?, let expected): (found, expected, "expected \(expected), found \(found)")
        case .unexpected(nil, let expected): ("something else", expected, "expected \(expected)")
        case .trailing(let found?): (found, "the end", "the \(document) has ended, but \(found) follows")
        case .trailing(nil): ("something", "the end", "something follows the root element")
        case .notUTF8: ("other bytes", "UTF-8", "these bytes are not UTF-8")
        case .duplicateKey(let key, let first): twice(key, first)
        case .tooDeep(let limit):
            ("more", "at most \(limit) levels", "the document is nested more than \(limit) levels deep")

        case .badEscape:
            ("a backslash before something else", "an escape", "a backslash stands before something that is no escape")
        case .loneSurrogate:
            ("half of a surrogate pair", "both halves", "half of a surrogate pair stands alone")
        case .controlCharacter(let code):
            (
                Self.code(code), "an escape",
                "a control character (\(Self.code(code))) stands in a string; write it as an escape"
            )
        case .badNumber: ("something else", "a JSON number", "this is no JSON number")

        case .grammar(let text): ("something else", "YAML", text)
        case .complexKey: ("a list or a mapping", "one word", "a key is one word, not a list or a mapping")
        case .unknownAlias(let name):
            (
                "*" + Self.shown(name), "the name of an anchor above",
                "*\(Self.shown(name)) names nothing that ended before it"
            )
        case .tooManyAliases(let limit):
            ("more", "aliases of at most \(limit) values", "aliases repeat more than \(limit) values")
        case .tag(let tag):
            ("the tag " + Self.shown(tag), "a tag of YAML's own", "the tag \(Self.shown(tag)) is not accepted")
        case .outOfMemory: ("no memory", "memory", "no memory is left to read it")

        case .notXML(let begins):
            ("\"\(Self.shown(begins))\"", document, "this is no XML; it begins with \"\(Self.shown(begins))\"")
        case .documentType: ("a DOCTYPE", "an element", "a DOCTYPE is not accepted")
        case .mismatch(let open, let close):
            (
                "</\(Self.shown(close))>", "</\(Self.shown(open))>",
                "</\(Self.shown(close))> closes <\(Self.shown(open))>"
            )
        case .duplicateAttribute(let name):
            (
                "a second \(Self.shown(name))", "each attribute once",
                "the attribute \(Self.shown(name)) stands twice"
            )
        case .badReference(let name):
            ("&\(Self.shown(name));", "a reference that XML knows", "&\(Self.shown(name)); means nothing here")
        case .badCharacter(let code):
            (Self.code(code), "a character of XML", "the character \(Self.code(code)) is not allowed in XML")
        case .encoding(let name):
            (
                "the encoding \(Self.shown(name))", "UTF-8",
                "the encoding \(Self.shown(name)) is not accepted, only UTF-8"
            )

        case .propertyOutsideSection:
            ("a property", "a [section]", "this property stands before the first [section]")
        case .unclosedHeader: ("no ]", "]", "this section's name does not end with ]")
        case .noEqualsSign(let isNested):
            ("no =", "name = value", isNested ? "this indented line has no =" : "this line has no =")
        case .noName(let isNested):
            (
                "no name", "name = value",
                "the name in front of = is missing" + (isNested ? " in this indented line" : "")
            )
        case .nothingToContinue:
            ("an indented line", "a property above it", "this indented line has no property above it")
        }
    }

    private var document: String {
        switch format {
        case .json: "JSON document"
        case .yaml: "YAML document"
        case .xml: "XML document"
        case .awsConfig: "settings file"
        }
    }

    private func twice(_ key: String, _ first: SourcePosition) -> (String, String, String) {
        (
            "a second \(Self.shown(key))", "each key once",
            "the key \"\(Self.shown(key))\" stands twice, first in line \(first.line)"
        )
    }

    private static func shown(_ text: String) -> String { TerminalText.sanitized(text) }

    private static func code(_ scalar: some BinaryInteger) -> String {
        "U+" + String(scalar, radix: 16, uppercase: true).zeroPadded(to: 4)
    }
}
