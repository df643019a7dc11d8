import Foundation
import Testing

/// The tools that judge the program from outside, and whether they are here.
enum Tools {
    /// The AWS CLI of the chosen Python, as arguments to start it with; nil where it is missing.
    ///
    /// Both the CLI's version 1 as a Python module and a program named `aws` will do.
    static let aws: [String]? = {
        if let python = Place.python, works([python, "-m", "awscli", "--version"]) { return [python, "-m", "awscli"] }
        for folder in Place.path.split(separator: ":") {
            let candidate = "\(folder)/aws"
            if FileManager.default.isExecutableFile(atPath: candidate), works([candidate, "--version"]) {
                return [candidate]
            }
        }
        return nil
    }()

    /// Whether something starts and ends well.
    static func works(_ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Says that something was not checked, where nobody overlooks it.
    static func skip(_ what: String) {
        FileHandle.standardError.write(Data("SKIPPED: \(what)\n".utf8))
    }
}

extension Person {
    /// Runs the AWS CLI and reads its answer; nil, said loudly, where there is no AWS CLI.
    func aws(_ arguments: String...) async throws -> Ran? {
        guard let aws = Tools.aws else {
            Tools.skip("aws \(arguments.joined(separator: " ")): there is no AWS CLI")
            return nil
        }
        return try await run(aws + arguments + ["--output", "json"])
    }

    /// Runs kubectl; nil, said loudly, where there is none.
    func kubectl(_ arguments: String...) async throws -> Ran? {
        guard let kubectl = Place.kubectl else {
            Tools.skip("kubectl \(arguments.joined(separator: " ")): there is no kubectl")
            return nil
        }
        return try await run([kubectl] + arguments)
    }
}
