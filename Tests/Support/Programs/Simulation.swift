import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `sesame simulate` as a process, and a person who has sourced its environment.
public final class Simulation: Sendable {
    /// The folder that `--state` names.
    public let folder: Folder
    /// What `. DIR/environment` sets.
    public let variables: [String: String]
    private let process: Running

    private init(_ folder: Folder, _ process: Running, _ variables: [String: String]) {
        self.folder = folder
        self.process = process
        self.variables = variables
    }

    /// Why there is no simulation, or no answer of its admin endpoint.
    public struct Failure: Error, CustomStringConvertible {
        /// What went wrong.
        public let description: String

        init(_ description: String) { self.description = description }
    }

    /// The issuer of the cluster that follows from the seed.
    public static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/\(issuerID)"
    /// The last part of the issuer.
    public static let issuerID = "95BE10725414B0F577035C1E116D4929"

    deinit { process.signal(SIGTERM) }

    /// Starts it and waits until it can be used.
    public static func start(_ scenario: String = "fresh", _ more: String...) async throws -> Simulation {
        let folder = try Folder()
        let owner = try Person()
        let process = try owner.command(
            ["simulate", "--state", folder.path, "--scenario", scenario, "--seed", "1", "--listen", "127.0.0.1:0"]
                + more,
            limit: 900
        ).start()
        // The file appears last and whole; nothing else tells as surely that the rest can be used.
        while !folder.has("environment") {
            guard !process.hasEnded else { throw Failure("the simulator ended: \(process.errors)") }
            try await Task.sleep(for: .milliseconds(20))
        }
        return Simulation(folder, process, variables(in: folder.read("environment")))
    }

    /// Somebody who has sourced the environment.
    public func person() throws -> Person {
        var person = try Person()
        person.variables = variables
        return person
    }

    /// The answers file.
    public var answers: String { folder.path("answers.yaml") }

    /// The number of the process.
    public var processID: Int32 { process.id }

    /// Whether it still runs.
    public var isRunning: Bool { !process.hasEnded }

    /// The AWS endpoint, without a slash at the end.
    public var endpoint: String { variables["AWS_ENDPOINT_URL"] ?? "" }

    /// The URL of the inbox.
    public var inboxURL: String { variables["SESAME_SIMULATOR_INBOX"] ?? "" }

    /// Ends it and waits for it.
    @discardableResult public func stop() async -> Ran {
        process.signal(SIGTERM)
        return await process.end()
    }

    /// Ends it at once, as a lost connection would.
    public func kill() async {
        process.signal(SIGKILL)
        _ = await process.end()
    }

    // MARK: Inbox

    /// The mails, oldest first.
    public func mails() async throws -> [Document] { try await get(inboxURL + ".json")["mails"].list }

    /// Follows every verification link that still works.
    ///
    /// - Returns: How many there were.
    @discardableResult public func clickLinks() async throws -> Int {
        let links = try await mails().compactMap { $0["verificationURL"].string }
        for link in links { _ = try await text(link) }
        return links.count
    }

    // MARK: Admin

    /// The requests that were answered since the start or the last reset.
    public func requests() async throws -> [Document] {
        try await admin("GET", "requests")["requests"].list
    }

    /// The requests that changed something, in their order.
    public func writes() async throws -> [String] {
        let reading = ["Get", "List", "Describe", "Lookup", "Simulate", "Assume", "get ", "list ", "watch "]
        return try await requests().compactMap { request in
            let operation = request["operation"].string ?? ""
            // Kubernetes answers questions about rights, and hands out tokens, to a create that makes nothing.
            let isQuestion = operation.contains("review") || operation.hasSuffix("/token")
            return isQuestion || reading.contains { operation.hasPrefix($0) } ? nil : operation
        }
    }

    /// Lets things go wrong; no faults end it.
    public func faults(_ faults: String...) async throws {
        _ = try await admin("POST", "options", "{\"faults\":[\(faults.joined(separator: ","))]}")
    }

    /// Sets other options.
    public func options(_ json: String) async throws { _ = try await admin("POST", "options", json) }

    /// Starts over with another scenario.
    public func reset(_ scenario: String) async throws {
        _ = try await admin("POST", "reset", "{\"scenario\":\"\(scenario)\"}")
    }

    /// Asks the admin endpoint.
    ///
    /// - Parameters:
    ///   - method: GET or POST.
    ///   - name: The last part of the path.
    ///   - body: A JSON document.
    /// - Returns: The answer.
    /// - Throws: ``Failure`` for any status but 200.
    @discardableResult public func admin(_ method: String, _ name: String, _ body: String? = nil) async throws
        -> Document
    {
        var request = URLRequest(url: try Self.url((variables["SESAME_SIMULATOR_ADMIN"] ?? "") + "/" + name))
        request.httpMethod = method
        request.setValue(
            "Bearer \(variables["SESAME_SIMULATOR_ADMIN_TOKEN"] ?? "")", forHTTPHeaderField: "Authorization")
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Failure("\(name): \(text)") }
        return Document(text: text)
    }

    private func get(_ url: String) async throws -> Document { Document(text: try await text(url)) }

    private static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw Failure("no URL: \(text)") }
        return url
    }

    private func text(_ url: String) async throws -> String {
        let (data, _) = try await URLSession.shared.data(from: try Self.url(url))
        return String(decoding: data, as: UTF8.self)
    }

    /// The variables of `export NAME='value'` lines.
    private static func variables(in text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("export ") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            variables[String(parts[0])] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "'"))
        }
        return variables
    }
}
