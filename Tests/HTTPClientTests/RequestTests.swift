import FaultServer
import HTTPClient
import Testing

/// What goes over the wire.
@Suite struct RequestTests {
    private let transport = CurlTransport(configuration: CurlConfiguration(userAgent: "sesame/1.0"))

    private func echo() throws -> FaultServer {
        try FaultServer { request, connection in
            connection.answer(200, request.method == "HEAD" ? "" : request.text)
            return .keep
        }
    }

    @Test(arguments: [
        "/", "/a/../b", "/a/./b/", "//double", "/%7Euser/%2F", "/?a=b&a=%20+c", "/a?x=/../y", "/a;b=c,d@e:f",
        "/v2/email/identities/user%2Bx%40example.com", "",
    ])
    func `path and query are not touched`(path: String) async throws {
        let server = try echo()
        _ = try await transport.send(HTTPRequest(url: server.url + path))
        #expect(server.requests.first?.target == (path.isEmpty ? "/" : path))
    }

    @Test func `nothing is added but Host, User-Agent and a length`() async throws {
        let server = try echo()
        _ = try await transport.send(HTTPRequest(url: server.url + "/"))
        let request = try #require(server.requests.first)
        #expect(request.headers.map(\.name).sorted() == ["Host", "User-Agent"])
        #expect(request.header("host") == "127.0.0.1:\(server.port)")
        #expect(request.header("user-agent") == "sesame/1.0")
        _ = try await transport.send(HTTPRequest(method: "POST", url: server.url + "/", body: Array("a=b".utf8)))
        #expect(server.requests[1].headers.map(\.name).sorted() == ["Content-Length", "Host", "User-Agent"])
    }

    @Test func `headers keep order, case, duplicates and emptiness`() async throws {
        let server = try echo()
        let headers = [
            HTTPHeader("X-Zulu", "1"), HTTPHeader("x-alpha", "a  b"), HTTPHeader("X-Zulu", "2"),
            HTTPHeader("X-Empty", ""), HTTPHeader("Host", "mail.example.com"), HTTPHeader("Accept", "*/*"),
            HTTPHeader("Content-Length", "0"),
        ]
        _ = try await transport.send(HTTPRequest(method: "POST", url: server.url, headers: headers))
        let request = try #require(server.requests.first)
        let seen = request.headers.filter { $0.name.lowercased().hasPrefix("x-") }
        #expect(seen.map(\.name) == ["X-Zulu", "x-alpha", "X-Zulu", "X-Empty"])
        #expect(seen.map(\.value) == ["1", "a  b", "2", ""])
        #expect(request.header("host") == "mail.example.com")
        #expect(request.header("content-length") == "0")
    }

    @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func `every method with and without a body`(method: String) async throws {
        let server = try echo()
        let body: [UInt8] = Array("line\r\n\u{0}ä".utf8)
        let with = try await transport.send(HTTPRequest(method: method, url: server.url, body: body))
        #expect(with.body == body)
        let without = try await transport.send(HTTPRequest(method: method, url: server.url))
        #expect(without.body.isEmpty)
        #expect(server.requests.map(\.method) == [method, method])
    }

    @Test func `HEAD has no body`() async throws {
        let server = try FaultServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n")
            return .keep
        }
        let response = try await transport.send(HTTPRequest(method: "HEAD", url: server.url))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
    }

    @Test func `a body of a megabyte goes at once`() async throws {
        let server = try FaultServer { request, connection in
            connection.answer(200, "\(request.body.count) \(request.header("expect") ?? "-")")
            return .keep
        }
        let body = [UInt8](repeating: 7, count: 1 << 20)
        #expect(try await transport.send(HTTPRequest(method: "PUT", url: server.url, body: body)).text == "1048576 -")
    }

    @Test(arguments: [
        HTTPHeader("X-A", "b\r\nX-Evil: 1"), HTTPHeader("X-A", "b\n"), HTTPHeader("X-A", "\u{0}"),
        HTTPHeader("X-A:", "b"), HTTPHeader("X A", "b"), HTTPHeader("", "b"), HTTPHeader("X-A\r\nX-Evil", "b"),
        HTTPHeader("Content-Length", "7"), HTTPHeader("Transfer-Encoding", "chunked"),
    ])
    func `headers that would change the request are refused`(header: HTTPHeader) async throws {
        let server = try echo()
        await #expect {
            try await transport.send(HTTPRequest(url: server.url, headers: [header]))
        } throws: {
            guard case TransportError.invalidRequest = $0 else { return false }
            return true
        }
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [
        "ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1/", "https://", "https:///a", "https://a b/",
        "https://user:secret@example.com/", "https://example.com/#part", "https://example.com:0/",
        "https://example.com:99999/", "https://example.com:8x/", "https://exämple.com/", "https://[::1/",
        "https://[nonsense]/", "https://example.com/\r\nX: y", "http://127.0.0.1:+80/",
    ])
    func `URLs that cannot be meant are refused`(url: String) async throws {
        await #expect {
            try await transport.send(HTTPRequest(url: url))
        } throws: {
            guard case TransportError.invalidRequest = $0 else { return false }
            return true
        }
    }

    @Test(arguments: [
        "http://example.com/", "http://10.0.0.1/", "http://169.254.169.254/", "http://0.0.0.0/",
        "http://localhost.example.com/", "http://128.0.0.1/", "http://[::2]/", "http://127.0.0.1.example.com/",
    ])
    func `plain HTTP leaves this machine never`(url: String) async throws {
        await #expect {
            try await transport.send(HTTPRequest(url: url))
        } throws: {
            guard case TransportError.plainHTTPRefused = $0 else { return false }
            return true
        }
    }

    @Test func `a method that is no word is refused`() async throws {
        await #expect(throws: TransportError.invalidRequest("the method is not a word")) {
            try await transport.send(HTTPRequest(method: "GET / HTTP/1.1\r\nX:", url: "https://example.com/"))
        }
    }

    @Test func `descriptions hold no secrets`() {
        let request = HTTPRequest(
            url: "https://example.com/a?X-Amz-Signature=beef", headers: [HTTPHeader("Authorization", "Bearer beef")],
            body: Array("beef".utf8),
            trust: HTTPTrust(clientCertificate: ClientCertificate(certificatePEM: "c", privateKeyPEM: "beef")),
            proxy: .settings(ProxySettings(https: "http://user:beef@proxy.example.com")))
        var dumped = "\(request) \(String(reflecting: request)) \(request.headers) "
        dumped += "\(String(reflecting: request.trust)) \(String(reflecting: request.proxy))"
        #expect(!dumped.contains("beef"))
        let response = HTTPResponse(status: 200, headers: [HTTPHeader("Set-Cookie", "beef")], body: Array("beef".utf8))
        #expect(!"\(response) \(String(reflecting: response)) \(response.headers)".contains("beef"))
    }
}
