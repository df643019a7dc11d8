import Foundation

/// Where things are: the repository and the program under test.
public enum Place {
    /// The repository's root: `SESAME_ROOT`, else the first folder upwards from here with `Package.swift`.
    public static let root: String = {
        if let named = environment["SESAME_ROOT"], !named.isEmpty { return named }
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: ".swift-format").path) {
                return folder.path
            }
            folder.deleteLastPathComponent()
        }
        return FileManager.default.currentDirectoryPath
    }()

    /// The program: `SESAME_BINARY`, else the debug build.
    public static let program =
        environment["SESAME_BINARY"].flatMap { $0.isEmpty ? nil : $0 } ?? root + "/.build/debug/sesame"

    /// The path that tools are looked for in.
    public static let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"

    private static let environment = ProcessInfo.processInfo.environment
}
