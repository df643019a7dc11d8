import Design
import Identifiers
import Testing
import Wire

struct AnswersReaderTests {
    @Test func `the example file reads as it stands`() throws {
        let answers = try Example.answers()
        #expect(answers.eksAccount?.text == "111122223333")
        #expect(answers.oidcProvider?.text == Example.issuer)
        #expect(answers.eksSandbox == true)
        #expect(answers.testWorkload == false)
        #expect(answers[.permissionsBoundary] == nil)
        #expect(answers.provenance(of: .eksCluster) == .answersFile(path: "answers.yaml", line: 5))
        #expect(answers.missingFields.isEmpty)
    }

    @Test func `what the writer writes reads back the same`() throws {
        var answers = try Example.answers([(.eksSandbox, "false")])
        answers.setTags([Tag(key: "cost-center", value: "0123"), Tag(key: "a: b", value: "")], from: .typed)
        let text = AnswersWriter.text(answers)
        let again = try AnswersReader.read(text, file: "again.yaml")
        for field in FieldID.allCases { #expect(again[field] == answers[field], "\(field)") }
        #expect(again.tags == answers.tags)
        #expect(text == AnswersWriter.text(again))
        #expect(text.contains("account: \"111122223333\""))
    }

    @Test func `JSON reads like YAML`() throws {
        let text = AnswersWriter.document(try Example.answers()).serialized(.pretty)
        let answers = try AnswersReader.read(text, file: "answers.json")
        for field in FieldID.allCases { #expect(answers[field] == (try Example.answers())[field], "\(field)") }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var from: String
        var to: String
        var line: Int
        var sentence: String
        var testDescription: String { to }
    }

    static let refusals: [Refusal] = [
        Refusal(
            from: "account: \"111122223333\"", to: "account: 12345678901", line: 3,
            sentence:
                "answers.yaml:3:12: eks.account: found \"12345678901\", expected 12 digits. 12 digits are needed; here are 11."
        ),
        Refusal(
            from: "account: \"444455556666\"", to: "account: \"44445555666\"", line: 10,
            sentence:
                "answers.yaml:10:12: ses.account: found \"44445555666\", expected 12 digits. 12 digits are needed; here are 11."
        ),
        Refusal(
            from: "  cluster: mail-prod", to: "  Cluster: mail-prod", line: 5,
            sentence:
                "answers.yaml:5:3: eks.Cluster: found the key Cluster, expected one of account, region, cluster, oidcProvider, profile, sandbox. The nearest is cluster."
        ),
        Refusal(
            from: "  region: eu-west-1\n  cluster", to: "  region: eu-wset-1\n  cluster", line: 4,
            sentence:
                "answers.yaml:4:11: eks.region: found \"eu-wset-1\", expected a region such as eu-west-1. There is no region \"eu-wset-1\"; the nearest is \"eu-west-1\"."
        ),
        Refusal(
            from: "  region: eu-west-1\n  sender", to: "  region: ap-east-1\n  sender", line: 11,
            sentence:
                "answers.yaml:11:11: ses.region: found \"ap-east-1\", expected a region where SES exists. SES does not exist in ap-east-1; take a region such as ap-northeast-1. The cluster may stay where it is."
        ),
        Refusal(
            from: "receiver: ops@example.com", to: "receiver: \"*@example.com\"", line: 14,
            sentence:
                "answers.yaml:14:13: ses.receiver: found \"*@example.com\", expected one address such as no-reply@example.com. \"*\" is a wildcard; one exact mail address is needed."
        ),
        Refusal(
            from: "sandbox: true\nkubernetes", to: "sandbox: no\nkubernetes", line: 16,
            sentence: "answers.yaml:16:12: ses.sandbox: found no, expected true or false."),
        Refusal(
            from: "testWorkload: false", to: "testWorkload: \"false\"", line: 21,
            sentence:
                "answers.yaml:21:17: kubernetes.testWorkload: found \"false\", expected true or false, without quotes."),
        Refusal(
            from: "identity: no-reply@example.com", to: "identity: example.org", line: 13,
            sentence:
                "answers.yaml:13:13: ses.identity: found \"example.org\", expected no-reply@example.com or example.com. The identity has to be the sender's address or its domain: example.com."
        ),
        Refusal(
            from: "schema: sesame/answers/v1", to: "schema: sesame/answers/v2", line: 1,
            sentence: "answers.yaml:1:9: schema: found sesame/answers/v2, expected sesame/answers/v1."),
        Refusal(
            from: "namespace: default", to: "namespace: [a, b]", line: 19,
            sentence:
                "answers.yaml:19:14: kubernetes.namespace: found a list, expected 1 to 63 small letters, digits and -, no - at the ends."
        ),
        Refusal(
            from: "tags: {}", to: "tags: {managed-by: me}", line: 28,
            sentence:
                "answers.yaml:28:8: tags.managed-by: found managed-by, expected another name; this one is sesame's own."
        ),
    ]

    @Test(arguments: refusals) func `a fault is named with its place`(_ refusal: Refusal) throws {
        let text = try #require(Example.file.replacing(refusal.from, with: refusal.to))
        let problems = #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "answers.yaml") }
        #expect(problems?.problems.count == 1)
        #expect(problems?.problems.first?.position?.line == refusal.line)
        #expect(problems?.sentence == refusal.sentence)
    }

    @Test(arguments: ["${x}@example.com", "a?@example.com", "a*b@example.com", "o@*.example.com"])
    func `patterns in addresses are refused`(_ address: String) throws {
        for key in ["sender", "receiver"] {
            let text = try #require(Example.file.replacing("\(key): ", with: "\(key): \"\(address)\" #"))
            #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a") }
        }
    }

    @Test func `all faults come at once, in the order of the lines`() throws {
        let text = "eks: {account: 1, region: nowhere}\nses:\n  sender: x\nfoo: 1\n"
        let problems = #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a.yaml") }
        #expect(problems?.problems.map(\.keyPath) == ["eks.account", "eks.region", "ses.sender", "foo"])
    }

    @Test(arguments: ["- a\n", "{", "eks: [", "\"text\"", "a: 1\na: 2\n", "", "a: 1\n---\nb: 2\n"])
    func `what is no answers file is refused without reading on`(_ text: String) {
        #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a") }
    }

    @Test func `an account ID may stand without quotes, but not as a JSON number`() throws {
        let text = try #require(Example.file.replacing("\"111122223333\"", with: "012345678901"))
        #expect(try AnswersReader.read(text, file: "a").eksAccount?.text == "012345678901")
        let problems = #expect(throws: AnswersProblems.self) {
            try AnswersReader.read(#"{"eks": {"account": 111122223333}}"#, file: "a.json")
        }
        #expect(problems?.problems.first?.advice == "An account ID is text: write \"111122223333\".")
    }

    @Test(arguments: [
        (
            "ses: {actions: [ses:SendBulkEmail, \"ses:SendTemplatedEmail\"]}",
            "ses:SendTemplatedEmail, ses:SendBulkEmail"
        ),
        ("ses: {actions: []}", nil), ("ses: {actions: }", nil), ("ses: {configurationSet: \"\"}", nil),
        (#"{"ses": {"actions": ["ses:SendBulkTemplatedEmail"]}}"#, "ses:SendBulkTemplatedEmail"),
    ])
    func `more sending actions are a list`(text: String, actions: String?) throws {
        #expect(try AnswersReader.read(text, file: "a")[.sendingActions] == actions)
    }

    @Test(arguments: [
        ("ses: {actions: ses:SendBulkEmail}", "a:1:16: ses.actions: found ses:SendBulkEmail, expected a list of"),
        ("ses: {actions: [ses:SendEmail]}", "ses:SendEmail is allowed anyway; leave it out."),
        (
            "ses: {actions: [ses:*]}",
            "Only ses:SendTemplatedEmail, ses:SendBulkEmail, ses:SendBulkTemplatedEmail can be"
        ),
        ("ses: {actions: [[a]]}", "found a list, expected a list of"),
        (
            "ses: {configurationSet: a.b}",
            "ses.configurationSet: found \"a.b\", expected 1 to 64 letters, digits, - and _"
        ),
    ])
    func `what is no list of sending actions, or no set, is refused`(text: String, words: String) {
        let problems = #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a") }
        #expect(problems?.sentence.contains(words) == true, "\(problems?.sentence ?? "")")
    }

    @Test func `what goes out through a set, and as what, is written and read back`() throws {
        let answers = try Example.answers([
            (.configurationSet, "tracking"), (.sendingActions, "ses:sendbulkemail ses:SendTemplatedEmail"),
        ])
        let text = AnswersWriter.text(answers)
        #expect(text.contains("  configurationSet: tracking\n  actions:\n"))
        let again = try AnswersReader.read(text, file: "again.yaml")
        #expect(again[.configurationSet] == "tracking")
        #expect(again[.sendingActions] == "ses:SendTemplatedEmail, ses:SendBulkEmail")
    }

    @Test func `a boundary of another account is refused where it stands`() throws {
        let text = try #require(
            Example.file.replacing(
                "permissionsBoundary: \"\"", with: "permissionsBoundary: arn:aws:iam::999999999999:policy/limit"))
        let problems = #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a.yaml") }
        #expect(
            problems?.sentence
                == "a.yaml:25:24: names.permissionsBoundary: found \"arn:aws:iam::999999999999:policy/limit\", expected a "
                + "policy of account 111122223333, or one of AWS. A role's boundary is a policy of its own account, "
                + "111122223333, or one of AWS; this one is of 999999999999.")
    }

    @Test func `no and 0123 stay what was typed`() throws {
        let text = try #require(Example.file.replacing("serviceAccount: ses-sender", with: "serviceAccount: no"))
        #expect(try AnswersReader.read(text, file: "a").serviceAccount?.text == "no")
    }

    @Test func `flag beats answers file beats profile beats detected beats default`() throws {
        let order: [Provenance] = [
            .default, .detected(from: "from the cluster"), .profile("eks-admin"),
            .answersFile(path: "a", line: 1), .flag("--eks-region"),
        ]
        let regions = ["eu-west-1", "eu-west-2", "eu-west-3", "us-east-1", "us-east-2"]
        for (weaker, stronger) in order.indices.flatMap({ low in order.indices.filter { $0 > low }.map { (low, $0) } })
        {
            var one = Answers()
            try one.set(regions[weaker], for: .eksRegion, from: order[weaker])
            var other = Answers()
            try other.set(regions[stronger], for: .eksRegion, from: order[stronger])
            var forward = one
            forward.merge(other)
            var backward = other
            backward.merge(one)
            #expect(forward[.eksRegion] == regions[stronger])
            #expect(backward[.eksRegion] == regions[stronger])
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [true, false])
    func `a file of nothing but faults is told in a few sentences, and their number`(_ isJSON: Bool) throws {
        let count = 400_000
        let lines = (0..<count).map { isJSON ? "\"key\($0)\": 1" : "key\($0): 1" }
        let text = isJSON ? "{\(lines.joined(separator: ",\n"))}" : lines.joined(separator: "\n")
        let problems = #expect(throws: AnswersProblems.self) { try AnswersReader.read(text, file: "a") }
        #expect(problems?.problems.count == AnswersProblems.limit)
        let said = problems?.sentence.split(separator: "\n") ?? []
        #expect(said.count == AnswersProblems.limit + 1)
        #expect(said.first?.hasPrefix("a:1:") == true)
        #expect(said.last == "\(count - AnswersProblems.limit) more faults are in a.")
    }
}

extension String {
    /// The text with the first occurrence of a part exchanged; nil when the part does not occur.
    func replacing(_ part: String, with other: String) -> String? {
        guard let range = firstRange(of: part) else { return nil }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
