import Foundation
import Programs
import Resources
import Stage
import Testing
import Wire

/// The schema that editors check stage files by, beside the reader; Python's jsonschema judges.
@Suite(.enabled(if: Tools.python != nil), .timeLimit(.minutes(2))) struct StageSchemaTests {
    private static let judge = """
        import json, sys
        import jsonschema
        schema, documents = json.load(sys.stdin)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        print(json.dumps([[error.json_path + " " + error.message[:120] for error in validator.iter_errors(one)]
                          for one in documents]))
        """

    /// What jsonschema has against each of some documents.
    private static func faults(_ documents: [JSONValue]) async throws -> [[String]] {
        let schema = try #require(try Resource.json("stage.schema.json"))
        let input = JSONValue.array([schema, .array(documents)]).serialized()
        let ran = try await Command(
            arguments: [try #require(Tools.python), "-c", judge], environment: Tools.environment, folder: "/",
            input: input
        ).run()
        try #require(ran.status == 0, "\(ran)")
        let answer = try JSONValue.parse(ran.out)
        return (answer.array ?? []).map { ($0.array ?? []).map { $0.string ?? "" } }
    }

    @Test func `what the reader takes, the schema takes`() async throws {
        let texts =
            [StageExample.file, StageExample.file.replacing("schema: sesame/stage/v1\n", with: "")]
            + BuiltInTalk.allCases.map(\.text)
        let documents = try texts.map { try #require(try YAMLNode.parse($0).first).json }
        #expect(try await Self.faults(documents) == texts.map { _ in [] })
    }

    @Test func `what is refused, the schema refuses too, where it can know`() async throws {
        var refusals: [StageReaderTests.Refusal] = []
        var documents: [JSONValue] = []
        for refusal in StageReaderTests.refusals {
            // What is no YAML at all is nothing that a schema sees.
            guard let nodes = try? YAMLNode.parse(try StageReaderTests.text(refusal)), nodes.count == 1 else {
                continue
            }
            refusals.append(refusal)
            documents.append(nodes[0].json)
        }
        #expect(documents.count > 40)
        for (refusal, faults) in zip(refusals, try await Self.faults(documents)) {
            #expect(faults.isEmpty == refusal.isReadersAlone, "\(refusal.to): \(faults)")
        }
    }
}
