import Foundation
import Testing

/// Compares text with a file beside the tests, or records it.
enum Golden {
    static var folder: URL {
        if let root = ProcessInfo.processInfo.environment["SESAME_ROOT"] {
            return URL(fileURLWithPath: root).appendingPathComponent("Tests/WizardTests/Goldens")
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    }

    static func check(_ text: String, _ name: String) throws {
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["SESAME_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        #expect(recorded == text, "\(name) differs; SESAME_RECORD=1 records it\n\(text)")
    }
}
