import Design
import Foundation
import Resources
import Testing
import Wire

/// The schema that editors check answers files by, beside the reader.
///
/// The schema says less than the reader where regular expressions cannot: which regions there are, which identities fit
/// a sender. What the reader takes, the schema has to take as well.
struct AnswersSchemaTests {
    private static func schema() throws -> JSONSchema {
        JSONSchema(try #require(try Resource.json("answers.schema.json")))
    }

    /// A file as the reader and as the schema see it.
    private static func judge(_ text: String) throws -> (isRead: Bool, faults: [String]) {
        let isRead: Bool
        do throws(AnswersProblems) {
            isRead = try AnswersReader.read(text, file: "a").missingFields.isEmpty
        } catch {
            isRead = false
        }
        guard let value = try? YAMLNode.parse(text).first?.json else { return (isRead, ["no YAML"]) }
        return (isRead, try schema().faults(value))
    }

    /// The example with one line's value exchanged.
    private static func example(_ key: String, _ value: String) throws -> String {
        let line = try #require(Example.file.split(separator: "\n").first { $0.hasPrefix("  \(key): ") })
        return try #require(Example.file.replacing("\(line)\n", with: "  \(key): \(value)\n") as String?)
    }

    /// Files that are taken: as they come from the tests, from the writer, and with values at the edge of the rules.
    static let values: [(String, String)] = [
        ("region", "ap-southeast-2"), ("cluster", "a"), ("cluster", "0_-"),
        ("cluster", String(repeating: "a", count: 100)), ("oidcProvider", Example.issuer),
        ("oidcProvider", "https://issuer.example.com"), ("oidcProvider", "https://issuer.example.com/a/b"),
        ("profile", "\"a b\""), ("profile", "é"), ("sandbox", "false"), ("receiver", "o'neil+x@sub.example.com"),
        ("receiver", "\"\(String(repeating: "a", count: 64))@example.com\""), ("identity", "example.com"),
        ("context", "\"arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod\""), ("context", "admin@mail"),
        ("namespace", "a"), ("namespace", "\"0\""), ("namespace", String(repeating: "a", count: 63)),
        ("serviceAccount", "a.b-c.d"), ("serviceAccount", "no"), ("serviceAccount", "a--b"),
        ("testWorkload", "true"), ("role", "a+=,.@-_Z9"), ("role", String(repeating: "r", count: 64)),
        ("rolePath", "/team/mail/"), ("rolePath", "\"/a!#$%&'()+,-./:;<=>@[]^_`|}~/\""),
        ("permissionsBoundary", "arn:aws:iam::111122223333:policy/boundary"),
        ("permissionsBoundary", "arn:aws:iam::aws:policy/PowerUserAccess"),
        ("permissionsPolicy", String(repeating: "p", count: 128)), ("sendingPolicy", String(repeating: "s", count: 64)),
        ("sendingPolicy", "a_-9"), ("account", "111122223333"), ("account", "012345678901"),
    ]

    @Test(arguments: values) func `values that the reader takes, the schema takes`(key: String, value: String) throws {
        let (isRead, faults) = try Self.judge(Self.example(key, value))
        #expect(isRead, "\(key): \(value) was meant to be taken")
        #expect(faults == [])
    }

    @Test func `whole files that the reader takes, the schema takes`() throws {
        var tagged = try Example.answers()
        tagged.setTags([Tag(key: "cost-center", value: "0123"), Tag(key: "a: b", value: "")], from: .typed)
        let files = [
            Example.file, AnswersWriter.text(try Example.answers()), AnswersWriter.text(tagged),
            AnswersWriter.document(tagged).serialized(.pretty),
            try #require(Example.file.replacing("tags: {}\n", with: "")),
            """
            schema: sesame/answers/v1
            eks: {account: "111122223333", region: eu-west-1, oidcProvider: \(Example.issuer)}
            ses: {account: "444455556666", region: eu-west-1, sender: no-reply@example.com}
            kubernetes: {namespace: default, serviceAccount: ses-sender}
            """,
            try #require(
                Example.file.replacing(
                    "  receiver", with: "  configurationSet: tracking\n  actions: [ses:SendBulkEmail]\n  receiver")),
            try #require(
                Example.file.replacing("  receiver", with: "  configurationSet: \"\"\n  actions: []\n  receiver")),
            Example.file.replacingOccurrences(of: "eu-west-1", with: "us-gov-west-1"),
        ]
        for file in files {
            let (isRead, faults) = try Self.judge(file)
            #expect(isRead, "\(file)")
            #expect(faults == [], "\(file)")
        }
    }

    /// What of the refused files only the reader can refuse: it knows which regions there are, and what fits together,
    /// and how many digits a number was written with.
    private static let readersAlone: Set<String> = [
        "account: 12345678901",
        "  region: eu-wset-1\n  cluster", "  region: ap-east-1\n  sender", "identity: example.org",
        "tags: {managed-by: me}",
    ]

    @Test(arguments: AnswersReaderTests.refusals)
    func `what is refused, the schema refuses too, where it can know`(_ refusal: AnswersReaderTests.Refusal) throws {
        let (isRead, faults) = try Self.judge(try #require(Example.file.replacing(refusal.from, with: refusal.to)))
        #expect(!isRead)
        #expect(faults.isEmpty == Self.readersAlone.contains(refusal.to), "\(faults)")
    }

    @Test(arguments: [
        ("account", "\"1111\"", "/eks/account anyOf"), ("account", "[a]", "/eks/account anyOf"),
        ("region", "Ireland", "/eks/region pattern"), ("cluster", "-prod", "/eks/cluster pattern"),
        ("oidcProvider", "http://a.example.com", "/eks/oidcProvider pattern"), ("sandbox", "no", "/eks/sandbox type"),
        ("sender", "\"*@example.com\"", "/ses/sender pattern"), ("sender", "${x}@example.com", "/ses/sender pattern"),
        ("sender", "no-reply", "/ses/sender pattern"), ("receiver", "a?@example.com", "/ses/receiver pattern"),
        ("namespace", "Default", "/kubernetes/namespace pattern"),
        ("namespace", "a.b", "/kubernetes/namespace pattern"),
        ("serviceAccount", "-a", "/kubernetes/serviceAccount pattern"), ("rolePath", "team", "/names/rolePath pattern"),
        ("permissionsBoundary", "boundary", "/names/permissionsBoundary pattern"),
        ("sendingPolicy", "a.b", "/names/sendingPolicy pattern"), ("role", "a/b", "/names/role pattern"),
    ])
    func `both refuse a value, and the schema says where`(key: String, value: String, fault: String) throws {
        let (isRead, faults) = try Self.judge(Self.example(key, value))
        #expect(!isRead)
        #expect(faults.contains(fault), "\(faults)")
    }

    @Test func `every field of the reader has its place in the schema, and no other has`() throws {
        let properties = try #require(try Resource.json("answers.schema.json")?["properties"]?.object)
        var places: Set<String> = []
        for (section, schema) in properties.members.map({ ($0.key, $0.value) }) where section != "schema" {
            guard let members = schema["properties"]?.object?.members else {
                places.insert(section)
                continue
            }
            for member in members { places.insert("\(section).\(member.key)") }
        }
        #expect(places == Set(FieldID.allCases.map(\.rawValue)))
    }

    @Test func `a keyword that the judge does not know is no keyword that holds`() throws {
        let schema = JSONSchema(["type": "object", "properties": ["a": ["multipleOf": 3]]])
        #expect(throws: JSONSchema.Unknown(keyword: "multipleOf")) { try schema.faults(["a": 2]) }
        #expect(try schema.faults(["b": 2]) == [])
    }
}
