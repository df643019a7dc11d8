import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `sesame simulate` as a process of its own, and the environment that leads to it.
final class RunningSimulator {
    /// The folder of its files.
    let folder: String
    /// What `. DIR/environment` would set.
    private(set) var environment: [String: String] = [:]
    private let home: Home
    private let process = Process()

    /// Starts it on a free port and waits until it can be used.
    init(_ scenario: String = "fresh") throws {
        home = try Home()
        folder = home.folder + "/simulator"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = [
            "simulate", "--listen", "127.0.0.1:0", "--state", folder, "--scenario", scenario, "--seed", "1",
        ]
        process.environment = home.environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The file appears last and whole.
        let end = Date().addingTimeInterval(30)
        while !FileManager.default.fileExists(atPath: folder + "/environment") {
            try #require(process.isRunning && Date() < end, "the simulator did not start")
            Thread.sleep(forTimeInterval: 0.01)
        }
        let text = try String(contentsOfFile: folder + "/environment", encoding: .utf8)
        for line in text.split(separator: "\n") where line.hasPrefix("export ") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            environment[String(parts[0])] = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "'"))
        }
    }

    deinit { stop() }

    /// The answers file that fits its world.
    var answers: String { folder + "/answers.yaml" }

    /// The endpoint as the banner names it.
    var address: String {
        (environment["AWS_ENDPOINT_URL"] ?? "").replacingOccurrences(of: "http://", with: "")
    }

    /// Ends it at once, as a lost connection would.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends it.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Follows every verification link in the inbox that still works; how many there were.
    @discardableResult
    func clickLinks() async throws -> Int {
        let inbox = try #require(URL(string: (environment["SESAME_SIMULATOR_INBOX"] ?? "") + ".json"))
        let (data, _) = try await URLSession.shared.data(from: inbox)
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let links = (document["mails"] as? [[String: Any]] ?? []).compactMap { $0["verificationURL"] as? String }
        for link in links { _ = try await URLSession.shared.data(from: try #require(URL(string: link))) }
        return links.count
    }
}
