import Foundation
import FuzzTargets
import TestFiles
import Testing

/// Everything that fuzzing found worth keeping, and the hostile corpora, fed to every reader once more.
struct ReplayTests {
    /// A file and the reader it is meant for.
    struct Case: Sendable, CustomTestStringConvertible {
        var target: FuzzTarget
        var file: URL

        var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }
    }

    static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Corpus")

    static let cases: [Case] = FuzzTarget.allCases.flatMap { target in
        files(in: corpus.appendingPathComponent(target.rawValue)).map { Case(target: target, file: $0) }
    }

    @Test func `every target has inputs to begin with`() {
        for target in FuzzTarget.allCases { #expect(Self.cases.contains { $0.target == target }, "\(target)") }
    }

    @Test(arguments: cases) func `an input is refused or holds together`(input: Case) throws {
        let bytes = try [UInt8](Data(contentsOf: input.file))
        #expect(input.target.complaint(about: bytes) == nil)
    }

    /// What is hostile to one reader may be hostile to another.
    @Test(.timeLimit(.minutes(3))) func `no reader trips over another's hostile files`() throws {
        var count = 0
        for file in Self.files(in: OwnCases.folder.appendingPathComponent("hostile")) {
            let bytes = try [UInt8](Data(contentsOf: file))
            guard bytes.count < 100_000 else { continue }
            for target in FuzzTarget.allCases {
                #expect(target.complaint(about: bytes) == nil, "\(target) on \(file.path)")
                count += 1
            }
        }
        #expect(count > 100)
    }

    /// Bytes of no particular kind, the same on every run.
    @Test(arguments: FuzzTarget.allCases) func `random texts of a target's own alphabet`(target: FuzzTarget) {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let letters = "{}[]\":,0123-+.eE\\u/ntf <>&;=!?'#*aA%~\n\t [x]\u{7F}\u{E9}$()|@"
        let alphabet = Array(letters.utf8) + [0, 0xFF, 0xC0, 0xED]
        for _ in 0..<2_000 {
            let bytes = (0..<next(60)).map { _ in alphabet[next(alphabet.count)] }
            #expect(target.complaint(about: bytes) == nil, "\(bytes)")
        }
    }

    private static func files(in folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
            .sorted { $0.path < $1.path }
    }
}
