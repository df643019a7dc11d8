import Design
import IAMPolicy
import TestFiles
import Testing
import Wire

/// A policy judges a masked request as it judges the real one.
struct MaskedPolicyTests {
    private static let cases: [JSONValue] =
        ((try? JSONValue.parse(OwnCases.bytes("policy_cases.json")))?["cases"]?.array) ?? []

    @Test func `there are cases enough`() { #expect(Self.cases.count > 100) }

    @Test(arguments: [[.accounts], [.addresses], MaskKind.usual, Set(MaskKind.allCases)] as [Set<MaskKind>])
    func `the evaluator decides and blames alike`(kinds: Set<MaskKind>) throws {
        var changed = 0
        for document in Self.cases {
            var masks = Masks(kinds)
            masks.meet(document)
            let masked = masks.masked(document)
            if masked != document { changed += 1 }
            let real = try #require(try PolicyCases.read(document.serialized()).decide().first)
            let other = try #require(try PolicyCases.read(masked.serialized()).decide().first)
            #expect(
                other.decision.decision == real.decision.decision && other.decision.blame == real.decision.blame,
                "\(document["name"]?.string ?? "")\n\(masked.serialized(.pretty))")
            // Names that are words are masked only where they stand as names.
            if !kinds.contains(.names) {
                #expect(other.decision.reason == masks.masked(real.decision.reason))
            }
        }
        #expect(changed > 50)
    }
}
