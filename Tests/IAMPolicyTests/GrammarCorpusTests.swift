import IAMPolicy
import TestFiles
import Testing
import Wire

struct GrammarCorpusTests {
    private static func entries(_ key: String) throws -> [JSONNode] {
        let corpus = try JSONNode.parse(PublicData.text("policy_grammar.json"))
        guard case .array(let entries)? = corpus[key]?.content else { return [] }
        return entries
    }

    @Test(.needs(publicData: "policy_grammar.json"))
    func `every valid document of the corpus is read`() throws {
        let entries = try Self.entries("valid")
        #expect(entries.count == 54)
        for entry in entries {
            let text = entry.value.serialized(.pretty)
            #expect(throws: Never.self, Comment(rawValue: text)) {
                try PolicyDocument.read(text, kind: .identity, rules: .writing)
            }
        }
    }

    @Test(.needs(publicData: "policy_grammar.json"))
    func `every invalid document of the corpus is refused with IAM's own message`() throws {
        let entries = try Self.entries("invalid")
        #expect(entries.count == 78)
        for entry in entries {
            let document = try #require(entry["document"])
            let message = entry["error_message"]?.string
            let text = document.string ?? document.value.serialized(.pretty)
            do {
                _ = try PolicyDocument.read(text, kind: .identity, rules: .writing)
                Issue.record("accepted: \(text)")
            } catch {
                #expect(error.serviceMessage == message, Comment(rawValue: text))
                #expect(!error.sentence.isEmpty)
            }
        }
    }
}
