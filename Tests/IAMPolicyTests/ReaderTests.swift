import IAMPolicy
import TestFiles
import Testing
import Wire

struct ReaderTests {
    private struct Row: Sendable {
        let kind: PolicyKind
        let text: String
        let place: String
        let sentence: String

        init(_ kind: PolicyKind, _ text: String, _ place: String, _ sentence: String) {
            self.kind = kind
            self.text = text
            self.place = place
            self.sentence = sentence
        }
    }

    private static let head = #"{"Version":"2012-10-17","Statement":"#
    private static let rows: [Row] = [
        Row(.identity, "{", "1:2", "This is not JSON: the JSON document ends too early."),
        Row(.identity, "[]", "1:1", "The policy is a list; an object is expected."),
        Row(
            .identity, "{\"Version\":\"2012-10-17\",\n \"Statement\":[{\"Effect\":\"Deny\",\n  \"Effect\":\"Allow\"}]}",
            "3:3", "The key \"Effect\" stands here and in line 2; only one of them may."),
        Row(
            .identity, #"{"Version":"2012-10-17","Statment":[]}"#, "1:25",
            "\"Statment\" means nothing here; allowed are Version, Id, Statement."),
        Row(
            .identity, #"{"Version":"2013-01-01","Statement":[]}"#, "1:12",
            "The Version \"2013-01-01\" does not exist; 2012-10-17 is the current one."),
        Row(.identity, head + "[]}", "1:37", "The policy has no statement."),
        Row(.identity, head + "7}", "1:37", "Statement is a number; an object or a list of objects is expected."),
        Row(
            .identity, head + #"{"Effect":"allow","Action":"*","Resource":"*"}}"#, "1:47",
            "The Effect is \"allow\"; it must be Allow or Deny, written exactly so."),
        Row(
            .identity, head + #"{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}"#, "1:68",
            "The statement has both Action and NotAction; only one of them may be."),
        Row(
            .identity, head + #"{"Effect":"Allow","Action":"send","Resource":"*"}}"#, "1:64",
            "The action \"send\" names no service; write it like ses:SendEmail."),
        Row(
            .identity, head + #"{"Effect":"Allow","Action":"ses:SendEmail","Resource":"mail"}}"#, "1:91",
            "The resource \"mail\" is neither an ARN nor \"*\"."),
        Row(
            .trust,
            head
                + #"[{"Sid":"a","Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},{"Sid":"a","Effect":"Deny","Principal":"*","Action":"sts:*"}]}"#,
            "1:109", "The Sid \"a\" is used twice; each may stand once in a policy."),
        Row(
            .identity, head + #"{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}"#, "1:83",
            "A permissions policy must not have a Principal."),
        Row(
            .trust, head + #"{"Effect":"Allow","Action":"sts:AssumeRole"}}"#, "1:37", "The statement has no Principal."),
        Row(
            .trust, head + #"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}"#, "1:97",
            "A trust policy must not have a Resource."),
        Row(
            .trust, head + #"{"Effect":"Allow","Principal":"*","Action":"ses:SendEmail"}}"#, "1:80",
            "The action \"ses:SendEmail\" is not one of STS; a trust policy grants nothing else."),
        Row(
            .trust,
            head
                + #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/*"},"Action":"sts:AssumeRole"}}"#,
            "1:74", "\"arn:aws:iam::111122223333:role/*\" cannot be a principal of type AWS."),
        Row(
            .sending, head + #"{"Effect":"Allow","Principal":{"Aws":"111122223333"},"Action":"ses:*","Resource":"*"}}"#,
            "1:68", "\"Aws\" means nothing here; allowed are AWS, Federated, Service, CanonicalUser."),
        Row(
            .sending, head + #"{"Effect":"Allow","Principal":"me","Action":"ses:*","Resource":"*"}}"#, "1:67",
            "Principal is a string; \"*\" or an object by type is expected."),
        Row(
            .identity, head + #"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqual":{"a":"b"}}}}"#,
            "1:96", "The condition operator \"StringEqual\" does not exist."),
        Row(
            .identity,
            head + #"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"a":"soon"}}}}"#,
            "1:114", "\"soon\" is no date; ISO 8601 or seconds since 1970 are expected."),
    ]

    @Test(arguments: rows.indices)
    func `every complaint has its place and its sentence`(index: Int) throws {
        let row = Self.rows[index]
        do {
            _ = try PolicyDocument.read(row.text, kind: row.kind, rules: .writing)
            Issue.record("accepted: \(row.text)")
        } catch {
            #expect(error.sentence == row.sentence)
            #expect("\(error.position.line):\(error.position.column)" == row.place, Comment(rawValue: row.text))
        }
    }

    @Test func `a wildcard in a service's name is refused, stored or written`() throws {
        for rules in [ReadingRules.stored, .writing] {
            for kind in [PolicyKind.identity, .boundary, .sending, .resource, .serviceControl] {
                let principal = kind.namesPrincipals ? #","Principal":"*""# : ""
                func read(_ action: String, _ resource: String) throws {
                    _ = try PolicyDocument.read(
                        Self.head
                            + #"{"Effect":"Allow"\#(principal),"Action":"\#(action)","Resource":"\#(resource)"}}"#,
                        kind: kind, rules: rules)
                }
                for action in ["s*:SendEmail", "?es:SendEmail", "*s:SendEmail", "se*:*"] {
                    #expect(throws: PolicyReadError.self, "\(action)") { try read(action, "*") }
                }
                for service in ["s*", "?es", "*"] {
                    let resource = "arn:aws:\(service):eu-west-1:444455556666:identity/example.com"
                    #expect(throws: PolicyReadError.self, "\(resource)") { try read("ses:*", resource) }
                }
                for (action, resource) in [
                    ("*", "*"), ("ses:*", "arn:aws:ses:*"), ("ses:Send*", "arn:aws:ses:*:*:identity/*"),
                    ("*:*", "arn:aws:*"),
                ] {
                    #expect(throws: Never.self, "\(action) \(resource)") { try read(action, resource) }
                }
            }
        }
    }

    @Test func `both versions are read, and a missing one is the older`() throws {
        let text = #"{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#
        #expect(try PolicyDocument.read(text, kind: .identity).version == .v2008)
        let old = try PolicyDocument.read(#"{"Version":"2008-10-17","Statement":[]}"#, kind: .sending)
        #expect(old.version == .v2008 && old.namesVersion)
    }

    @Test func `size is counted as AWS counts it`() throws {
        let text =
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"a:b c\", \"Resource\": \"*\"}]\n}"
        let compact = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b c","Resource":"*"}]}"#
        #expect(try PolicyDocument.read(text, kind: .identity).size == compact.count)
        #expect(PolicySize.count(text, kind: .sending) == text.utf8.count)
    }

    @Test(arguments: [(PolicyKind.trust, 2_048), (.identity, 6_144), (.sending, 4_096)])
    func `one character too many is refused when writing and read when stored`(row: (PolicyKind, Int)) throws {
        let (kind, limit) = row
        let principal = kind.namesPrincipals ? #","Principal":"*""# : ""
        let resource = kind.namesResources ? #","Resource":"*""# : ""
        let text = { (padding: Int) in
            #"{"Version":"2012-10-17","Statement":[{"Sid":"\#(String(repeating: "S", count: padding))","Effect":"Allow","Action":"sts:AssumeRole"\#(principal)\#(resource)}]}"#
        }
        let fitting = text(limit - text(0).count)
        #expect(try PolicyDocument.read(fitting, kind: kind, rules: .writing).size == limit)
        let large = text(limit - text(0).count + 1)
        #expect(throws: PolicyReadError.self) { try PolicyDocument.read(large, kind: kind, rules: .writing) }
        #expect(try PolicyDocument.read(large, kind: kind).size == limit + 1)
    }

    @Test func `a policy of a million characters is read`() throws {
        let statement =
            #"{"Sid":"S","Effect":"Allow","Action":["ses:SendEmail","s3:Get*"],"Resource":"arn:aws:s3:::bucket/${aws:username}/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"mail"}}}"#
        let list = Array(repeating: statement, count: 1_000_000 / statement.count).joined(separator: ",")
        let document = try PolicyDocument.read(Self.head + "[\(list)]}", kind: .identity)
        #expect(document.statements.count == 1_000_000 / statement.count)
    }

    @Test(
        arguments: [
            "duplicate-key-policy.json", "duplicate-key-escaped.json", "policy-not-object.json", "policy-depth.json",
            "top-level-scalar.json",
        ])
    func `hostile documents are refused`(name: String) throws {
        let text = try OwnCases.text("hostile/json/" + name)
        #expect(throws: PolicyReadError.self) { try PolicyDocument.read(text, kind: .identity) }
    }

    @Test func `any bytes at all are refused or read, never worse`() throws {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "{", "}", "[", "]", "\"Statement\"", ":", ",", "\"Effect\"", "\"Allow\"", "\"Action\"", "\"*\"",
            "\"Resource\"", "\"Condition\"", "\"StringEquals\"", "\"Principal\"", "null", "1", "\"${\"", "\u{1F642}",
        ]
        var read = 0
        for _ in 0..<5_000 {
            let text = random.text(of: pieces, upTo: 14)
            for kind in [PolicyKind.identity, .trust] where (try? PolicyDocument.read(text, kind: kind)) != nil {
                read += 1
            }
        }
        let valid = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"}]}"#
        for cut in valid.indices.dropFirst() {
            #expect(throws: PolicyReadError.self) { try PolicyDocument.read(String(valid[..<cut]), kind: .identity) }
        }
        #expect(read < 5_000)
    }
}
