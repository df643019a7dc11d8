import Identifiers
import Testing

/// One text with the sentence it is refused with; nil where it is accepted.
struct Attempt: CustomTestStringConvertible, Sendable {
    let text: String
    let sentence: String?
    let repair: String?

    init(_ text: String, _ sentence: String? = nil, repair: String? = nil) {
        self.text = text
        self.sentence = sentence
        self.repair = repair
    }

    var testDescription: String { "\"\(text.prefix(60))\"" }

    /// Checks acceptance, sentence and repair of a text, and that an accepted text prints itself.
    func check<Name: Identifier>(
        _ type: Name.Type, printed: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        do {
            let name = try Name(text)
            #expect(sentence == nil, "accepted", sourceLocation: sourceLocation)
            #expect(name.text == printed ?? text, sourceLocation: sourceLocation)
        } catch {
            #expect(error.sentence == sentence, sourceLocation: sourceLocation)
        }
        #expect(Name.repair(text) == repair, sourceLocation: sourceLocation)
    }
}

@Suite struct `Identifiers say what they accept` {
    @Test(arguments: [
        Attempt("111122223333"), Attempt("000000000000"),
        Attempt("", "Nothing is filled in; expected: 12 digits."),
        Attempt("11112222333", "12 digits are needed; here are 11."),
        Attempt("1111222233334", "An account ID has 12 digits; here are 13."),
        Attempt("1111-2222-3333", "Only digits are allowed, not \"-\".", repair: "111122223333"),
        Attempt(" 1111 2222 3333 ", "Only digits are allowed, not a blank.", repair: "111122223333"),
        Attempt("11112222333a", "Only digits are allowed, not \"a\"."),
        Attempt("١١١١٢٢٢٢٣٣٣٣", "Only digits are allowed, not \"١١١١٢٢٢٢٣٣٣٣\"."),
        Attempt("111122223333\u{200B}", "Only digits are allowed, not \"U+200B\".", repair: "111122223333"),
    ])
    func `account IDs`(attempt: Attempt) { attempt.check(AccountID.self) }

    @Test(arguments: [
        Attempt("ses-sender"), Attempt("a"), Attempt("0"), Attempt("mail.example"),
        Attempt(String(repeating: "a", count: 253)),
        Attempt("SES-sender", "Only small letters, digits and - are allowed, not \"SES\".", repair: "ses-sender"),
        Attempt("ses_sender", "Only small letters, digits and - are allowed, not \"_\"."),
        Attempt("-a", "Each part begins with a letter or digit."),
        Attempt("a-", "Each part ends with a letter or digit."),
        Attempt("a..b", "Each part begins with a letter or digit."),
        Attempt("a-.b", "Each part ends with a letter or digit."),
        Attempt(String(repeating: "a", count: 254), "At most 253 characters are allowed, not 254."),
        Attempt(
            "",
            "Nothing is filled in; expected: 1 to 253 small letters, digits, - and ., a letter or digit at the ends."),
    ])
    func `service accounts`(attempt: Attempt) { attempt.check(ServiceAccountName.self) }

    @Test(arguments: [
        Attempt("default"), Attempt(String(repeating: "a", count: 63)),
        Attempt(String(repeating: "a", count: 64), "At most 63 characters are allowed, not 64."),
        Attempt("Mail", "Only small letters, digits and - are allowed, not \"M\".", repair: "mail"),
        Attempt("a.b", "Only small letters, digits and - are allowed, not \".\"."),
        Attempt("-a", "A namespace begins with a letter or digit."),
        Attempt("a-", "A namespace ends with a letter or digit."),
        Attempt("mail ", "Only small letters, digits and - are allowed, not a blank.", repair: "mail"),
    ])
    func namespaces(attempt: Attempt) { attempt.check(Namespace.self) }

    @Test(arguments: [
        Attempt("mail-prod"), Attempt("0_a"), Attempt(String(repeating: "a", count: 100)),
        Attempt(String(repeating: "a", count: 101), "At most 100 characters are allowed, not 101."),
        Attempt("_a", "A cluster name begins with a letter or digit."),
        Attempt("mail.prod", "Only letters, digits, - and _ are allowed, not \".\"."),
        Attempt(
            "arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod",
            "Only letters, digits, - and _ are allowed, not \":\".", repair: "mail-prod"),
    ])
    func clusters(attempt: Attempt) { attempt.check(ClusterName.self) }

    @Test(arguments: [
        Attempt("ses-sender-role"), Attempt("a+=,.@_-Z9"), Attempt(String(repeating: "r", count: 64)),
        Attempt(String(repeating: "r", count: 65), "At most 64 characters are allowed, not 65."),
        Attempt("a/b", "Only letters, digits and + = , . @ _ - are allowed, not \"/\"."),
        Attempt("roleé", "Only letters, digits and + = , . @ _ - are allowed, not \"é\"."),
        Attempt("a\u{1B}[2J", "Only letters, digits and + = , . @ _ - are allowed, not \"U+001B[\"."),
    ])
    func roles(attempt: Attempt) { attempt.check(RoleName.self) }

    @Test func `policy names are longer, sending policy names narrower`() throws {
        #expect(try PolicyName(String(repeating: "p", count: 128)).text.count == 128)
        #expect(throws: IdentifierError.self) { try PolicyName(String(repeating: "p", count: 129)) }
        #expect(try SendingPolicyName("ses_sender-1").text == "ses_sender-1")
        #expect(throws: IdentifierError.self) { try SendingPolicyName("ses.sender") }
        #expect(throws: IdentifierError.self) { try SendingPolicyName(String(repeating: "p", count: 65)) }
    }

    @Test(arguments: [
        Attempt("/"), Attempt("/team/mail/"),
        Attempt("team", "A path begins with /.", repair: "/team/"),
        Attempt("/team", "A path ends with /.", repair: "/team/"),
        Attempt("//", "Two slashes stand together."),
        Attempt("/*/", "\"*\" is a wildcard; one exact role path is needed."),
        Attempt("/é/", "Only visible ASCII characters are allowed, not \"é\"."),
        Attempt("/" + String(repeating: "a", count: 511) + "/", "At most 512 characters are allowed, not 513."),
    ])
    func paths(attempt: Attempt) { attempt.check(RolePath.self) }

    @Test func `namespace and service account have 232 characters together`() throws {
        let namespace = try Namespace("mail")
        let longest = try ServiceAccountName(String(repeating: "a", count: 228))
        #expect(
            try ServiceAccountSubject(namespace: namespace, serviceAccount: longest).text
                == "system:serviceaccount:mail:" + longest.text)
        let tooLong = try ServiceAccountName(String(repeating: "a", count: 229))
        let error = #expect(throws: IdentifierError.self) {
            try ServiceAccountSubject(namespace: namespace, serviceAccount: tooLong)
        }
        #expect(error?.sentence == "Namespace and service account have 233 characters together; 232 is the most.")
        let read = try ServiceAccountSubject("system:serviceaccount:default:ses-sender")
        #expect(read.namespace.text == "default" && read.serviceAccount.text == "ses-sender")
        #expect(throws: IdentifierError.self) { try ServiceAccountSubject("serviceaccount:default:ses-sender") }
    }

    @Test func `only what typing can mend counts as incomplete`() {
        func fault(_ make: () throws -> Void) -> IdentifierError? {
            #expect(throws: IdentifierError.self) { try make() }
        }
        #expect(fault { _ = try AccountID("1111") }?.isIncomplete == true)
        #expect(fault { _ = try AccountID("1111x") }?.isIncomplete == false)
        #expect(fault { _ = try AccountID("1111x") }?.illegalRun == "x")
        #expect(fault { _ = try EmailAddress("ops") }?.isIncomplete == true)
        #expect(fault { _ = try EmailAddress("ops@") }?.isIncomplete == true)
        #expect(fault { _ = try EmailAddress("ops@example") }?.isIncomplete == true)
        #expect(fault { _ = try EmailAddress("ops@@example") }?.isIncomplete == false)
        #expect(fault { _ = try Region("eu-w") }?.isIncomplete == true)
        #expect(fault { _ = try ARN("arn:aws:iam") }?.isIncomplete == true)
    }
}
