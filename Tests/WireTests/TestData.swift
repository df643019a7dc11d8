import Foundation

/// Where the shared corpora lie: `SESAME_TESTDATA`, or `shared/testdata` beside the repository.
enum TestData {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["SESAME_TESTDATA"] { return URL(fileURLWithPath: path) }
        var root = URL(fileURLWithPath: #filePath)
        while root.path != "/" {
            root.deleteLastPathComponent()
            let marks = ["Package.swift", ".swift-format"].map { root.appendingPathComponent($0).path }
            guard marks.allSatisfy(FileManager.default.fileExists(atPath:)) else { continue }
            let folder = root.deletingLastPathComponent().appendingPathComponent("shared/testdata")
            return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
        }
        return nil
    }()

    static var isPresent: Bool { folder != nil }
    static let skipped = "skipped: the corpora of ../shared/testdata are not here"

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try [UInt8](Data(contentsOf: folder.appendingPathComponent(path)))
    }
}
