import Foundation
import Wire

/// Files of test data beside the repository, where they are present.
enum Corpus {
    /// The folder: `SESAME_TESTDATA`, else `../shared/testdata` seen from the repository's root.
    static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["SESAME_TESTDATA"] { return named }
        return root + "/../shared/testdata"
    }()

    /// The repository's root.
    private static let root: String = {
        if let named = ProcessInfo.processInfo.environment["SESAME_ROOT"] { return named }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let files = FileManager.default
            if files.fileExists(atPath: folder.appendingPathComponent("Package.swift").path),
                files.fileExists(atPath: folder.appendingPathComponent(".swift-format").path)
            {
                return folder.path
            }
            folder.deleteLastPathComponent()
        }
        return "."
    }()

    /// Whether a file is there; says so when it is not.
    static func has(_ name: String) -> Bool {
        let found = FileManager.default.fileExists(atPath: "\(folder)/\(name)")
        if !found { print("SKIPPED: test data \(name) is not in \(folder)") }
        return found
    }

    /// A file's JSON.
    static func json(_ name: String) throws -> JSONValue {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        return try JSONValue.parse(Array(data))
    }
}
