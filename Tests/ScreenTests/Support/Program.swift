import Foundation
import Testing

/// The program under test: the binary that `SESAME_BINARY` names, else the debug build beside these tests.
enum Program {
    /// Where the binary is.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["SESAME_BINARY"], !named.isEmpty { return named }
        return root.appendingPathComponent(".build/debug/sesame").path
    }()

    private static let root: URL = {
        if let named = ProcessInfo.processInfo.environment["SESAME_ROOT"] { return URL(fileURLWithPath: named) }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".swift-format").path) {
                return folder
            }
            folder.deleteLastPathComponent()
        }
        return URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    }()

    /// Starts it on a terminal of its own, in a home of its own.
    static func start(
        _ arguments: [String], in home: Home, rows: Int = 24, columns: Int = 80, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            path, arguments, environment: home.environment.merging(more) { $1 }, folder: home.folder, rows: rows,
            columns: columns, company: home)
    }

    /// Starts the demo, in a home of its own.
    static func demo(
        _ arguments: [String] = [], rows: Int = 24, columns: Int = 80, more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try start(["demo"] + arguments, in: Home(), rows: rows, columns: columns, more: more)
    }
}
