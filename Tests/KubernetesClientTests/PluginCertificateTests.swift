import HTTPClient
import KubernetesClient
import Synchronization
import Testing

/// Client certificates that a source of credentials gives instead of a token.
@Suite struct PluginCertificateTests {
    private final class Recorder: StreamTransport {
        let requests = Mutex<[HTTPRequest]>([])
        let statuses: Mutex<[Int]>

        init(_ statuses: [Int]) { self.statuses = Mutex(statuses) }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            requests.withLock { $0.append(request) }
            let status = statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            return HTTPResponse(
                status: status, headers: [], body: Array(#"{"major":"1","minor":"33","gitVersion":"v1.33.0"}"#.utf8))
        }

        func open(
            _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
        ) async throws(TransportError) -> WebSocketOpening {
            .refused(try await send(request))
        }
    }

    private struct Source: TokenSource {
        func token(refreshing: Bool) async throws(KubernetesFailure) -> String { throw .credentials("no token") }

        func credentials(refreshing: Bool) async throws(KubernetesFailure) -> CallerCredentials {
            let name = refreshing ? "new" : "old"
            return CallerCredentials(
                token: nil, certificate: ClientCertificate(certificatePEM: name, privateKeyPEM: "K"))
        }
    }

    @Test func `the certificate is shown, and another one after a refusal`() async throws {
        let recorder = Recorder([401])
        let own = ClientCertificate(certificatePEM: "kubeconfig", privateKeyPEM: "K")
        let session = KubernetesSession(
            server: "https://a.example.com", trust: HTTPTrust(roots: .pem("CA"), clientCertificate: own),
            transport: recorder, tokens: Source())
        _ = try await session.serverVersion()
        let sent = recorder.requests.withLock { $0 }
        #expect(sent.map { $0.trust?.clientCertificate?.certificatePEM } == ["old", "new"])
        #expect(sent.allSatisfy { $0.trust?.roots == .pem("CA") && $0.header("authorization") == nil })
    }
}
