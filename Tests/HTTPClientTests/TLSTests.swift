import Digest
import FaultServer
import Foundation
import HTTPClient
import Testing

/// Whom the transport believes, and how it says why not.
@Suite struct TLSTests {
    private let transport = CurlTransport()
    private let now = Int64(Date().timeIntervalSince1970)

    private func server(_ certificate: IssuedCertificate, clients: String? = nil) throws -> FaultServer {
        try FaultServer(
            tls: FaultTLS(
                certificatePEM: certificate.certificatePEM, privateKeyPEM: certificate.privateKeyPEM,
                clientAuthorityPEM: clients)
        ) { request, connection in
            connection.answer(200, "\(request.header("host") ?? "-") \(request.target)")
            return .keep
        }
    }

    private func authority() throws -> SelfSignedCertificate {
        try SelfSignedCertificate.make(
            names: ["Example Authority"].map { _ in "ca.example.com" }, validity: .days(7, from: now))
    }

    private func problem(_ url: String, trust: HTTPTrust) async -> TLSProblem? {
        do {
            _ = try await transport.send(HTTPRequest(url: url, trust: trust))
            Issue.record("was believed")
        } catch .tls(let problem, "127.0.0.1") {
            return problem
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test func `a certificate of the given authority is believed, again and again`() async throws {
        let authority = try authority()
        let server = try server(authority.issue(names: [], addresses: ["127.0.0.1"], validity: .days(1, from: now)))
        let trust = HTTPTrust(roots: .pem(authority.certificatePEM))
        for number in 0..<3 {
            let response = try await transport.send(HTTPRequest(url: server.url + "/\(number)", trust: trust))
            #expect(response.text == "127.0.0.1:\(server.port) /\(number)")
        }
        #expect(server.connections == 1)
    }

    @Test func `an authority may stand in a file`() async throws {
        let own = try SelfSignedCertificate.make(
            names: ["localhost"], addresses: ["127.0.0.1"], validity: .days(1, from: now))
        let server = try FaultServer(
            tls: FaultTLS(certificatePEM: own.certificatePEM, privateKeyPEM: own.privateKeyPEM)
        ) { _, connection in
            connection.answer(200, "ok")
            return .keep
        }
        let path = NSTemporaryDirectory() + "sesame-ca-\(UUID().uuidString).pem"
        try own.certificatePEM.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let request = HTTPRequest(url: server.url, trust: HTTPTrust(roots: .file(path: path)))
        #expect(try await transport.send(request).text == "ok")
        let named = HTTPRequest(url: "https://localhost:\(server.port)/", trust: HTTPTrust(roots: .file(path: path)))
        #expect(try await transport.send(named).text == "ok")
    }

    @Test func `trust is part of a connection`() async throws {
        let authority = try authority()
        let server = try server(authority.issue(names: [], addresses: ["127.0.0.1"], validity: .days(1, from: now)))
        let trust = HTTPTrust(roots: .pem(authority.certificatePEM))
        _ = try await transport.send(HTTPRequest(url: server.url, trust: trust))
        let problem = await problem(server.url, trust: .system)
        #expect(problem?.reason == .unknownAuthority)
    }

    @Test func `an unknown authority is named and interception suggested`() async throws {
        let authority = try authority()
        let server = try server(authority.issue(names: [], addresses: ["127.0.0.1"], validity: .days(1, from: now)))
        let problem = try #require(await problem(server.url, trust: .system))
        #expect(problem.reason == .unknownAuthority)
        #expect(problem.certificate?.issuer == "CN=ca.example.com")
        #expect(problem.suggestsInterception)
        #expect(
            TransportError.tls(problem, host: "sts.eu-west-1.amazonaws.com").sentence
                == "The certificate of sts.eu-west-1.amazonaws.com, issued by \"CN=ca.example.com\" is not signed by "
                + "anybody this machine believes. A proxy that opens TLS is likely: name its CA file in "
                + "AWS_CA_BUNDLE (AWS) or certificate-authority (kubeconfig).")
    }

    @Test func `a certificate that signs itself`() async throws {
        let own = try SelfSignedCertificate.make(
            names: ["localhost"], addresses: ["127.0.0.1"], validity: .days(1, from: now))
        let server = try FaultServer(
            tls: FaultTLS(certificatePEM: own.certificatePEM, privateKeyPEM: own.privateKeyPEM)
        ) { _, _ in .close }
        let problem = try #require(await problem(server.url, trust: .system))
        #expect(problem.reason == .selfSigned)
        #expect(problem.certificate?.isSelfIssued == true)
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [(-20, -10, TLSProblem.Reason.expired), (10, 20, .notYetValid)])
    func `a certificate outside its time`(from: Int64, to: Int64, reason: TLSProblem.Reason) async throws {
        let authority = try authority()
        let validity = CertificateValidity(notBefore: now + from * 86400, notAfter: now + to * 86400)
        let server = try server(authority.issue(names: [], addresses: ["127.0.0.1"], validity: validity))
        let problem = try #require(
            await problem(server.url, trust: HTTPTrust(roots: .pem(authority.certificatePEM))))
        #expect(problem.reason == reason)
        #expect(problem.certificate?.validity == validity)
    }

    @Test func `a certificate for another name`() async throws {
        let authority = try authority()
        let server = try server(
            authority.issue(names: ["other.example.com"], addresses: ["127.0.0.9"], validity: .days(1, from: now)))
        let problem = try #require(
            await problem(server.url, trust: HTTPTrust(roots: .pem(authority.certificatePEM))))
        #expect(problem.reason == .wrongHost)
        #expect(
            TransportError.tls(problem, host: "127.0.0.1").sentence
                == "The certificate of 127.0.0.1 is for other.example.com, 127.0.0.9: another server answered.")
    }

    @Test func `another name can be asked for`() async throws {
        let authority = try authority()
        let server = try server(authority.issue(names: ["kubernetes.example.com"], validity: .days(1, from: now)))
        var trust = HTTPTrust(roots: .pem(authority.certificatePEM), serverName: "kubernetes.example.com")
        let response = try await transport.send(HTTPRequest(url: server.url + "/a/../b", trust: trust))
        #expect(response.text == "127.0.0.1:\(server.port) /a/../b")
        trust.serverName = "other.example.com"
        #expect(await problem(server.url, trust: trust)?.reason == .wrongHost)
    }

    @Test func `any certificate is believed on demand only`() async throws {
        let own = try SelfSignedCertificate.make(names: ["x.example.com"], validity: .days(1, from: now))
        let server = try FaultServer(
            tls: FaultTLS(certificatePEM: own.certificatePEM, privateKeyPEM: own.privateKeyPEM)
        ) { _, connection in
            connection.answer(200, "ok")
            return .keep
        }
        let request = HTTPRequest(url: server.url, trust: HTTPTrust(acceptsAnyCertificate: true))
        #expect(try await transport.send(request).text == "ok")
        #expect(await problem(server.url, trust: .system)?.reason == .selfSigned)
    }

    @Test func `a client certificate is shown where it is asked for`() async throws {
        let authority = try authority()
        let server = try server(
            authority.issue(names: [], addresses: ["127.0.0.1"], validity: .days(1, from: now)),
            clients: authority.certificatePEM)
        let client = try authority.issue(names: ["person.example.com"], validity: .days(1, from: now))
        var trust = HTTPTrust(
            roots: .pem(authority.certificatePEM),
            clientCertificate: ClientCertificate(
                certificatePEM: client.certificatePEM, privateKeyPEM: client.privateKeyPEM))
        #expect(try await transport.send(HTTPRequest(url: server.url, trust: trust)).status == 200)
        trust.clientCertificate = nil
        #expect(await problem(server.url, trust: trust)?.reason == .clientCertificateRefused)
    }

    @Test(arguments: [
        HTTPTrust(roots: .file(path: "/no/such/file.pem")), HTTPTrust(roots: .pem("nonsense")),
        HTTPTrust(
            roots: .system, clientCertificate: ClientCertificate(certificatePEM: "nonsense", privateKeyPEM: "nonsense")),
    ])
    func `trust that cannot be used`(trust: HTTPTrust) async throws {
        let own = try SelfSignedCertificate.make(names: ["x.example.com"], validity: .days(1, from: now))
        let server = try FaultServer(
            tls: FaultTLS(certificatePEM: own.certificatePEM, privateKeyPEM: own.privateKeyPEM)
        ) { _, _ in .close }
        await #expect {
            try await transport.send(HTTPRequest(url: server.url, trust: trust))
        } throws: {
            guard case TransportError.unusableTrust = $0 else { return false }
            return true
        }
    }

    @Test func `a plain server asked for TLS`() async throws {
        let server = try FaultServer(greet: { connection in
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            return false
        }) { _, _ in .close }
        #expect(await problem("https://127.0.0.1:\(server.port)/", trust: .system)?.reason == .handshake)
    }

    @Test func `the certificates of a server can be seen without a request`() async throws {
        let authority = try authority()
        let leaf = try authority.issue(names: ["a.example.com"], validity: .days(1, from: now))
        let server = try server(leaf)
        let shown = try await transport.certificates(shownBy: HTTPRequest(url: server.url))
        #expect(try shown == [CertificateSummary(pem: leaf.certificatePEM)])
        #expect(server.requests.isEmpty)
    }
}
