import Foundation
import TestFiles
import Testing
import Wire

@Suite struct `XML` {
    @Test(arguments: HostileEntry.all(in: "xml"))
    func `hostile documents do what the corpus allows`(entry: HostileEntry) throws {
        let bytes = try entry.bytes()
        var root: XMLElement?
        #expect(isFast { root = try? XMLElement.parse(bytes) })
        #expect(entry.allows(accepted: root != nil))
        guard let root, let expected = entry.value?.object else { return }
        for member in expected.members {
            let found = Self.find(member.key, in: root)
            switch member.value {
            case .array(let elements): #expect(found?.children.count == elements.count)
            case .string(let text):
                let raw = found?.text
                let isPolicy = member.key.hasSuffix("PolicyDocument")
                #expect((isPolicy ? raw.flatMap { PercentEncoding.decode($0) } : raw) == text)
            default: Issue.record("unknown expectation for \(member.key)")
            }
        }
    }

    private static func find(_ name: String, in element: XMLElement) -> XMLElement? {
        if element.name.lowercased() == name.lowercased() { return element }
        for child in element.children { if let found = find(name, in: child) { return found } }
        return nil
    }

    @Test(.needs(publicData: "protocols/botocore_output_query.json"))
    func `answers of AWS's query services can be read`() throws {
        var count = 0
        for file in ["botocore_output_query.json", "botocore_legacy_output_query.json"] {
            for suite in try JSONValue.parse(PublicData.bytes("protocols/" + file)).array ?? [] {
                for test in suite["cases"]?.array ?? [] {
                    guard let body = test["response"]?["body"]?.string, !body.isEmpty else { continue }
                    count += 1
                    #expect(throws: Never.self, "\(test["id"]?.string ?? "")") {
                        try XMLElement.parse(Array(body.utf8))
                    }
                }
            }
        }
        let answers = try JSONValue.parse(PublicData.bytes("protocols/botocore_xml_responses_iam_sts_ses.json"))
        for test in answers["cases"]?.array ?? [] {
            let body = try #require(test["xml"]?.string)
            let root = try XMLElement.parse(Array(body.utf8))
            let id = test["expected"]?["ResponseMetadata"]?["RequestId"]?.string
            count += 1
            #expect(id == nil || Self.find("RequestId", in: root)?.text == id, "\(test["name"]?.string ?? "")")
        }
        #expect(count > 70)
    }

    @Test func `names, attributes, children and text`() throws {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- before --><r:Response xmlns:r="https://example.com/" a='1 &amp; 2'>
              <Roles><member><Name>a</Name></member><member><Name>b</Name></member></Roles>
              <Empty/><Text>one<!-- c --> two<![CDATA[ <3>]]></Text>
            </r:Response>
            """
        let root = try XMLElement.parse(Array(xml.utf8))
        #expect(root.name == "Response")
        #expect(root.attributes == ["xmlns:r": "https://example.com/", "a": "1 & 2"])
        #expect(root.members(of: "Roles").map { $0.text(of: "Name") } == ["a", "b"])
        #expect(root.first(["Roles", "member", "Name"])?.text == "a")
        #expect(root.first("Empty")?.text == "")
        #expect(root.text(of: "Text") == "one two <3>")
        #expect(root.text(of: "Missing") == nil)
        #expect(root.all("Empty").count == 1)
    }

    @Test(arguments: [
        ("", "Line 1, column 1: the XML document is empty."),
        ("{\"Error\":{}}", "Line 1, column 1: this is no XML; it begins with \"{\"Error\":{}}\"."),
        ("<a>\n <b></a>", "Line 2, column 9: </a> closes <b>."),
        ("<a>", "Line 1, column 4: the XML document ends too early."),
        ("<!DOCTYPE a><a/>", "Line 1, column 1: a DOCTYPE is not accepted."),
        ("<a>&nbsp;</a>", "Line 1, column 4: &nbsp; means nothing here."),
        ("<a x=\"1\" x=\"2\"/>", "Line 1, column 10: the attribute x stands twice."),
        ("<a/><b/>", "Line 1, column 9: something follows the root element."),
        ("<a>\u{1B}[2J</a>", "Line 1, column 4: the character U+001B is not allowed in XML."),
        ("<a>\u{FFFE}</a>", "Line 1, column 4: the character U+FFFE is not allowed in XML."),
        (
            "<?xml version=\"1.0\" encoding=\"latin1\"?><a/>",
            "Line 1, column 21: the encoding latin1 is not accepted, only UTF-8."
        ),
    ])
    func `refusals say where and what`(text: String, sentence: String) {
        let error = #expect(throws: DocumentError.self) { try XMLElement.parse(Array(text.utf8)) }
        #expect(error?.sentence == sentence)
    }

    @Test func `200 levels are read, 201 are not`() throws {
        let deep = { (count: Int) in
            Array((String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)).utf8)
        }
        #expect(throws: Never.self) { try XMLElement.parse(deep(200)) }
        let error = #expect(throws: DocumentError.self) { try XMLElement.parse(deep(201)) }
        #expect(error?.kind == .tooDeep(limit: 200))
    }
}
