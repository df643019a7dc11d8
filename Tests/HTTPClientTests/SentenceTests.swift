import Digest
import HTTPClient
import Testing

/// How failures are worded.
@Suite struct SentenceTests {
    @Test(arguments: [
        (TransportError.cancelled, "The request was cancelled."),
        (.closed, "The request was not sent: the program is ending."),
        (.invalidRequest("the URL holds a fragment"), "The request cannot be sent: the URL holds a fragment."),
        (
            .plainHTTPRefused(host: "example.com"),
            "Plain HTTP to example.com was refused: credentials go over HTTPS, except to this machine."
        ),
        (
            .cannotResolve(host: "sts.example.com"),
            "The name sts.example.com has no address: check the spelling, DNS and network."
        ),
        (
            .refused(host: "127.0.0.1", port: 6443),
            "Nothing answers at 127.0.0.1 port 6443: the connection was refused."
        ),
        (
            .unreachable(host: "10.0.0.1", port: 443, detail: "No route to host"),
            "10.0.0.1 port 443 cannot be reached (No route to host)."
        ),
        (
            .timedOut(.connecting, host: "10.0.0.1"),
            "10.0.0.1 did not answer in time: no connection. A firewall, a private endpoint or a missing proxy?"
        ),
        (.timedOut(.waiting, host: "h"), "h accepted the request but did not answer in time."),
        (.timedOut(.receiving, host: "h"), "The answer of h came too slowly and was given up."),
        (.reset(host: "h"), "h broke the connection off."),
        (.truncated(host: "h"), "The answer of h ended before it was complete."),
        (.tooLarge(limit: 100), "The answer is longer than the 100 bytes that are accepted."),
        (.notHTTP(host: "h"), "What h answered is not HTTP."),
        (
            .proxyRefused(proxy: "http://p", status: 407),
            "The proxy http://p wants to know who asks (407): put user and password into HTTPS_PROXY."
        ),
        (.proxyRefused(proxy: "http://p", status: 403), "The proxy http://p refused the connection (status 403)."),
        (.unusableTrust("no such file"), "A certificate file cannot be used: no such file."),
        (.other(code: 2, text: "failed init"), "The request failed: failed init (libcurl 2)."),
        (
            .tls(TLSProblem(reason: .handshake, detail: "wrong version number"), host: "h"),
            "TLS with h failed: wrong version number. Is it an HTTPS server?"
        ),
        (
            .tls(TLSProblem(reason: .expired), host: "h"),
            "The certificate of h has expired. Is this machine's clock right?"
        ),
    ])
    func `every failure has its sentence`(error: TransportError, sentence: String) {
        #expect(error.sentence == sentence)
    }

    @Test func `an expired certificate says since when`() throws {
        let made = try SelfSignedCertificate.make(
            names: ["a.example.com"], validity: CertificateValidity(notBefore: 0, notAfter: 1_767_225_600))
        let summary = try CertificateSummary(pem: made.certificatePEM)
        #expect(
            TransportError.tls(TLSProblem(reason: .expired, certificate: summary), host: "a.example.com").sentence
                == "The certificate of a.example.com, issued by \"CN=a.example.com\" has expired on 2026-01-01. "
                + "Is this machine's clock right?")
    }

    @Test func `only what was not sent is safe to repeat`() {
        let early: [TransportError] = [
            .refused(host: "h", port: 1), .cannotResolve(host: "h"), .timedOut(.connecting, host: "h"),
            .tls(TLSProblem(reason: .expired), host: "h"), .unreachable(host: "h", port: 1, detail: ""),
        ]
        let late: [TransportError] = [
            .reset(host: "h"), .truncated(host: "h"), .timedOut(.waiting, host: "h"),
            .timedOut(.receiving, host: "h"), .tooLarge(limit: 1), .notHTTP(host: "h"), .cancelled,
        ]
        #expect(early.allSatisfy { !$0.requestMayHaveArrived })
        #expect(late.allSatisfy { $0.requestMayHaveArrived })
        #expect(TransportError.reset(host: "h").isTransient)
        #expect(!TransportError.tls(TLSProblem(reason: .expired), host: "h").isTransient)
    }
}
