import Foundation

/// The public corpora beside the project; tests that need them are skipped loudly where they are absent.
enum TestData {
    /// The folder: from `SESAME_TESTDATA`, else `../shared/testdata` beside the repository.
    static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment
        let path = environment["SESAME_TESTDATA"] ?? repository + "/../shared/testdata"
        if FileManager.default.fileExists(atPath: path) { return path }
        print("SKIPPED: no test corpora at \(path); set SESAME_TESTDATA to run the tests that need them")
        return nil
    }()

    /// Whether the corpora are there.
    static var isPresent: Bool { folder != nil }

    /// A corpus file's text.
    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: (folder ?? "") + "/" + name, encoding: .utf8)
    }

    /// The repository's root: from `SESAME_ROOT`, else the nearest folder above this file with a manifest.
    private static let repository: String = {
        if let root = ProcessInfo.processInfo.environment["SESAME_ROOT"] { return root }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let holds = { FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path) }
            if holds("Package.swift"), holds(".swift-format") { return folder.path }
            folder.deleteLastPathComponent()
        }
        return "."
    }()
}
