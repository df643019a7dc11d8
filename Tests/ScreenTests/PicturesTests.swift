import Foundation
import Programs
import Testing

/// The README's pictures are the program's, today's.
@Suite(.serialized) struct PicturesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func `the demo still looks as in the README's pictures`() async throws {
        guard let python = Tools.python else { return Tools.skip("the README's pictures: there is no Python") }
        let folder = try Folder()
        let drawn = try await Command.run(
            python, ["-B", Self.root + "/scripts/screenshots.py", Place.program, folder.path],
            environment: Tools.environment)
        try #require(drawn.status == 0, "\(drawn)")
        for name in ["demo.svg", "diagnose.svg"] {
            let kept = Self.root + "/Pictures/" + name
            if ProcessInfo.processInfo.environment["SESAME_RECORD"] != nil {
                try Data(folder.read(name).utf8).write(to: URL(fileURLWithPath: kept))
            }
            let picture = try String(contentsOfFile: kept, encoding: .utf8)
            #expect(picture == folder.read(name), "\(name) shows another program; make screenshots draws it anew")
            // What a page loads at once.
            #expect(picture.utf8.count < 500_000)
        }
    }
}
