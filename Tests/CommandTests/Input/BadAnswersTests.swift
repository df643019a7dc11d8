import Foundation
import Programs
import Testing

/// Answers files that are refused: with 65, the place, what was found and what is expected; nothing is asked of AWS.
struct `Bad answers files` {
    /// A change of the good file: what is replaced, by what, and what the refusal has to say.
    struct Change: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var says: [String]
        var testDescription: String { new.isEmpty ? "without \(old)" : new }
    }

    static let changes = [
        Change(old: "\"111122223333\"", new: "11112222333", says: [":3:12", "11112222333", "12 digits"]),
        Change(old: "\"111122223333\"", new: "\"1111\"", says: [":3:12", "1111", "12 digits"]),
        Change(old: "region: eu-west-1\n  cluster", new: "region: eu-wset-1\n  cluster", says: [":4:", "eu-wset-1"]),
        Change(old: "cluster: mail-prod", new: "cluster: -prod", says: [":5:", "-prod"]),
        Change(old: "cluster: mail-prod", new: "clutser: mail-prod", says: [":5:3", "clutser"]),
        Change(old: "no-reply@example.com", new: "\"*@example.com\"", says: [":10:", "*"]),
        Change(old: "no-reply@example.com", new: "${user}@example.com", says: [":10:", "${"]),
        Change(old: "no-reply@example.com", new: "no-reply", says: [":10:", "no-reply"]),
        Change(old: "namespace: default", new: "namespace: Default", says: [":13:", "Default"]),
        Change(old: "serviceAccount: ses-sender", new: "serviceAccount: [a]", says: [":14:"]),
        Change(old: "sesame/answers/v1", new: "sesame/answers/v9", says: [":1:", "v9"]),
        Change(
            old: "schema: sesame/answers/v1\n", new: "schema: sesame/answers/v1\nschema: sesame/answers/v1\n",
            says: [":2:"]),
        Change(old: "kubernetes:", new: "kubernetes", says: [":13:"]),
        Change(old: "  account: \"444455556666\"\n", new: "", says: ["ses.account"]),
    ]

    @Test(arguments: changes)
    func `the place, what was found, and what is expected`(_ change: Change) async throws {
        let person = try Person()
        let text = Texts.answers.replacing(change.old, with: change.new)
        try #require(text != Texts.answers)
        try person.home.write(text, to: "answers.yaml")
        for command in ["render", "plan"] {
            let ran = try await person.sesame(command, "--answers", "answers.yaml")
            #expect(ran.status == 65, "\(ran)")
            for words in change.says { #expect(ran.err.contains(words), "\(words) in \(ran)") }
        }
        #expect(person.home.names == ["answers.yaml"], "nothing is left behind")
    }

    @Test func `all problems of a file are told at once`() async throws {
        let person = try Person()
        let text = Texts.answers.replacing("\"111122223333\"", with: "\"1\"").replacing("default", with: "De fault")
            .replacing("ops@example.com", with: "ops")
        try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("render", "--answers", "answers.yaml")
        #expect(ran.status == 65)
        for place in ["answers.yaml:3:", "answers.yaml:11:", "answers.yaml:13:"] {
            #expect(ran.err.contains(place), "\(place) in \(ran)")
        }
    }

    @Test func `files that cannot be read say why`() async throws {
        let person = try Person()
        try person.home.write("\u{0}\u{1}", to: "binary.yaml")
        try Data([0xFF, 0xFE, 0x41]).write(to: URL(filePath: person.home.path("latin.yaml")))
        try person.home.write("", to: "empty.yaml")
        try person.home.write("a: [", to: "torn.yaml")
        try person.home.write("{\"schema\": \"sesame/answers/v1\", ", to: "torn.json")
        let cases = [
            ("missing.yaml", "does not exist"), (".", "folder"), ("latin.yaml", "UTF-8"), ("empty.yaml", "empty"),
            ("torn.yaml", "torn.yaml:"), ("torn.json", "torn.json:"), ("binary.yaml", "binary.yaml"),
            ("missing.yaml/below", "missing.yaml"),
        ]
        for (file, words) in cases {
            let ran = try await person.sesame("render", "--answers", file)
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains(words), "\(words) in \(ran)")
        }
    }

    @Test func `answers may come from standard input and as JSON`() async throws {
        let person = try Person()
        let yaml = try await person.sesame(
            ["render", "--answers", "-", "--only", "iam-policy.json"], input: Texts.answers)
        #expect(yaml.status == 0, "\(yaml)")
        let json = #"""
            {"schema": "sesame/answers/v1",
             "eks": {"account": "111122223333", "region": "eu-west-1",
                     "oidcProvider": "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"},
             "ses": {"account": "444455556666", "region": "eu-west-1", "sender": "no-reply@example.com",
                     "receiver": "ops@example.com"},
             "kubernetes": {"namespace": "default", "serviceAccount": "ses-sender"}}
            """#
        let other = try await person.sesame(
            ["render", "--answers", "-", "--only", "iam-policy.json"], input: json)
        #expect(other.status == 0, "\(other)")
        #expect(other.out == yaml.out)
    }

    @Test func `offline render wants the issuer, whatever cluster is named`() async throws {
        let person = try Person()
        let text = Texts.answers.split(separator: "\n").filter { !$0.contains("oidcProvider") }.joined(separator: "\n")
        try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("render", "--answers", "answers.yaml")
        #expect(ran.status == 65, "\(ran)")
        #expect(ran.err.contains("oidcProvider"), "\(ran)")
    }
}
