import IAMPolicy
import Testing
import Wire

struct ComparisonTests {
    private static func read(_ text: String, _ kind: PolicyKind = .sending) throws -> PolicyDocument {
        try PolicyDocument.read(text, kind: kind)
    }

    private static let plain =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"*"}]}"#

    private static let equals: [String] = [
        #"{"Statement":{"Sid":"Other","Effect":"Allow","Principal":{"AWS":["111122223333"]},"Action":["ses:SendRawEmail","ses:SendEmail","ses:SendEmail"],"Resource":["*"]},"Version":"2012-10-17"}"#,
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ses:sendemail","Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"SES:SendRawEmail","Resource":"*"}]}"#,
        #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"*"}}"#,
    ]

    @Test(arguments: equals)
    func `order, lists, repetition, Sids and cuts do not count`(text: String) throws {
        let one = try Self.read(Self.plain)
        let other = try Self.read(text)
        #expect(PolicyComparison.equal(one, other))
        #expect(PolicyComparison.equal(other, one))
        #expect(PolicyComparison.differences(from: one, to: other).isEmpty)
        #expect(!PolicyComparison.broadens(from: one, to: other))
    }

    @Test func `a Sid counts when it is asked for`() throws {
        let one = try Self.read(Self.plain)
        let other = try Self.read(Self.equals[0])
        #expect(!PolicyComparison.equal(one, other, ignoringSids: false))
        let differences = PolicyComparison.differences(from: one, to: other, ignoringSids: false)
        #expect(differences.map(\.sentence) == ["Name of the statement: + Other"])
    }

    @Test func `the version counts only where variables stand`() throws {
        let text = { (version: String, resource: String) in
            #"{"Version":"\#(version)","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"\#(resource)"}]}"#
        }
        let old = try Self.read(text("2008-10-17", "*"), .identity)
        let new = try Self.read(text("2012-10-17", "*"), .identity)
        #expect(PolicyComparison.equal(old, new))
        let oldVariable = try Self.read(text("2008-10-17", "arn:aws:s3:::${aws:username}"), .identity)
        let newVariable = try Self.read(text("2012-10-17", "arn:aws:s3:::${aws:username}"), .identity)
        #expect(!PolicyComparison.equal(oldVariable, newVariable))
        #expect(PolicyComparison.differences(from: oldVariable, to: newVariable).map(\.path) == ["Version"])
    }

    @Test func `another service account is told as such`() throws {
        let old = try Fixtures.trust(namespace: "default", account: "x")
        let new = try Fixtures.trust(namespace: "mail", account: "y")
        let differences = PolicyComparison.differences(from: old, to: new)
        #expect(
            differences == [
                PolicyDifference(
                    path: "Statement[0].Condition.StringEquals.\(Fixtures.issuer):sub",
                    from: "service account default/x",
                    to: "service account mail/y",
                    sentence: "Who may use the role: - service account default/x + service account mail/y")
            ])
        #expect(PolicyComparison.change(from: old, to: new) == .differs)
    }

    @Test func `every element's change has its path and its words`() throws {
        let old = try Self.read(
            #"{"Version":"2012-10-17","Statement":[{"Sid":"Mail","Effect":"Allow","Principal":{"AWS":"\#(Fixtures.role)"},"Action":"ses:SendEmail","Resource":"\#(Fixtures.domain)"}]}"#
        )
        let new = try Self.read(
            #"{"Version":"2012-10-17","Statement":[{"Sid":"Mail","Effect":"Allow","Principal":{"AWS":["111122223333","AROAEXAMPLEEXAMPLE01"]},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"\#(Fixtures.identity)","Condition":{"StringEquals":{"ses:FromAddress":"a@example.com"}}},{"Effect":"Deny","Principal":"*","Action":"ses:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#
        )
        let differences = PolicyComparison.differences(from: old, to: new)
        #expect(
            differences.map(\.sentence) == [
                "Who may send: - role ses-sender-role of 111122223333 + account 111122223333 + deleted principal AROAEXAMPLEEXAMPLE01",
                "What is allowed: + ses:SendRawEmail",
                "On what: - \(Fixtures.domain) + \(Fixtures.identity)",
                "Condition ses:FromAddress StringEquals: + a@example.com",
                "New: + deny everybody ses:* on * if aws:SecureTransport Bool false",
            ])
        #expect(
            differences.map(\.path) == [
                "Statement[0].Principal", "Statement[0].Action", "Statement[0].Resource",
                "Statement[0].Condition.StringEquals.ses:FromAddress", "Statement[1]",
            ])
        let back = PolicyComparison.differences(from: new, to: old)
        #expect(back.last?.sentence == "Gone: - deny everybody ses:* on * if aws:SecureTransport Bool false")
    }

    private static let changes: [(String, String, PermissionChange)] = [
        (#""Action":"ses:SendEmail","Resource":"*""#, #""Action":"ses:*","Resource":"*""#, .broadens),
        (#""Action":"ses:*","Resource":"*""#, #""Action":"ses:SendEmail","Resource":"*""#, .narrows),
        (#""Action":"ses:SendEmail","Resource":"*""#, #""Action":"ses:SendRawEmail","Resource":"*""#, .differs),
        (
            #""Action":"ses:SendEmail","Resource":"arn:aws:ses:*""#,
            #""Action":"ses:SendEmail","Resource":"arn:aws:ses:r:1:identity/a""#, .narrows
        ),
        (#""Action":"ses:Send?","Resource":"*""#, #""Action":"ses:Send*","Resource":"*""#, .broadens),
        (#""Action":"ses:Send*","Resource":"*""#, #""Action":"ses:Send??????","Resource":"*""#, .narrows),
        (
            #""Action":"a:b","Resource":"*""#, #""Action":"a:b","Resource":"*","Condition":{"Bool":{"k":"true"}}"#,
            .narrows
        ),
        (
            #""Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":"x"}}"#,
            #""Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":["x","y"]}}"#, .broadens
        ),
        (
            #""Action":"a:b","Resource":"*","Condition":{"StringNotEquals":{"k":"x"}}"#,
            #""Action":"a:b","Resource":"*","Condition":{"StringNotEquals":{"k":["x","y"]}}"#, .narrows
        ),
        (
            #""Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":"xy"}}"#,
            #""Action":"a:b","Resource":"*","Condition":{"StringLike":{"k":"x*"}}"#, .broadens
        ),
        (
            #""Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":"x"}}"#,
            #""Action":"a:b","Resource":"*","Condition":{"StringEqualsIfExists":{"k":"x"}}"#, .broadens
        ),
        (#""NotAction":"iam:*","Resource":"*""#, #""NotAction":["iam:*","s3:*"],"Resource":"*""#, .narrows),
        (#""Action":["a:b","c:d"],"Resource":"*""#, #""Action":["c:d","a:b","a:b"],"Resource":["*"]"#, .same),
        (#""Action":["ses:*","ses:SendEmail"],"Resource":"*""#, #""Action":"ses:*","Resource":"*""#, .same),
    ]

    @Test(arguments: changes.indices)
    func `a change broadens, narrows or differs`(index: Int) throws {
        let (before, after, change) = Self.changes[index]
        let read = { (statement: String) in
            try Self.read(#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow",\#(statement)}]}"#, .identity)
        }
        #expect(PolicyComparison.change(from: try read(before), to: try read(after)) == change, "\(before) → \(after)")
    }

    @Test func `losing a Deny broadens, and so does a wider principal`() throws {
        let denial = #"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#
        let allow = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#
        let with = try Self.read("{\"Statement\":[\(allow),\(denial)]}", .identity)
        let without = try Self.read("{\"Statement\":[\(allow)]}", .identity)
        #expect(PolicyComparison.change(from: with, to: without) == .broadens)
        #expect(PolicyComparison.change(from: without, to: with) == .narrows)
        let role = try Fixtures.sending()
        let account = try Fixtures.sending(principal: #"{"AWS": "111122223333"}"#)
        let everybody = try Fixtures.sending(principal: #""*""#)
        #expect(PolicyComparison.change(from: role, to: account) == .broadens)
        #expect(PolicyComparison.change(from: everybody, to: account) == .narrows)
    }
}
