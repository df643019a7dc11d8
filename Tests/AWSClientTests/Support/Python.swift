import Foundation

/// Python with botocore, for comparisons with AWS's own implementation.
enum Python {
    /// The interpreter, or nil when a module cannot be imported; says so.
    static func interpreter(with module: String) -> String? {
        for name in ["python3", "python"] {
            if let status = try? run([name, "-c", "import \(module)"], input: Data()).status, status == 0 {
                return name
            }
        }
        print("SKIPPED: no Python with \(module) on this machine")
        return nil
    }

    /// Whether a module can be imported.
    static func has(_ module: String) -> Bool { interpreter(with: module) != nil }

    /// Runs a script with an input and gives what it prints.
    static func output(_ script: String, input: Data = Data(), module: String) throws -> Data {
        guard let name = interpreter(with: module) else { throw Failure(text: "no Python") }
        let result = try run([name, "-c", script], input: input)
        guard result.status == 0 else { throw Failure(text: String(decoding: result.errors, as: UTF8.self)) }
        return result.output
    }

    struct Failure: Error {
        var text: String
    }

    private static func run(_ arguments: [String], input: Data) throws -> (status: Int32, output: Data, errors: Data) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files instead of pipes: nothing can block on a full pipe.
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try input.write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try Data(contentsOf: files[1]), try Data(contentsOf: files[2]))
    }
}
