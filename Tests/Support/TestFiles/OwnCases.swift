public import Foundation

/// The test cases that belong to this project, in `Tests/Cases`: there in every clone.
public enum OwnCases {
    /// The folder.
    public static let folder = Repository.root.appendingPathComponent("Tests/Cases")

    /// A file's bytes.
    public static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appendingPathComponent(path)))
    }

    /// A file's text.
    public static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

/// Where the repository is.
enum Repository {
    /// Its root: from `SESAME_ROOT`, else as seen from this file.
    static let root: URL = {
        if let named = ProcessInfo.processInfo.environment["SESAME_ROOT"] { return URL(fileURLWithPath: named) }
        var folder = URL(fileURLWithPath: #filePath)
        // Tests/Support/TestFiles/OwnCases.swift
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }()
}
