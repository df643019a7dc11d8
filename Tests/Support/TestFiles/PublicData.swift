public import Foundation
public import Testing

/// Corpora that others have published.
///
/// They are read where they lie and never copied into the project; the tests that need one are skipped where it is not
/// there, and say so.
public enum PublicData {
    /// Where they are looked for: in the folder that `SESAME_TESTDATA` names, else in `shared/testdata` beside the
    /// repository.
    public static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["SESAME_TESTDATA"] { return URL(fileURLWithPath: named) }
        return Repository.root.deletingLastPathComponent().appendingPathComponent("shared/testdata")
    }()

    /// Whether a file is there.
    public static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// A file's bytes.
    public static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appendingPathComponent(path)))
    }

    /// A file's text.
    public static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test or a suite loudly where a public corpus is not there.
    ///
    /// - Parameter path: the file that is needed, in the folder of public corpora.
    /// - Returns: the condition.
    public static func needs(publicData path: String) -> Self {
        let why =
            "needs the public \(path), which is not in \(PublicData.folder.path) (SESAME_TESTDATA names the folder)"
        return .enabled(Comment(rawValue: why)) {
            let isThere = PublicData.has(path)
            if !isThere { print("SKIPPED: a test \(why)") }
            return isThere
        }
    }
}
