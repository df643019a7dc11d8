import Identifiers
import Wire

/// The rule of a field: each text becomes the value that answers keep, or a problem.
struct FieldCheck: Sendable {
    /// Amazon's own mailbox, which accepts mail from accounts in the sandbox too.
    static let mailboxSimulator = "success@simulator.amazonses.com"

    /// Whether an empty text is a value.
    var takesNothing = false
    /// The value of a text without blanks around it.
    let value: @Sendable (String, Field) throws(FieldProblem) -> String

    /// A text that an identifier can be made of.
    static func identifier<Value: Identifier>(_: Value.Type) -> FieldCheck {
        FieldCheck { (text, field) throws(FieldProblem) in try checked(Value.self, text, field) }
    }

    /// A region where SES exists; a region that nobody knows yet may be one.
    static let regionOfSES = FieldCheck { (text, field) throws(FieldProblem) in
        let name = try checked(Region.self, text, field)
        if let region = try? Region(name), !region.hasSES {
            throw FieldProblem(
                field: field.id, kind: .unusable, found: text, expected: "a region where SES exists",
                sentence: "SES does not exist in \(name); take a region such as eu-west-1.")
        }
        return name
    }

    /// An address, or a domain in small letters.
    static let identity = FieldCheck { (text, field) throws(FieldProblem) in
        try checked(SESIdentity.self, text.contains("@") ? text : text.lowercased(), field)
    }

    /// An address; `test` is Amazon's own mailbox.
    static let receiver = FieldCheck { (text, field) throws(FieldProblem) in
        text == "test" ? mailboxSimulator : try checked(EmailAddress.self, text, field)
    }

    /// The ARN of a policy, or nothing.
    static let boundary = FieldCheck(takesNothing: true) { (text, field) throws(FieldProblem) in
        text.isEmpty ? "" : try checked(PolicyARN.self, text, field)
    }

    /// `true` or `false`, also as `yes` or `no`.
    static let yesNo = FieldCheck { (text, field) throws(FieldProblem) in
        switch text.lowercased() {
        case "true", "yes": return "true"
        case "false", "no": return "false"
        default:
            throw FieldProblem(
                field: field.id, kind: .illegal, found: text, expected: "true or false",
                sentence: "Only yes or no works here.")
        }
    }

    /// An image with its version.
    static let image = FieldCheck { (text, field) throws(FieldProblem) in
        let checked = try visible.value(text, field)
        let name = checked.split(separator: "/").last.map(String.init) ?? checked
        let isPinned = checked.contains("@sha256:") || (name.contains(":") && !name.hasSuffix(":latest"))
        guard isPinned, !checked.contains(" ") else {
            throw FieldProblem(
                field: field.id, kind: .unusable, found: text, expected: field.expected,
                sentence: "The image needs a version, so that every run is the same: NAME:VERSION.")
        }
        return checked
    }

    /// Any text without control characters.
    static let visible = FieldCheck { (text, field) throws(FieldProblem) in
        for scalar in text.unicodeScalars where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            throw FieldProblem(
                field: field.id, kind: .illegal, found: text, expected: field.expected,
                sentence: "Control characters do not work here.")
        }
        return text
    }

    /// No text at all: tags are names with values.
    static let tags = FieldCheck { (text, field) throws(FieldProblem) in
        throw FieldProblem(
            field: field.id, kind: .illegal, found: text, expected: field.expected,
            sentence: "Tags are names with values; give them in the answers file.")
    }

    private static func checked<Value: Identifier>(
        _: Value.Type, _ text: String, _ field: Field
    ) throws(FieldProblem) -> String {
        do throws(IdentifierError) {
            return try Value(text).text
        } catch {
            throw FieldProblem(
                field: field.id, kind: error.isIncomplete ? .incomplete : .illegal, found: text,
                expected: error.expected, sentence: error.sentence, repair: Value.repair(text))
        }
    }
}
