import Wire

/// Credentials that a program prints, named by a profile's `credential_process`.
struct ProcessSource: Sendable {
    let context: CredentialContext
    let command: String
    let profile: String
    /// The account the profile names, for programs that do not.
    let accountID: String?

    /// How long the program may take, in seconds; it may wait for a person's finger on a key.
    private static let timeout = 120

    /// Runs the program and reads what it prints.
    func credentials() async throws(CredentialError) -> Credentials {
        guard let words = ShellWords.split(command), !words.isEmpty else {
            throw failed("the command line has an open quotation or is empty")
        }
        let result: ProcessOutput
        do {
            result = try await context.processes.run(
                words, environment: context.environment, timeoutSeconds: ProcessSource.timeout)
        } catch {
            switch error {
            case .cancelled: throw .cancelled
            case .cannotStart(let program, let reason):
                throw failed("\(TerminalText.sanitized(program, limit: 200)) cannot be started (\(reason))")
            case .timedOut(let seconds): throw failed("it did not end within \(seconds) seconds")
            }
        }
        guard result.status == 0 else {
            throw failed("it ended with status \(result.status)\(complaint(result.errors).map { ": \($0)" } ?? "")")
        }
        return try read(result.output)
    }

    /// The first line of what it said, without the secrets that its command line or its words hold.
    private func complaint(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix(8000), as: UTF8.self)
        guard let line = text.split(whereSeparator: \.isNewline).first else { return nil }
        return Redactor(secrets: ShownCommand(command).secrets).shown(String(line), limit: 200)
    }

    private func read(_ bytes: [UInt8]) throws(CredentialError) -> Credentials {
        guard let document = try? JSONValue.parse(bytes), document.object != nil else {
            throw failed("it printed something that is not JSON")
        }
        guard document["Version"]?.int == 1 else { throw failed("its answer lacks \"Version\": 1") }
        func required(_ name: String) throws(CredentialError) -> String {
            guard let text = document[name]?.string, !text.isEmpty else { throw failed("its answer lacks \(name)") }
            return text
        }
        var end: Timestamp?
        if let text = document["Expiration"]?.string {
            guard let time = Expiration.read(text) else { throw failed("its Expiration is not a time") }
            guard time > context.clock.now else {
                throw .expired(source: .process(profile: profile), at: time.iso8601)
            }
            end = time
        }
        return Credentials(
            accessKeyID: try required("AccessKeyId"), secretAccessKey: try required("SecretAccessKey"),
            sessionToken: document["SessionToken"]?.string, expiration: end,
            accountID: document["AccountId"]?.string ?? accountID, source: .process(profile: profile))
    }

    private func failed(_ problem: String) -> CredentialError { .processFailed(profile: profile, problem: problem) }
}
