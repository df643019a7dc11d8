import Foundation
import Resources
import Testing
import Wire

@Suite struct `Files that are compiled in` {
    /// The folder of the files: the repository's root is where manifest and format rules stand.
    private static let folder: URL? = {
        let fileManager = FileManager.default
        if let root = ProcessInfo.processInfo.environment["SESAME_ROOT"] {
            return URL(fileURLWithPath: root).appendingPathComponent("Resources/data")
        }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let marks = ["Package.swift", ".swift-format"].map { folder.appendingPathComponent($0).path }
            if marks.allSatisfy(fileManager.fileExists(atPath:)) {
                return folder.appendingPathComponent("Resources/data")
            }
        }
        return nil
    }()

    @Test func `the list in resources-c and the folder hold the same files`() throws {
        let folder = try #require(Self.folder)
        let found = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { !folder.appendingPathComponent($0).hasDirectoryPath }
            .filter { ($0 as NSString).lastPathComponent.first != "." && $0.contains(".") }
        #expect(Set(Resource.names) == Set(found))
        #expect(Resource.names.count == Set(Resource.names).count)
        for name in found {
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
            #expect(Resource.bytes(name) == bytes, "\(name)")
        }
    }

    @Test func `every JSON file can be read`() throws {
        for name in Resource.names where name.hasSuffix(".json") {
            #expect(try Resource.json(name)?.object != nil, "\(name)")
        }
    }

    @Test func `an unknown name gives nothing`() throws {
        #expect(Resource.text("nothing.txt") == nil)
        #expect(try Resource.json("nothing.json") == nil)
    }
}
