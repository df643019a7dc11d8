import Digest
import FaultServer
import Foundation
import HTTPClient
import KubernetesClient
import Synchronization
import Testing
import Wire

/// What is wrong on the way to an API server, each told apart from the others.
@Suite struct RouteTests {
    private let now = Int64(Date().timeIntervalSince1970)

    private func sentence(_ session: KubernetesSession) async -> String? {
        await failure { () throws(KubernetesFailure) in try await session.serverVersion() }?.sentence
    }

    private func session(
        _ server: String, trust: HTTPTrust = .system, proxy: ProxyChoice? = nil, proxies: ProxySettings? = nil,
        timeouts: HTTPTimeouts = KubernetesSession.questionTimeouts
    ) -> KubernetesSession {
        let transport = CurlTransport(
            configuration: CurlConfiguration(proxies: proxies ?? ProxySettings(environment: [:])))
        return KubernetesSession(
            server: server, trust: trust, transport: transport, tokens: nil, proxy: proxy, timeouts: timeouts)
    }

    private func authority() throws -> SelfSignedCertificate {
        try SelfSignedCertificate.make(names: ["ca.example.com"], validity: .days(7, from: now))
    }

    private func server(_ authority: SelfSignedCertificate, names: [String], addresses: [String]) throws -> FaultServer
    {
        let own = try authority.issue(names: names, addresses: addresses, validity: .days(1, from: now))
        return try FaultServer(
            tls: FaultTLS(certificatePEM: own.certificatePEM, privateKeyPEM: own.privateKeyPEM)
        ) { _, connection in
            connection.answer(200, #"{"major":"1","minor":"33","gitVersion":"v1.33.0"}"#)
            return .keep
        }
    }

    @Test func `the kubeconfig's proxy is called a proxy`() async throws {
        let dead = try FaultServer.deadPort()
        #expect(
            await sentence(session("https://api.example.com", proxy: .url("http://127.0.0.1:\(dead)")))
                == "The proxy 127.0.0.1 port \(dead), which the kubeconfig names as proxy-url, does not answer: the API "
                + "server was not reached.")
        let closed = try FaultServer { _, connection in
            connection.answer(403, "no")
            return .close
        }
        #expect(
            await sentence(
                session("https://api.example.com", proxy: .url("http://u:secret@127.0.0.1:\(closed.port)")))
                == "The proxy http://***@127.0.0.1:\(closed.port), which the kubeconfig names as proxy-url, refused the "
                + "connection (status 403): the API server was not reached.")
        #expect(
            await sentence(session("https://api.example.com", proxy: .url("http://nowhere.invalid:3128")))
                == "The proxy http://nowhere.invalid:3128, which the kubeconfig names as proxy-url, has no address: the "
                + "API server was not reached.")
    }

    @Test func `a SOCKS proxy is called a proxy too`() async throws {
        let dead = try FaultServer.deadPort()
        #expect(
            await sentence(session("https://api.example.com", proxy: .url("socks5://127.0.0.1:\(dead)")))
                == "The proxy 127.0.0.1 port \(dead), which the kubeconfig names as proxy-url, does not answer: the API "
                + "server was not reached.")
        #expect(
            await sentence(session("https://127.0.0.1:1", proxy: .url("socks5://u:secret@nowhere.invalid:1080")))
                == "The proxy socks5://***@nowhere.invalid:1080, which the kubeconfig names as proxy-url, has no address: "
                + "the API server was not reached.")
    }

    @Test func `the environment's proxy is not the kubeconfig's`() async throws {
        let dead = try FaultServer.deadPort()
        let proxies = ProxySettings(https: "http://127.0.0.1:\(dead)")
        #expect(
            await sentence(session("https://api.example.com", proxies: proxies))?.contains(
                "which the environment names, does not answer") == true)
    }

    @Test func `an authority that did not sign is the kubeconfig's, not the system's`() async throws {
        let server = try server(authority(), names: [], addresses: ["127.0.0.1"])
        let other = try SelfSignedCertificate.make(names: ["other.example.com"], validity: .days(7, from: now))
        #expect(
            await sentence(session(server.url, trust: HTTPTrust(roots: .pem(other.certificatePEM))))
                == "The certificate of 127.0.0.1, issued by \"CN=ca.example.com\", is not signed by the cluster's "
                + "certificate-authority: another server answers there, or the authority in the kubeconfig is not this "
                + "cluster's. aws eks update-kubeconfig writes the present one.")
        #expect(
            await sentence(session(server.url))?.contains(
                "is not signed by anybody whom this computer believes, and the kubeconfig names no") == true)
        #expect(server.requests.isEmpty)
    }

    @Test func `a certificate for another name tells which was wanted`() async throws {
        let authority = try authority()
        let server = try server(authority, names: ["kubernetes.example.com"], addresses: [])
        var trust = HTTPTrust(roots: .pem(authority.certificatePEM))
        #expect(
            await sentence(session(server.url, trust: trust))
                == "The certificate of 127.0.0.1 is for kubernetes.example.com, not for 127.0.0.1: another server answers "
                + "there, or server or tls-server-name in the kubeconfig is wrong.")
        trust.serverName = "elsewhere.example.com"
        #expect(await sentence(session(server.url, trust: trust))?.contains("not for elsewhere.example.com") == true)
        trust.serverName = "kubernetes.example.com"
        #expect(try await session(server.url, trust: trust).serverVersion().minor == 33)
    }

    @Test func `a server that hangs is given up soon, and it is said how long it was waited for`() async throws {
        let server = try FaultServer { _, connection in
            _ = connection.waitForClose()
            return .close
        }
        let timeouts = HTTPTimeouts(connect: .seconds(1), total: .seconds(1))
        #expect(
            await sentence(session(server.url, timeouts: timeouts))
                == "127.0.0.1 took the request and did not answer within 1 seconds.")
    }

    @Test func `questions are given fifteen seconds, writes thirty`() async throws {
        let seen = Mutex<[(method: String, seconds: Duration)]>([])
        let transport = Recording { request in seen.withLock { $0.append((request.method, request.timeouts.total)) } }
        let session = KubernetesSession(server: "https://a", trust: .system, transport: transport, tokens: nil)
        _ = try? await session.serverVersion()
        _ = try? await session.tokenRequest(namespace: "n", name: "a", audience: "s", seconds: 600)
        _ = try? await session.apply(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "n"]])
        _ = try? await session.delete(.namespace, name: "n")
        #expect(seen.withLock { $0.map(\.method) } == ["GET", "POST", "PATCH", "DELETE"])
        #expect(seen.withLock { $0.map(\.seconds) } == [.seconds(15), .seconds(15), .seconds(30), .seconds(30)])
    }

    @Test(arguments: [
        (HTTPTrust(roots: .pem("CA")), "https://a", ProxyChoice?.none, true),
        (HTTPTrust(roots: .pem("CA")), "https://a", .url("http://p"), true),
        (HTTPTrust(acceptsAnyCertificate: true), "https://a", nil, false),
        (HTTPTrust(), "http://127.0.0.1:8001", nil, true),
        (HTTPTrust(), "http://127.0.0.1:8001", .url("http://p"), false),
    ])
    func `what is not checked proves nothing`(trust: HTTPTrust, server: String, proxy: ProxyChoice?, isVerified: Bool) {
        #expect(session(server, trust: trust, proxy: proxy).route.isVerified == isVerified)
    }

    private struct Recording: StreamTransport {
        let note: @Sendable (HTTPRequest) -> Void

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            note(request)
            throw .reset(host: "a")
        }

        func open(
            _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
        ) async throws(TransportError) -> WebSocketOpening {
            note(request)
            throw .reset(host: "a")
        }
    }
}
