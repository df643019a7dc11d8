import Foundation

/// What another program said, and how it ended.
struct Command: Sendable {
    /// Its exit code, or the signal that ended it.
    var status: Int32
    var output: String
    var errors: String

    /// Both texts, for expectations that do not care where something was said.
    var everything: String { output + errors }

    /// Runs a program to its end with exactly this environment.
    ///
    /// Waiting is done on threads of its own: the test runner has few, and other tests want them.
    ///
    /// - Parameters:
    ///   - path: where the program is.
    ///   - arguments: its arguments.
    ///   - environment: its whole environment.
    ///   - directory: where it runs.
    /// - Returns: what it said.
    /// - Throws: what kept it from starting.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String], in directory: String? = nil
    ) async throws -> Command {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try wait(path, arguments, environment, directory) })
            }
        }
    }

    private static func wait(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ directory: String?
    ) throws -> Command {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("said-\(UUID().uuidString)")
        // Errors go to a file, so that one thread can read both without either pipe filling up.
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: file)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let complaints = (try? Data(contentsOf: file)) ?? Data()
        return Command(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self))
    }
}
