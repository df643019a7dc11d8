import Wire

/// `aws`: what the guide does with the AWS CLI inside a pod.
///
/// Credentials are found as the CLI finds them, and every call goes through the simulated AWS like a call from outside:
/// each link of the chain that is broken gives AWS's own refusal.
struct AWSProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        do throws(AWSProblem) {
            let words = try AWSWords(process.arguments.dropFirst())
            if words.has("--version") {
                await process.output.line(
                    "aws-cli/\(AWSCaller.version) Python/3.13.9 Linux/6.12.55 exe/x86_64.amzn.2023")
                return 0
            }
            if words.names == ["configure", "list"] {
                await process.output.write(try await AWSConfigureList.text(words, process))
                return 0
            }
            let operation = try Self.operation(words)
            let printer = try AWSPrinter(words, process.environment)
            if let part = words.skeleton {
                guard part == "input" else {
                    throw .other("--generate-cli-skeleton \(part) is not supported in a simulated container.")
                }
                await process.output.write(AWSPrinter.indented(operation.input.skeleton) + "\n")
                return 0
            }
            let input = try AWSInput(operation: operation, words: words, process: process).read()
            let session = AWSSession(words, process)
            let answer = try await session.call(operation.request(input, region: try session.region))
            await process.output.write(printer.text(operation.result(answer)))
            return 0
        } catch {
            let lead =
                if case .usage = error { "" } else if case .missing = error { "" } else { "\n" }
            await process.errors.line(lead + error.text)
            return error.code
        }
    }

    private static func operation(_ words: AWSWords) throws(AWSProblem) -> AWSCommand {
        guard words.names.count >= 2 else { throw .missing(words.names.isEmpty ? ["command"] : ["operation"]) }
        guard let operations = AWSCommand.all[words.names[0]] else {
            throw .usage("argument command: Found invalid choice '\(words.names[0])'")
        }
        guard let operation = operations[words.names[1]] else {
            throw .usage("argument operation: Found invalid choice '\(words.names[1])'")
        }
        return operation
    }
}

/// One call of the program: where it goes, and as whom.
struct AWSSession {
    /// The process, for its files and environment.
    let process: PodProcess
    private let words: AWSWords
    private let caller: AWSCaller

    /// Makes the session of a call.
    init(_ words: AWSWords, _ process: PodProcess) {
        self.words = words
        self.process = process
        caller = AWSCaller(process.machine.world)
    }

    /// The region of a call: the option, or the environment.
    var region: String {
        get throws(AWSProblem) {
            let found =
                words["--region"] ?? process.environment["AWS_REGION"] ?? process.environment["AWS_DEFAULT_REGION"]
            guard let found, !found.isEmpty else { throw .noRegion }
            let isHost = found.utf8.allSatisfy {
                $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
            }
            guard isHost else {
                throw .other("Provided region_name '\(found)' doesn't match a supported format.")
            }
            return found
        }
    }

    /// Finds credentials and makes the call.
    func call(_ request: AWSRequest) async throws(AWSProblem) -> AWSCaller.Answer {
        if let profile = words["--profile"] ?? process.environment["AWS_PROFILE"] {
            throw .other("The config profile (\(profile)) could not be found")
        }
        return try await caller.call(request, credentials: try await credentials(region: request.region))
    }

    /// Finds credentials.
    ///
    /// - Parameter region: Where STS is asked for them.
    /// - Returns: The first that are there.
    /// - Throws: That there are none, or why those that were named cannot be had.
    func credentials(region: String) async throws(AWSProblem) -> PodCredentials {
        try await PodCredentialChain(process: process, caller: caller).credentials(region: region)
    }
}
