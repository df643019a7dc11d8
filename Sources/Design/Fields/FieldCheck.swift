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

    /// A cluster's issuer in any of the forms that people find it in.
    static let issuer = FieldCheck { (text, field) throws(FieldProblem) in
        do throws(IdentifierError) {
            return try IssuerReading(text).issuer.text
        } catch {
            throw problem(error, text, field, repair: IssuerURL.repair(text))
        }
    }

    /// A region where SES exists; a region that nobody knows yet may be one.
    static let regionOfSES = FieldCheck { (text, field) throws(FieldProblem) in
        let name = try checked(Region.self, text, field)
        if let region = try? Region(name), !region.hasSES {
            throw FieldProblem(
                field: field.id, kind: .unusable, found: text, expected: "a region where SES exists",
                sentence: region.withoutSES)
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

    /// The name of a configuration set, or nothing.
    static let configurationSet = FieldCheck(takesNothing: true) { (text, field) throws(FieldProblem) in
        text.isEmpty ? "" : try checked(ConfigurationSetName.self, text, field)
    }

    /// Actions with commas or blanks between them, or nothing; kept in one order, each once.
    static let sendingActions = FieldCheck(takesNothing: true) { (text, field) throws(FieldProblem) in
        let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        var chosen: Set<String> = []
        for word in words {
            guard let action = SendingAction.more.first(where: { $0.lowercased() == word.lowercased() }) else {
                let isGiven = SendingAction.always.contains { $0.lowercased() == word.lowercased() }
                throw FieldProblem(
                    field: field.id, kind: .unusable, found: word, expected: field.expected,
                    sentence: isGiven
                        ? "\(word) is allowed anyway; leave it out."
                        : "Only \(SendingAction.more.joined(separator: ", ")) can be added.")
            }
            chosen.insert(action)
        }
        return SendingAction.more.filter(chosen.contains).joined(separator: ", ")
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
                sentence: "The image needs a version, so that every run is the same.")
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
            throw problem(error, text, field, repair: Value.repair(text))
        }
    }

    private static func problem(
        _ error: IdentifierError, _ text: String, _ field: Field, repair: String?
    ) -> FieldProblem {
        FieldProblem(
            field: field.id, kind: error.isIncomplete ? .incomplete : .illegal, found: text, expected: error.expected,
            sentence: error.sentence, repair: repair)
    }
}

extension Region {
    /// Why nothing can be sent from here, and what to do; in a partition without SES there is nothing to do.
    fileprivate var withoutSES: String {
        guard
            let near = Region.withSES(in: partition).first(where: { $0.text.prefix(3) == text.prefix(3) })
                ?? Region.withSES(in: partition).first
        else { return "SES does not exist in \(text). \(partition.withoutSES)" }
        return "SES does not exist in \(text); take a region such as \(near.text). The cluster may stay where it is."
    }
}

extension Partition {
    /// Why a cluster of a partition without SES cannot send, wherever the identity is.
    var withoutSES: String {
        "Partition \(id) has no SES at all, and a role of one partition is nobody in another: pods of a cluster there "
            + "cannot send this way."
    }
}
