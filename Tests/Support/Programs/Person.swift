import Foundation

/// Somebody at a shell: a home folder, a state folder, variables, and nothing of this computer's.
public struct Person: Sendable {
    /// Home and current folder.
    public let home: Folder
    /// The variables that `. DIR/environment` and the test have set.
    public var variables: [String: String] = [:]

    /// Somebody with an empty home.
    public init() throws { home = try Folder() }

    /// All variables of a process.
    public var environment: [String: String] {
        var all = ["HOME": home.path, "XDG_STATE_HOME": home.path("state"), "PATH": Place.path, "LC_ALL": "C.UTF-8"]
        // Tools of version managers live below the real home folder.
        if let root = ProcessInfo.processInfo.environment["PYENV_ROOT"] { all["PYENV_ROOT"] = root }
        // Where an instrumented program writes its counts; without it, into the folder that is being looked at.
        if let counts = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] { all["LLVM_PROFILE_FILE"] = counts }
        all.merge(variables) { $1 }
        return all
    }

    /// Runs the program.
    public func sesame(_ arguments: String..., input: String = "", limit: Double = 150) async throws -> Ran {
        try await sesame(arguments, input: input, limit: limit)
    }

    /// Runs the program.
    public func sesame(_ arguments: [String], input: String = "", limit: Double = 150) async throws -> Ran {
        try await command(arguments, input: input, limit: limit).run()
    }

    /// The program, not started yet.
    public func command(_ arguments: [String], input: String = "", limit: Double = 150) -> Command {
        Command(
            arguments: [Place.program] + arguments, environment: environment, folder: home.path, input: input,
            limit: limit)
    }

    /// Runs a line of bash, in which `$sesame` is the program.
    public func shell(_ line: String, input: String = "", limit: Double = 120) async throws -> Ran {
        var person = self
        person.variables["sesame"] = Place.program
        return try await person.run(["/bin/bash", "-c", line], input: input, limit: limit)
    }

    /// Runs another program.
    public func run(_ arguments: [String], input: String = "", limit: Double = 120) async throws -> Ran {
        try await Command(
            arguments: arguments, environment: environment, folder: home.path, input: input, limit: limit
        ).run()
    }
}
