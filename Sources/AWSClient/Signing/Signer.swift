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
        request.headers.removeAll {
            $0.isNamed("authorization") || $0.isNamed("x-amz-date") || $0.isNamed("x-amz-security-token")
        }
        let moment = time.basic
        request.headers.append(HTTPHeader("x-amz-date", moment))
        if let token = credentials.sessionToken, !token.isEmpty {
            request.headers.append(HTTPHeader("x-amz-security-token", token))
        }
        let url = SplitURL(request.url)
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: url.query, headers: headers(of: request, url),
            payloadHash: Signer.hash(request.body))
        let scope = scope(day: moment.prefix(8))
        let signature = signature(of: canonical, moment: moment, scope: scope, secret: credentials.secretAccessKey)
        var value = "AWS4-HMAC-SHA256 Credential="
        value.reserveCapacity(300)
        value += credentials.accessKeyID
        value += "/"
        value += scope
        value += ", SignedHeaders="
        value += canonical.signedHeaders
        value += ", Signature="
        value += signature
        request.headers.append(HTTPHeader("authorization", value))
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
        let moment = time.basic
        let scope = scope(day: moment.prefix(8))
        let headers = headers(of: request, url)
        // Which headers are signed stands in the query that is signed: build once for the names.
        let names = CanonicalRequest(
            method: request.method, path: "", query: "", headers: headers, payloadHash: []
        ).signedHeaders
        var query = url.query.isEmpty ? "" : url.query + "&"
        query += "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
        query += PercentEncoding.encode("\(credentials.accessKeyID)/\(scope)")
        query += "&X-Amz-Date=\(moment)&X-Amz-Expires=\(expires)&X-Amz-SignedHeaders="
        query += PercentEncoding.encode(names)
        if let token = credentials.sessionToken, !token.isEmpty {
            query += "&X-Amz-Security-Token=\(PercentEncoding.encode(token))"
        }
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: query[...], headers: headers,
            payloadHash: Signer.hash(request.body))
        let signature = signature(of: canonical, moment: moment, scope: scope, secret: credentials.secretAccessKey)
        return "\(url.beforeQuery)?\(query)&X-Amz-Signature=\(signature)"
    }

    // MARK: Steps

    /// The canonical request and the string to sign, for tests that compare with AWS's own suite.
    func steps(_ request: HTTPRequest, at time: Timestamp) -> (canonical: String, toSign: String, signed: String) {
        let url = SplitURL(request.url)
        let canonical = CanonicalRequest(
            method: request.method, path: url.path, query: url.query, headers: headers(of: request, url),
            payloadHash: Signer.hash(request.body))
        let moment = time.basic
        let text = stringToSign(canonical, moment: moment, scope: scope(day: moment.prefix(8)))
        return (
            String(decoding: canonical.bytes, as: UTF8.self), String(decoding: text, as: UTF8.self),
            canonical.signedHeaders
        )
    }

    private func scope(day: Substring) -> String {
        var scope = String(day)
        scope += "/"
        scope += region
        scope += "/"
        scope += service
        scope += "/aws4_request"
        return scope
    }

    private func headers(of request: HTTPRequest, _ url: SplitURL) -> [(name: String, value: Substring)] {
        var result: [(name: String, value: Substring)] = []
        result.reserveCapacity(request.headers.count + 1)
        var hasHost = false
        for header in request.headers {
            let name = header.name.lowercased()
            if name == "host" { hasHost = true }
            result.append((name, header.value[...]))
        }
        if !hasHost { result.append(("host", url.host)) }
        return result
    }

    private func stringToSign(_ canonical: CanonicalRequest, moment: String, scope: String) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(160)
        text += "AWS4-HMAC-SHA256\n".utf8
        text += moment.utf8
        text.append(10)
        text += scope.utf8
        text.append(10)
        Signer.appendHex(SHA256.hash(canonical.bytes), to: &text)
        return text
    }

    private func signature(of canonical: CanonicalRequest, moment: String, scope: String, secret: String) -> String {
        let key = keys.key(secret: secret, day: String(moment.prefix(8)), region: region, service: service)
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        Signer.appendHex(key.code(stringToSign(canonical, moment: moment, scope: scope)), to: &hex)
        return String(decoding: hex, as: UTF8.self)
    }

    private static func hash(_ body: [UInt8]) -> [UInt8] {
        if body.isEmpty { return emptyHash }
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        appendHex(SHA256.hash(body), to: &hex)
        return hex
    }

    private static func appendHex(_ bytes: [UInt8], to text: inout [UInt8]) {
        for byte in bytes {
            let high = byte >> 4
            let low = byte & 15
            text.append(high < 10 ? 48 + high : 87 + high)
            text.append(low < 10 ? 48 + low : 87 + low)
        }
    }
}
