import Files
import Foundation

/// A folder of its own that goes away with its last user.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("sesame-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in it.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file in place.
    func put(_ text: String, _ name: String) {
        _ = FileManager.default.createFile(atPath: self(name), contents: Data(text.utf8))
    }

    /// The text of a file, links followed; nil when there is none.
    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: self(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names of all that is in it, hidden ones too.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    /// The permissions of a file.
    func mode(_ name: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: self(name))[.posixPermissions] as? Int
    }
}
