import Foundation

/// Starts processes with exactly the variables they are given, and gathers what they say.
public struct Command: Sendable {
    /// The program and its arguments.
    public var arguments: [String]
    /// All the variables there are.
    public var environment: [String: String]
    /// The current folder.
    public var folder: String
    /// What stands in standard input.
    public var input = ""
    /// Whether standard input is typed while it runs, with ``Running/type(_:)``.
    public var isTyped = false
    /// After so many seconds it is killed, and the status is -1.
    public var limit = 150.0

    /// A command.
    public init(
        arguments: [String], environment: [String: String], folder: String, input: String = "", isTyped: Bool = false,
        limit: Double = 150
    ) {
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.input = input
        self.isTyped = isTyped
        self.limit = limit
    }

    /// Runs a program to its end with exactly this environment.
    public static func run(
        _ path: String, _ arguments: [String], environment: [String: String], in folder: String? = nil
    ) async throws -> Ran {
        try await Command(
            arguments: [path] + arguments, environment: environment,
            folder: folder ?? FileManager.default.currentDirectoryPath, limit: 600
        ).run()
    }

    /// Runs it to its end.
    ///
    /// - Parameter started: Gets the process while it runs.
    /// - Returns: What it said and how it ended.
    /// - Throws: When it cannot be started.
    public func run(started: (@Sendable (Running) async -> Void)? = nil) async throws -> Ran {
        let running = try start()
        await started?(running)
        return await running.end()
    }

    /// Starts it.
    public func start() throws -> Running {
        let scratch = try Folder()
        try scratch.write(input, to: "in")
        try scratch.write("", to: "out")
        try scratch.write("", to: "err")
        let process = Process()
        process.executableURL = URL(filePath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        let keyboard = isTyped ? Pipe() : nil
        let input = keyboard == nil ? try FileHandle(forReadingFrom: URL(filePath: scratch.path("in"))) : nil
        let output = try FileHandle(forWritingTo: URL(filePath: scratch.path("out")))
        let errors = try FileHandle(forWritingTo: URL(filePath: scratch.path("err")))
        if let keyboard { process.standardInput = keyboard } else { process.standardInput = input }
        process.standardOutput = output
        process.standardError = errors
        // The process has them now. Foundation keeps a process that has ended, and with it its handles; beyond a thousand
        // open files it writes past the end of a table.
        defer { for handle in [input, output, errors] { try? handle?.close() } }
        return try Running(process, scratch, keyboard: keyboard, limit: limit)
    }
}
