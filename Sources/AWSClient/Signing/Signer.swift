import Digest
public import HTTPClient
public import Wire

/// Signs requests with AWS Signature Version 4: in headers, or in the query of a presigned URL.
///
/// What is signed is what is sent: the URL's path and query are taken as they stand on the wire.
public struct Signer: Sendable {
    private let service: String
    private let region: String
    private let keys: SigningKeyCache

    private static let emptyHash = Array("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".utf8)

    /// Creates a signer for one credential scope.
    ///
    /// - Parameters:
    ///   - service: The signing name, for example `sts` or `ses`.
    ///   - region: The signing region, for example `us-east-1` for IAM.
    public init(service: String, region: String) {
        self.init(service: service, region: region, keys: SigningKeyCache())
    }

    init(service: String, region: String, keys: SigningKeyCache) {
        self.service = service
        self.region = region
        self.keys = keys
    }

    /// Adds `x-amz-date`, `x-amz-security-token` and `authorization`; old ones are replaced.
    ///
    /// A request with a `date` header and no `x-amz-date` is still signed with `x-amz-date`. `host` is added when it is
    /// missing, without a default port.
    ///
    /// - Parameters:
    ///   - request: The request; its body is hashed.
    ///   - credentials: The credentials to sign with.
    ///   - time: The time that the signature carries.
    public func sign(_ request: inout HTTPRequest, with credentials: Credentials, at time: Timestamp) {
        if request.headers.contains(where: Signer.isSignature) { request.headers.removeAll(where: Signer.isSignature) }
        request.headers.reserveCapacity(request.headers.count + 3)
        let moment = SigningMoment(time).text
        request.headers.append(HTTPHeader("x-amz-date", moment))
        if let token = credentials.sessionToken, !token.isEmpty {
            request.headers.append(HTTPHeader("x-amz-security-token", token))
        }
        let url = SplitURL(request.url)
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: url.query, headers: headers(of: request, url),
            payloadHash: Signer.hash(request.body))
        let prepared = prepared(moment, credentials)
        let code = prepared.key.code(stringToSign(canonical, moment: moment, scope: prepared.scope))
        var value: [UInt8] = []
        value.reserveCapacity(256)
        value += "AWS4-HMAC-SHA256 Credential=".utf8
        value += credentials.accessKeyID.utf8
        value.append(UInt8(ascii: "/"))
        value += prepared.scope.utf8
        value += ", SignedHeaders=".utf8
        value += canonical.signedHeaders.utf8
        value += ", Signature=".utf8
        Hex.append(code, to: &value)
        request.headers.append(HTTPHeader("authorization", String(decoding: value, as: UTF8.self)))
    }

    /// A URL that carries its signature.
    ///
    /// - Parameters:
    ///   - request: Method, URL and headers; all headers but those that are never signed are signed and must be sent
    ///     by whoever uses the URL. The body is signed as it is.
    ///   - credentials: The credentials to sign with.
    ///   - time: The time that the signature carries.
    ///   - expires: For how many seconds the URL is good.
    /// - Returns: The URL with `X-Amz-…` parameters after its own.
    public func presign(_ request: HTTPRequest, with credentials: Credentials, at time: Timestamp, expires: Int)
        -> String
    {
        let url = SplitURL(request.url)
        let moment = SigningMoment(time).text
        let prepared = prepared(moment, credentials)
        let headers = headers(of: request, url)
        // Which headers are signed stands in the query that is signed: build once for the names.
        let names = CanonicalRequest(
            method: request.method, path: "", query: "", headers: headers, payloadHash: []
        ).signedHeaders
        var query = url.query.isEmpty ? "" : url.query + "&"
        query += "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        query += PercentEncoding.encode("\(credentials.accessKeyID)/\(prepared.scope)")
        query += "&X-Amz-Date=\(moment)&X-Amz-Expires=\(expires)&X-Amz-SignedHeaders="
        query += PercentEncoding.encode(names)
        if let token = credentials.sessionToken, !token.isEmpty {
            query += "&X-Amz-Security-Token=\(PercentEncoding.encode(token))"
        }
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: query[...], headers: headers,
            payloadHash: Signer.hash(request.body))
        let signature = Hex.digits(
            of: prepared.key.code(stringToSign(canonical, moment: moment, scope: prepared.scope)))
        return "\(url.beforeQuery)?\(query)&X-Amz-Signature=\(String(decoding: signature, as: UTF8.self))"
    }

    // MARK: Steps

    /// The canonical request and the string to sign, for tests that compare with AWS's own suite.
    func steps(_ request: HTTPRequest, at time: Timestamp) -> (canonical: String, toSign: String, signed: String) {
        let url = SplitURL(request.url)
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: url.query, headers: headers(of: request, url),
            payloadHash: Signer.hash(request.body))
        let moment = SigningMoment(time).text
        let text = stringToSign(
            canonical, moment: moment, scope: "\(moment.prefix(8))/\(region)/\(service)/aws4_request")
        return (
            String(decoding: canonical.bytes, as: UTF8.self), String(decoding: text, as: UTF8.self),
            canonical.signedHeaders
        )
    }

    /// The headers to sign, their names in lower case, with a host.
    private func headers(of request: HTTPRequest, _ url: SplitURL) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        result.reserveCapacity(request.headers.count + 1)
        var hasHost = false
        for header in request.headers {
            let name = Signer.isLower(header.name) ? header.name : header.name.lowercased()
            if CanonicalRequest.isUnsigned(name) { continue }
            if name == "host" { hasHost = true }
            result.append((name, header.value))
        }
        if !hasHost { result.append(("host", String(url.host))) }
        return result
    }

    private static func isLower(_ name: String) -> Bool {
        name.utf8.allSatisfy { !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) && $0 < 0x80 }
    }

    /// Whether a header is one that signing adds.
    private static func isSignature(_ header: HTTPHeader) -> Bool {
        switch header.name.utf8.count {
        case 10: equal(header.name, "x-amz-date")
        case 13: equal(header.name, "authorization")
        case 20: equal(header.name, "x-amz-security-token")
        default: false
        }
    }

    /// Whether an ASCII name equals one in lower case, whatever its own case.
    private static func equal(_ name: String, _ lower: StaticString) -> Bool {
        lower.withUTF8Buffer { lower in name.utf8.elementsEqual(lower) { $0 | 0x20 == $1 | 0x20 } }
    }

    private func stringToSign(_ canonical: CanonicalRequest, moment: String, scope: String) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(160)
        text += "AWS4-HMAC-SHA256\n".utf8
        text += moment.utf8
        text.append(10)
        text += scope.utf8
        text.append(10)
        Hex.append(SHA256.hash(canonical.bytes), to: &text)
        return text
    }

    private func prepared(_ moment: String, _ credentials: Credentials) -> SigningKeyCache.Prepared {
        keys.key(
            secret: credentials.secretAccessKey, day: String(decoding: moment.utf8.prefix(8), as: UTF8.self),
            region: region, service: service)
    }

    private static func hash(_ body: [UInt8]) -> [UInt8] {
        body.isEmpty ? emptyHash : Hex.digits(of: SHA256.hash(body))
    }
}
