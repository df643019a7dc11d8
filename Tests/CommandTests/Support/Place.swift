import Foundation

/// Where things are: the repository, the program under test, the tools that judge it.
enum Place {
    /// The repository's root: `SESAME_ROOT`, else the first folder upwards from here with `Package.swift`.
    static let root: String = {
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
    static let program = environment["SESAME_BINARY"] ?? root + "/.build/debug/sesame"

    /// A Python with boto3 and the AWS CLI: `SESAME_PYTHON`, else the first on the path.
    static let python = environment["SESAME_PYTHON"].flatMap { $0.isEmpty ? nil : $0 } ?? tool("python3")

    /// kubectl, where there is one.
    static let kubectl = tool("kubectl")

    /// Terraform, where there is one.
    static let terraform = tool("terraform")

    /// The path that tools are looked for in.
    static let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"

    /// The goldens of the artifacts.
    static let goldens = root + "/Tests/CommandTests/Goldens"

    private static let environment = ProcessInfo.processInfo.environment

    private static func tool(_ name: String) -> String? {
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        return nil
    }
}
