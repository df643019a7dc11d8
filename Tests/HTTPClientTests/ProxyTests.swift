import FaultServer
import HTTPClient
import Testing

/// The way out.
@Suite struct ProxyTests {
    @Test func `lower case wins, empty switches off`() {
        let settings = ProxySettings(environment: [
            "HTTPS_PROXY": "http://upper.example.com:1", "https_proxy": "http://lower.example.com:2",
            "HTTP_PROXY": "upper.example.com:3", "NO_PROXY": "a.example.com", "no_proxy": "b.example.com",
        ])
        #expect(settings.proxy(scheme: "https", host: "x.example.com", port: 443) == "http://lower.example.com:2")
        #expect(settings.proxy(scheme: "http", host: "x.example.com", port: 80) == "http://upper.example.com:3")
        #expect(settings.proxy(scheme: "https", host: "b.example.com", port: 443) == nil)
        #expect(settings.proxy(scheme: "https", host: "a.example.com", port: 443) != nil)
        let off = ProxySettings(environment: ["HTTPS_PROXY": "http://upper.example.com:1", "https_proxy": ""])
        #expect(off.proxy(scheme: "https", host: "x.example.com", port: 443) == nil)
        let all = ProxySettings(environment: ["ALL_PROXY": "http://all.example.com:1"])
        #expect(all.proxy(scheme: "https", host: "x.example.com", port: 443) == "http://all.example.com:1")
        #expect(ProxySettings(environment: [:]) == ProxySettings())
    }

    @Test(arguments: ["localhost", "api.localhost", "127.0.0.1", "127.8.9.1", "::1", "169.254.169.254", "fd00:ec2::23"])
    func `this machine and metadata are never proxied`(host: String) {
        let settings = ProxySettings(https: "http://p.example.com", http: "http://p.example.com")
        #expect(settings.proxy(scheme: "http", host: host, port: 80) == nil)
        #expect(settings.proxy(scheme: "https", host: host, port: 443) == nil)
    }

    @Test(
        arguments: [
            ("example.com", "example.com", 443, true), ("example.com", "a.example.com", 443, true),
            (".example.com", "a.example.com", 443, true), (".example.com", "example.com", 443, true),
            ("*.example.com", "a.b.example.com", 443, true), ("example.com", "notexample.com", 443, false),
            ("EXAMPLE.com", "Example.COM.", 443, true), ("*", "anything.example.com", 443, true),
            ("a.com, example.com", "example.com", 443, true), ("a.com example.com", "example.com", 443, true),
            ("example.com:8443", "example.com", 443, false), ("example.com:8443", "example.com", 8443, true),
            ("10.0.0.0/8", "10.1.2.3", 443, true), ("10.0.0.0/8", "11.1.2.3", 443, false),
            ("10.0.0.0/9", "10.128.0.1", 443, false), ("10.1.2.3", "10.1.2.3", 443, true),
            ("10.1.2.3:80", "10.1.2.3", 443, false), ("fd00::/8", "fd12::1", 443, true), ("::2", "::2", 443, true),
            ("0.0.0.0/0", "example.com", 443, false), ("", "example.com", 443, false),
            (",,", "example.com", 443, false),
            ("10.0.0.0/99", "10.0.0.1", 443, false), ("1.2.3", "0.1.2.3", 443, false),
        ] as [(String, String, Int, Bool)])
    func `exceptions`(list: String, host: String, port: Int, covered: Bool) {
        #expect(ProxyExceptions(list).cover(host: host, port: port) == covered)
    }

    @Test(arguments: [
        ("http://user:secret@proxy.example.com:3128", "http://***@proxy.example.com:3128"),
        ("user:se@cret@proxy.example.com", "***@proxy.example.com"),
        ("http://proxy.example.com:3128/", "http://proxy.example.com:3128/"),
    ])
    func `credentials of a proxy are masked`(url: String, masked: String) {
        #expect(ProxySettings.masked(url) == masked)
    }

    @Test func `plain requests go through the proxy whole`() async throws {
        let proxy = try FaultServer { request, connection in
            connection.answer(200, request.target)
            return .keep
        }
        let request = HTTPRequest(
            url: "http://127.0.0.1:9/a/../b?c", proxy: .url("http://user:pass@127.0.0.1:\(proxy.port)"))
        #expect(try await CurlTransport().send(request).text == "http://127.0.0.1:9/a/../b?c")
        #expect(proxy.requests.first?.header("proxy-authorization") == "Basic dXNlcjpwYXNz")
    }

    @Test func `TLS goes through a tunnel`() async throws {
        let proxy = try FaultServer { request, connection in
            connection.answer(407, "who are you?", headers: [("X-Seen", request.target)])
            return .close
        }
        let address = "http://user:secret@127.0.0.1:\(proxy.port)"
        let transport = CurlTransport(configuration: CurlConfiguration(proxies: ProxySettings(https: address)))
        let expected = TransportError.proxyRefused(proxy: "http://***@127.0.0.1:\(proxy.port)", status: 407)
        await #expect(throws: expected) {
            try await transport.send(
                HTTPRequest(
                    url: "https://sts.eu-west-1.amazonaws.com/", headers: [HTTPHeader("Authorization", "mine")]))
        }
        let tunnel = try #require(proxy.requests.first)
        #expect(tunnel.method == "CONNECT")
        #expect(tunnel.target == "sts.eu-west-1.amazonaws.com:443")
        // What is meant for the server must not be shown to the proxy.
        #expect(tunnel.header("authorization") == nil)
    }

    @Test func `a proxy that is not there`() async throws {
        let port = try FaultServer.deadPort()
        await #expect(throws: TransportError.refused(host: "127.0.0.1", port: port)) {
            try await CurlTransport().send(
                HTTPRequest(url: "https://example.com/", proxy: .url("http://127.0.0.1:\(port)")))
        }
        await #expect(throws: TransportError.cannotResolveProxy("http://no-such-proxy.invalid:1")) {
            try await CurlTransport().send(
                HTTPRequest(url: "https://example.com/", proxy: .url("http://no-such-proxy.invalid:1")))
        }
    }
}
