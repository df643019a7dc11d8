import Calls
import Design
import Diagnosis
import Programs
import Simulator
import Testing
import Wire
@testable import Work

/// A bundle of every world: diagnosed elsewhere it says what was said where it was read, masked alike.
@Suite(.timeLimit(.minutes(10))) struct BundleTests {
    private static let scenarios = (try? ScenarioCatalogue().names) ?? []

    @Test func `there are worlds enough`() { #expect(Self.scenarios.count >= 20) }

    @Test(arguments: Thoroughness.some(of: scenarios, oneIn: 4))
    func `a bundle has the findings of the world that it was read from`(scenario: String) async throws {
        try await Bench.run(scenario) { bench in
            let work = try await bench.work()
            let looked = await work.diagnose()
            let (live, seen) = (looked.diagnosis, looked.seen)
            for kinds in [[], MaskKind.usual, Set(MaskKind.allCases)] as [Set<MaskKind>] {
                let made = Bundle(live.subject, seen, masks: Masks(kinds), written: live.at, by: "sesame")
                let text = made.document.serialized(.pretty)
                let read = try Bundle.read(Array(text.utf8))
                #expect(read.document == made.document)
                #expect(read.observations == made.observations)
                let again = read.diagnosis()
                #expect(again.calls == live.calls)
                let wanted = made.masks.masked(live).findings.map(Self.recorded)
                if kinds.contains(.names) {
                    // A name that is a word stays in sentences, so only what is found is compared.
                    #expect(
                        again.findings.map { [$0.code, $0.status.rawValue] }
                            == wanted.map { [$0.code, $0.status.rawValue] })
                } else {
                    let first = zip(again.findings.map(Self.recorded), wanted).first { $0 != $1 }
                    #expect(first == nil, "\(kinds)")
                    #expect(again.findings.count == wanted.count)
                }
                #expect(again.findings.flatMap(\.evidence).allSatisfy { $0.source == .recorded })
                if kinds.contains(.accounts) {
                    for secret in ["111122223333", "444455556666", "D39B5DB5A4BB2F3C"] {
                        #expect(!text.contains(secret))
                    }
                }
                if kinds.contains(.addresses) {
                    #expect(!text.lowercased().contains("example.com"))
                    #expect(!text.contains("no-reply"))
                }
                if kinds.contains(.names) {
                    for name in ["ses-sender", "mail-prod", "eks-admin"] { #expect(!text.contains(name), "\(name)") }
                }
            }
        }
    }

    /// A finding as if it rested on a bundle; without its words for a row, which are cut to a length.
    private static func recorded(_ finding: Finding) -> Finding {
        var finding = finding
        finding.brief = ""
        finding.evidence = finding.evidence.map { evidence in
            var evidence = evidence
            evidence.source = .recorded
            return evidence
        }
        return finding
    }
}
