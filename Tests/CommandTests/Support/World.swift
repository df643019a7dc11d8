import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `sesame simulate` as a process, and a person who has sourced its environment.
final class World: Sendable {
    /// The folder that `--state` names.
    let folder: Folder
    private let process: Running
    private let variables: [String: String]

    private init(_ folder: Folder, _ process: Running, _ variables: [String: String]) {
        self.folder = folder
        self.process = process
        self.variables = variables
    }

    /// The issuer of the cluster that follows from the seed.
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/\(issuerID)"
    /// The last part of the issuer.
    static let issuerID = "95BE10725414B0F577035C1E116D4929"

    deinit { process.signal(SIGTERM) }

    /// Starts it and waits until it can be used.
    static func start(_ scenario: String = "fresh", _ more: String...) async throws -> World {
        let folder = try Folder()
        let owner = try Person()
        let process = try owner.command(
            ["simulate", "--state", folder.path, "--scenario", scenario, "--seed", "1", "--listen", "127.0.0.1:0"]
                + more,
            limit: 900
        ).start()
        // The file appears last and whole; nothing else tells as surely that the rest can be used.
        while !folder.has("environment") {
            try #require(!process.hasEnded, "the simulator ended: \(process.errors)")
            try await Task.sleep(for: .milliseconds(20))
        }
        return World(folder, process, variables(in: folder.read("environment")))
    }

    /// Somebody who has sourced the environment.
    func person() throws -> Person {
        var person = try Person()
        person.variables = variables
        return person
    }

    /// The answers file.
    var answers: String { folder.path("answers.yaml") }

    /// The AWS endpoint.
    var endpoint: String { variables["AWS_ENDPOINT_URL"] ?? "" }

    /// The URL of the inbox.
    var inboxURL: String { variables["SESAME_SIMULATOR_INBOX"] ?? "" }

    /// Ends it and waits for it.
    func stop() async -> Ran {
        process.signal(SIGTERM)
        return await process.end()
    }

    // MARK: Inbox

    /// The mails, oldest first.
    func mails() async throws -> [Document] { try await get(inboxURL + ".json")["mails"].list }

    /// Follows every verification link that still works.
    ///
    /// - Returns: How many there were.
    @discardableResult func clickLinks() async throws -> Int {
        let links = try await mails().compactMap { $0["verificationURL"].string }
        for link in links { _ = try await text(link) }
        return links.count
    }

    // MARK: Admin

    /// The requests that were answered since the start or the last reset.
    func requests() async throws -> [Document] {
        try await admin("GET", "requests")["requests"].list
    }

    /// The requests that changed something, in their order.
    func writes() async throws -> [String] {
        let reading = ["Get", "List", "Describe", "Simulate", "Assume", "get ", "list ", "watch "]
        return try await requests().compactMap { request in
            let operation = request["operation"].string ?? ""
            // Kubernetes answers questions about rights, and hands out tokens, to a create that makes nothing.
            let isQuestion = operation.contains("review") || operation.hasSuffix("/token")
            return isQuestion || reading.contains { operation.hasPrefix($0) } ? nil : operation
        }
    }

    /// Lets things go wrong; no faults end it.
    func faults(_ faults: String...) async throws {
        _ = try await admin("POST", "options", "{\"faults\":[\(faults.joined(separator: ","))]}")
    }

    /// Sets other options.
    func options(_ json: String) async throws { _ = try await admin("POST", "options", json) }

    /// Starts over with another scenario.
    func reset(_ scenario: String) async throws {
        _ = try await admin("POST", "reset", "{\"scenario\":\"\(scenario)\"}")
    }

    @discardableResult private func admin(_ method: String, _ name: String, _ body: String? = nil) async throws
        -> Document
    {
        var request = URLRequest(
            url: try #require(URL(string: (variables["SESAME_SIMULATOR_ADMIN"] ?? "") + "/" + name)))
        request.httpMethod = method
        request.setValue(
            "Bearer \(variables["SESAME_SIMULATOR_ADMIN_TOKEN"] ?? "")", forHTTPHeaderField: "Authorization")
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        try #require((response as? HTTPURLResponse)?.statusCode == 200, "\(name): \(text)")
        return Document(text: text)
    }

    private func get(_ url: String) async throws -> Document { Document(text: try await text(url)) }

    private func text(_ url: String) async throws -> String {
        let (data, _) = try await URLSession.shared.data(from: try #require(URL(string: url)))
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
