import AWSClient
import HTTPClient
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// GetCallerIdentity requests as bytes for the wire, each with a signature of its own.
struct SignedRequests {
    /// The requests.
    let bytes: [[UInt8]]

    /// Signs requests.
    ///
    /// - Parameters:
    ///   - credentials: The key to sign with.
    ///   - authority: Host and port of the server.
    ///   - count: How many different ones; no two have the same signature.
    init(_ credentials: Credentials, authority: String, count: Int) {
        let signer = Signer(service: "sts", region: "eu-west-1")
        let now = Timestamp(secondsSinceEpoch: Int64(time(nil)), nanoseconds: 0)
        bytes = (0..<count).map { index in
            let body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
            var request = HTTPRequest(
                method: "POST", url: "http://\(authority)/",
                headers: [
                    HTTPHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                    HTTPHeader("x-amz-request-number", String(index)),
                ], body: body)
            signer.sign(&request, with: credentials, at: now)
            var text = "POST / HTTP/1.1\r\nHost: \(authority)\r\nContent-Length: \(body.count)\r\n"
            for header in request.headers { text += "\(header.name): \(header.value)\r\n" }
            return Array((text + "\r\n").utf8) + body
        }
    }
}
