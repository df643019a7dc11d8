import Identifiers

/// The rules of the fields: each text becomes the value that answers keep, or a problem.
enum FieldCheck {
    static func normalized(_ given: String, for field: FieldID) throws(FieldProblem) -> String {
        let text = given.trimmingBlanks
        if text.isEmpty, !mayBeEmpty(field) {
            throw FieldProblem(
                field: field, kind: .incomplete, found: given, expected: Field[field].expected,
                sentence: "Nothing is filled in; \(Field[field].expected) is expected.")
        }
        switch field {
        case .eksAccount, .sesAccount: return try identifier(AccountID.self, text, field)
        case .eksRegion: return try identifier(Region.self, text, field)
        case .sesRegion: return try regionOfSES(text)
        case .eksCluster: return try identifier(ClusterName.self, text, field)
        case .eksOIDCProvider: return try identifier(IssuerURL.self, text, field)
        case .sesSender: return try identifier(EmailAddress.self, text, field)
        case .sesIdentity: return try identity(text)
        case .sesReceiver: return text == "test" ? mailboxSimulator : try identifier(EmailAddress.self, text, field)
        case .namespace: return try identifier(Namespace.self, text, field)
        case .serviceAccount: return try identifier(ServiceAccountName.self, text, field)
        case .role: return try identifier(RoleName.self, text, field)
        case .rolePath: return try identifier(RolePath.self, text, field)
        case .permissionsPolicy: return try identifier(PolicyName.self, text, field)
        case .sendingPolicy: return try identifier(SendingPolicyName.self, text, field)
        case .permissionsBoundary: return text.isEmpty ? "" : try boundary(text)
        case .eksSandbox, .sesSandbox, .testWorkload: return try yesNo(text, field)
        case .image: return try image(text)
        case .eksProfile, .sesProfile, .kubernetesContext: return try visible(text, field)
        case .tags:
            throw FieldProblem(
                field: field, kind: .illegal, found: given, expected: Field[field].expected,
                sentence: "Tags are names with values; give them in the answers file.")
        }
    }

    /// Amazon's own mailbox, which accepts mail from accounts in the sandbox too.
    static let mailboxSimulator = "success@simulator.amazonses.com"

    private static func mayBeEmpty(_ field: FieldID) -> Bool { field == .permissionsBoundary }

    private static func identifier<Value: Identifier>(
        _: Value.Type, _ text: String, _ field: FieldID
    ) throws(FieldProblem) -> String {
        do throws(IdentifierError) {
            return try Value(text).text
        } catch {
            throw FieldProblem(
                field: field, kind: error.isIncomplete ? .incomplete : .illegal, found: text,
                expected: error.expected, sentence: error.sentence, repair: Value.repair(text))
        }
    }

    private static func regionOfSES(_ text: String) throws(FieldProblem) -> String {
        let name = try identifier(Region.self, text, .sesRegion)
        if let region = try? Region(name), !region.hasSES {
            throw FieldProblem(
                field: .sesRegion, kind: .unusable, found: text, expected: "a region where SES exists",
                sentence: "SES does not exist in \(name); take a region such as eu-west-1.")
        }
        return name
    }

    private static func identity(_ text: String) throws(FieldProblem) -> String {
        guard !text.contains("@") else { return try identifier(SESIdentity.self, text, .sesIdentity) }
        return try identifier(SESIdentity.self, text.lowercased(), .sesIdentity)
    }

    private static func boundary(_ text: String) throws(FieldProblem) -> String {
        try identifier(PolicyARN.self, text, .permissionsBoundary)
    }

    private static func yesNo(_ text: String, _ field: FieldID) throws(FieldProblem) -> String {
        switch text.lowercased() {
        case "true", "yes": return "true"
        case "false", "no": return "false"
        default:
            throw FieldProblem(
                field: field, kind: .illegal, found: text, expected: "true or false",
                sentence: "Only yes or no works here.")
        }
    }

    private static func image(_ text: String) throws(FieldProblem) -> String {
        let checked = try visible(text, .image)
        let name = checked.split(separator: "/").last.map(String.init) ?? checked
        let isPinned = checked.contains("@sha256:") || (name.contains(":") && !name.hasSuffix(":latest"))
        guard isPinned, !checked.contains(" ") else {
            throw FieldProblem(
                field: .image, kind: .unusable, found: text, expected: Field[.image].expected,
                sentence: "The image needs a version, so that every run is the same: NAME:VERSION.")
        }
        return checked
    }

    private static func visible(_ text: String, _ field: FieldID) throws(FieldProblem) -> String {
        for scalar in text.unicodeScalars where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            throw FieldProblem(
                field: field, kind: .illegal, found: text, expected: Field[field].expected,
                sentence: "Control characters do not work here.")
        }
        return text
    }
}

extension String {
    /// The text without blanks and line ends around it.
    var trimmingBlanks: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
