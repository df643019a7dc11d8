@testable import Diagnosis
import Testing
import Wire

@Suite struct `Explaining texts` {
    static func explain(_ bytes: [UInt8], pieces: Int = .max) -> Explanation {
        var reader = TextReader()
        var rest = bytes[...]
        while !rest.isEmpty {
            reader.read(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
        }
        return reader.finish()
    }

    static func explain(_ text: String) -> Explanation { explain(Array(text.utf8)) }

    @Test(arguments: ExplainVector.aws)
    func `an error of AWS is the same one in the words of each SDK`(_ error: ExplainVector) {
        for dressing in Dressing.allCases {
            // A conflict may be about anything, unless the operation says about what.
            if error.entry == "SES-REVIEW", !dressing.namesOperation { continue }
            let text = dressing.text(error)
            let found = Self.explain(text)
            #expect(found.texts.first?.causes.first?.code == error.first, "\(dressing)\n\(text)")
            #expect(found.texts.count == 1, "\(dressing): \(found.texts.map(\.text))\n\(text)")
        }
    }

    @Test(arguments: Dressing.allCases)
    func `how a text was carried here does not matter`(_ dressing: Dressing) {
        let kinds = [
            "OIDC-PROVIDER-MISSING", "TRUST-REFUSED", "SES-REFUSED", "IAM-BOUNDARY", "SES-UNVERIFIED", "CRED-CLUSTER",
        ]
        for error in kinds.compactMap({ kind in ExplainVector.aws.first { $0.entry == kind } }) {
            for wear in Wear.allCases {
                let bytes = wear.bytes(dressing.text(error))
                let found = Self.explain(bytes)
                #expect(
                    found.texts.first?.causes.first?.code == error.first,
                    "\(dressing) \(wear)\n\(String(decoding: bytes, as: UTF8.self))")
                #expect(
                    found.texts.count == 1,
                    "\(dressing) \(wear): \(found.texts.map(\.text))\n\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: ExplainVector.cluster)
    func `a refusal of a cluster is recognised`(_ error: ExplainVector) {
        let status: JSONValue = [
            "kind": "Status", "apiVersion": "v1", "status": "Failure", "message": .string(error.message),
            "reason": .string(error.code), "code": 403,
        ]
        let texts = [
            "Error from server (\(error.code)): \(error.message)",
            "Error from server (\(error.code)): error when creating \"x.yaml\": \(error.message)",
            status.serialized(), status.serialized(.pretty),
            "E0312 14:02:11.123456       1 reflector.go:147] client-go: Error from server (\(error.code)): \(error.message)",
        ]
        for text in texts {
            for wear in Wear.allCases {
                let found = Self.explain(wear.bytes(text))
                #expect(found.texts.first?.causes.first?.code == error.first, "\(wear): \(text)")
                #expect(found.texts.count == 1, "\(wear) \(found.texts.map(\.text)): \(text)")
            }
        }
    }

    @Test func `what libraries and tools say by themselves is recognised`() {
        for (entry, text) in ExplainVector.programs {
            for wear in Wear.allCases {
                let found = Self.explain(wear.bytes(text))
                let first = found.texts.first?.causes.first?.code
                let expected = entry == "SES-UNVERIFIED" ? "SES-SENDER-UNVERIFIED" : entry
                #expect(first == expected, "\(wear): \(text)\n\(found.texts.map(\.text))")
            }
        }
    }

    @Test func `every entry that a text alone can tell has a text here`() {
        // These need to know a setup, or what was seen of it; they stand among the causes of others.
        let texts = ExplainVector.aws + ExplainVector.cluster
        let named = Set(texts.map(\.entry) + ExplainVector.programs.map(\.entry))
        let causes = Set(FailureCatalogue.builtIn.entries.flatMap(\.causes).map(\.code))
        for entry in FailureCatalogue.builtIn.entries where entry.match != nil {
            #expect(
                named.contains(entry.code) || causes.contains(entry.code)
                    || ["SES-DOOR-2-UNREAD", "SES-RECEIVER-FOREIGN", "SES-SENDER"].contains(entry.code), "\(entry.code)"
            )
        }
        for code in causes { #expect(FailureCatalogue.builtIn.entries.contains { $0.code == code }, "\(code)") }
    }
}
