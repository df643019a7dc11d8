import Foundation

/// Another program, run to its end.
struct Program {
    var status: Int32
    var output: String
    var errors: String

    /// Where a program is, or nil if this machine has none.
    static func find(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program with an environment of its own, besides PATH and HOME.
    static func run(_ path: String, _ arguments: [String], _ environment: [String: String] = [:]) async throws
        -> Program
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        var all = environment
        for name in ["PATH", "HOME"] { all[name] = all[name] ?? ProcessInfo.processInfo.environment[name] }
        process.environment = all
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Waiting blocks a thread, and the threads of concurrency are needed by the servers that are asked.
        let said = Thread.detached {
            String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        let complained = Thread.detached {
            String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        let result = await (said.value, complained.value)
        process.waitUntilExit()
        return Program(status: process.terminationStatus, output: result.0, errors: result.1)
    }

    /// Says that a test was left out because a program is missing; true if it is there.
    static func has(_ name: String) -> Bool {
        if find(name) != nil { return true }
        print("SKIPPED: \(name) is not on this machine, so nothing is tested against it.")
        return false
    }
}

extension Thread {
    /// Starts work on a thread of its own; its result can be waited for.
    static func detached<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Task<Value, Never> {
        Task {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: work()) }
            }
        }
    }
}
