import FaultServer
import Foundation
import HTTPClient
import KubernetesClient
import Testing

/// Whom a caller acts as, beside kubectl: what each sends, and what each refuses.
@Suite struct ImpersonationTests {
    private static let users = [
        "{as: jane}",
        "{as: jane, as-groups: ['system:masters', 'a b'], as-uid: '42'}",
        "{as: jane, as-user-extra: {'example.com/Ünit%x': [a, b], scopes: [x]}}",
        "{as: 'system:serviceaccount:mail:mailer', as-groups: [], as-user-extra: {none: []}}",
        "{as: ''}", "{}",
        // Refused.
        "{as-groups: [g]}", "{as-uid: '1'}", "{as-user-extra: {a: [b]}}", "{as: '', as-groups: [g]}",
        "{as: jane, as-groups: g}", "{as: jane, as-user-extra: {a: b}}",
    ]

    private func kubeconfig(_ server: String, user: String = "{}", cluster: String = "") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: x
        clusters: [{name: c, cluster: {server: "\(server)"\(cluster)}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        users: [{name: u, user: \(user)}]
        """
    }

    /// The fields that say who acts, sorted; names count in small letters.
    private func acting(_ request: ReceivedRequest?) -> [String]? {
        request?.headers.filter { $0.name.lowercased().hasPrefix("impersonate-") }
            .map { "\($0.name.lowercased()): \($0.value)" }.sorted()
    }

    private func recorder() throws -> FaultServer {
        try FaultServer { _, connection in
            connection.answer(
                200, #"{"major":"1","minor":"33","gitVersion":"v1.33.0"}"#,
                headers: [("Content-Type", "application/json")])
            return .keep
        }
    }

    /// What our client sends with a kubeconfig; nil when it refuses.
    private func ours(_ text: String, _ server: FaultServer) async throws -> [String]? {
        let access: KubernetesAccess
        do {
            access = try KubernetesAccess(try Kubeconfig.read(Array(text.utf8), file: "/k")) {
                (_) throws(FileFailure) in nil
            }
        } catch {
            return nil
        }
        _ = try await KubernetesSession(access, transport: CurlTransport(), tokens: nil).serverVersion()
        return acting(server.requests.last)
    }

    @Test func `everything is sent, groups and values repeated, keys encoded`() async throws {
        let server = try recorder()
        let text = kubeconfig(
            server.url,
            user: "{as: jane, as-uid: '42', as-groups: [g, h], as-user-extra: {'example.com/A%': [v, w]}}")
        #expect(
            try await ours(text, server) == [
                "impersonate-extra-example.com%2fa%25: v", "impersonate-extra-example.com%2fa%25: w",
                "impersonate-group: g", "impersonate-group: h", "impersonate-uid: 42", "impersonate-user: jane",
            ])
    }

    @Test(.enabled(if: Kubectl.path != nil), arguments: users)
    func `kubectl sends and refuses the same`(user: String) async throws {
        let server = try recorder()
        let text = kubeconfig(server.url, user: user)
        let refusal = try Kubectl.run(text)
        let theirs = refusal == nil ? acting(server.requests.last) : nil
        #expect(try await ours(text, server) == theirs, "kubectl: \(refusal ?? "sent")")
    }

    @Test(
        .enabled(if: Kubectl.path != nil),
        arguments: [
            (", insecure-skip-tls-verify: true, certificate-authority-data: ", true),
            (", insecure-skip-tls-verify: false, certificate-authority-data: ", false),
            (", insecure-skip-tls-verify: true", false),
        ])
    func `kubectl refuses an authority that is not to be looked at`(options: String, isRefused: Bool) throws {
        let port = try FaultServer.deadPort()
        let pem = """
            -----BEGIN CERTIFICATE-----
            MIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn+dNuaTAKBggqhkjOPQQDAjASMRAw
            DgYDVQQKEwdBY21lIENvMB4XDTE3MTAyMDE5NDMwNloXDTE4MTAyMDE5NDMwNlow
            EjEQMA4GA1UEChMHQWNtZSBDbzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABD0d
            7VNhbWvZLWPuj/RtHFjvtJBEwOkhbN/BnnE8rnZR8+sbwnc/KhCk3FhnpHZnQz7B
            5aETbbIgmuvewdjvSBSjYzBhMA4GA1UdDwEB/wQEAwICpDATBgNVHSUEDDAKBggr
            BgEFBQcDATAPBgNVHRMBAf8EBTADAQH/MCkGA1UdEQQiMCCCDmxvY2FsaG9zdDo1
            NDUzgg4xMjcuMC4wLjE6NTQ1MzAKBggqhkjOPQQDAgNIADBFAiEA2zpJEPQyz6/l
            Wf86aX6PepsntZv2GYlA5UpabfT2EZICICpJ5h/iI+i341gBmLiAFQOyTDT+/wQc
            6MF9+Yw1Yy0t
            -----END CERTIFICATE-----
            """
        let data = options.hasSuffix(": ") ? options + Data(pem.utf8).base64EncodedString() : options
        let text = kubeconfig("https://127.0.0.1:\(port)", user: "{token: t}", cluster: data)
        let theirs = try #require(try Kubectl.run(text))
        #expect(
            theirs.contains("root certificates file with the insecure flag is not allowed") == isRefused, "\(theirs)")
        let ours = try? KubernetesAccess(try Kubeconfig.read(Array(text.utf8), file: "/k")) {
            (_) throws(FileFailure) in nil
        }
        #expect((ours == nil) == isRefused)
    }
}

/// Other people's client.
enum Kubectl {
    /// Where it is; that it is missing is said aloud, once.
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let found = folders.map { "\($0)/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        if found == nil { print("SKIPPED: kubectl is not on the path; what it sends and refuses is not compared.") }
        return found
    }()

    /// Asks for `/version` with a kubeconfig.
    ///
    /// - Returns: What it complained about; nil when the server was asked and answered.
    static func run(_ kubeconfig: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kubectl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("config")
        try kubeconfig.write(to: file, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "/nowhere")
        process.arguments = ["get", "--raw", "/version", "--request-timeout", "20s"]
        process.environment = ["KUBECONFIG": file.path, "HOME": folder.path, "PATH": "/usr/bin:/bin"]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? nil : String(decoding: said, as: UTF8.self)
    }
}
