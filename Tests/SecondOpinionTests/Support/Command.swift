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
    /// - Parameters:
    ///   - path: where the program is.
    ///   - arguments: its arguments.
    ///   - environment: its whole environment.
    ///   - directory: where it runs.
    ///   - input: what it reads; nothing if left out.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String], in directory: String? = nil,
        input: String? = nil
    ) async throws -> Command {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            pipe.fileHandleForWriting.write(Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        }
        try process.run()
        async let said = read(output)
        async let complained = read(errors)
        let (text, complaints) = await (said, complained)
        process.waitUntilExit()
        return Command(status: process.terminationStatus, output: text, errors: complaints)
    }

    @concurrent private static func read(_ pipe: Pipe) async -> String {
        String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
