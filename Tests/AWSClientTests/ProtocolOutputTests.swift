import HTTPClient
import TestFiles
import Testing
import Wire

@testable import AWSClient

/// Answers of AWS's protocol suites and of real services, read by this client.
@Suite(.needs(publicData: "protocols/INDEX.json"))
struct ProtocolOutputTests {
    private let call = AWSCall(service: .iam, operation: "Op", label: "EKS account", region: "eu-west-1", attempts: 1)

    @Test(arguments: ["botocore_output_query", "botocore_output_rest-json", "botocore_legacy_output_rest-json"])
    func `errors of the suites are told with code and message`(_ file: String) throws {
        var count = 0
        for suite in try JSONValue.parse(PublicData.bytes("protocols/\(file).json")).array ?? [] {
            for test in suite["cases"]?.array ?? [] {
                guard let code = test["errorCode"]?.string, let response = response(test["response"]) else { continue }
                count += 1
                guard case .error(let error) = AnswerReader.read(response, of: call, redactor: Redactor(secrets: []))
                else {
                    Issue.record("\(test["id"]?.string ?? ""): no error")
                    continue
                }
                #expect(error.code == code, "\(test["id"]?.string ?? "")")
                if let message = test["errorMessage"]?.string { #expect(error.message == message) }
            }
        }
        #expect(count >= (file.contains("legacy") ? 0 : 3))
    }

    @Test func `answers of real services are read field by field`() throws {
        let cases = try #require(
            try JSONValue.parse(PublicData.bytes("protocols/botocore_xml_responses_iam_sts_ses.json"))["cases"]?.array)
        #expect(cases.count == 31)
        for test in cases {
            let name = test["name"]?.string ?? ""
            let xml = test["xml"]?.string ?? ""
            let expected = test["expected"] ?? [:]
            let isError = name.hasPrefix("errors/")
            let response = HTTPResponse(status: isError ? 400 : 200, body: Array(xml.utf8))
            switch AnswerReader.read(response, of: call, redactor: Redactor(secrets: [])) {
            case .error(let error):
                #expect(error.code == expected["Error"]?["Code"]?.string)
                #expect(error.message == expected["Error"]?["Message"]?.string)
                #expect(error.requestID == expected["ResponseMetadata"]?["RequestId"]?.string)
            case .success(var answer):
                let root = try XMLElement.parse(response.body)
                answer.call.operation = String(root.name.dropLast("Response".count))
                let result = try answer.result()
                #expect(result.requestID == expected["ResponseMetadata"]?["RequestId"]?.string)
                for member in expected.object?.members ?? [] where member.key != "ResponseMetadata" {
                    check(result, member.key, member.value, name)
                }
            case .foreign: Issue.record("\(name): not AWS")
            }
        }
    }

    /// Compares a field with botocore's reading of it.
    private func check(_ fields: XMLFields, _ key: String, _ expected: JSONValue, _ name: String) {
        let comment = Comment(rawValue: "\(name) \(key)")
        switch expected {
        case .null: break
        case .string(let text):
            if key == "QRCodePNG" || key == "Base32StringSeed" {
                #expect(Base64.decode(fields.optional(key) ?? "") == Array(text.utf8), comment)
            } else if let time = fields.time(key), let other = Timestamp(iso8601: text) {
                #expect(time == other, comment)
            } else {
                #expect(fields.optional(key) == text || text.isEmpty, comment)
            }
        case .bool(let value): #expect(fields.bool(key) == value, comment)
        case .number: #expect(fields.number(key) == expected.double, comment)
        case .array(let items):
            if items.first?.object == nil {
                #expect(fields.texts(key) == items.compactMap(\.string), comment)
            } else {
                let members = fields.members(key)
                #expect(members.count == items.count, comment)
                for (member, item) in zip(members, items) {
                    for entry in item.object?.members ?? [] { check(member, entry.key, entry.value, name) }
                }
            }
        case .object(let object): checkObject(fields, key, object, comment, name)
        }
    }

    private func checkObject(
        _ fields: XMLFields, _ key: String, _ object: JSONObject, _ comment: Comment, _ name: String
    ) {
        let entries = fields.entries(key)
        if !entries.isEmpty {
            #expect(Set(entries.map(\.key)) == Set(object.keys), comment)
            for entry in entries {
                let inner = XMLFields(element: entry.value, path: key, answer: fields.answer)
                if let value = object[entry.key], value.object != nil {
                    for member in value.object?.members ?? [] { check(inner, member.key, member.value, name) }
                } else {
                    #expect(entry.value.text == (object[entry.key]?.string ?? object[entry.key]?.serialized()), comment)
                }
            }
        } else if key.hasSuffix("Document") {
            // Policy documents: percent-encoded on the wire.
            let text = PercentEncoding.decode(fields.optional(key) ?? "") ?? ""
            #expect((try? JSONValue.parse(text).sortingKeys()) == JSONValue.object(object).sortingKeys(), comment)
        } else if let inner = fields.optionalStructure(key) {
            for member in object.members { check(inner, member.key, member.value, name) }
        } else {
            #expect(object.isEmpty, comment)
        }
    }

    private func response(_ value: JSONValue?) -> HTTPResponse? {
        guard let status = value?["status_code"]?.int else { return nil }
        return HTTPResponse(
            status: status,
            headers: (value?["headers"]?.object?.members ?? []).map { HTTPHeader($0.key, $0.value.string ?? "") },
            body: Array((value?["body"]?.string ?? "").utf8))
    }
}
