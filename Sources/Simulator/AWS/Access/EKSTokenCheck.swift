import Wire

/// Recognises the caller behind an EKS bearer token: a presigned GetCallerIdentity in base64url.
public struct EKSTokenCheck: Sendable {
    /// Why a token is not accepted; the cases are what the cluster's authenticator logs.
    public enum Refusal: Error, Sendable, Hashable {
        /// It is not `k8s-aws-v1.` and a URL in base64url.
        case malformed(String)
        /// STS would refuse the presigned request; code and message of STS.
        case refused(code: String, message: String)
    }

    private let verifier = SignatureVerifier()
    private static let prefix = "k8s-aws-v1."
    private static let allowed: Set<String> = [
        "action", "version", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires",
        "x-amz-security-token", "x-amz-signature", "x-amz-signedheaders", "x-amz-user-agent",
    ]

    /// Creates a check.
    public init() {}

    /// Checks a token for a cluster, the way the cluster's authenticator and STS do together.
    ///
    /// - Parameters:
    ///   - token: the bearer token.
    ///   - cluster: the cluster's name, which the token signs as `x-k8s-aws-id`.
    ///   - world: the world whose access keys count.
    /// - Returns: whose credentials signed the token.
    /// - Throws: why it is not accepted.
    public func caller(of token: String, cluster: String, in world: World) throws(Refusal) -> Caller {
        let (host, target) = try url(of: token)
        let request = RawRequest(
            method: "GET", target: target, headers: [("host", host), ("x-k8s-aws-id", cluster)], secure: true)
        let claims: SignatureClaims
        do throws(SignatureProblem) { claims = try SignatureClaims.read(request) } catch {
            throw .malformed("no signature in the URL")
        }
        guard claims.signedHeaders.contains("x-k8s-aws-id") else {
            throw .malformed("client did not sign the x-k8s-aws-id header in the request")
        }
        let holder = world.read { $0.holder(of: claims.accessKeyID) }
        do throws(AWSFault) {
            let authenticator = Authenticator(verifier: verifier, service: .sts)
            _ = try authenticator.region(of: claims, host: host)
            return try authenticator.caller(of: request, claims: claims, holder: holder, now: world.now)
        } catch {
            throw .refused(code: error.code, message: error.message)
        }
    }

    private func url(of token: String) throws(Refusal) -> (host: String, target: String) {
        guard token.utf8.count <= 4_096 else { throw .malformed("token is too large") }
        guard token.hasPrefix(Self.prefix), let bytes = Base64.decodeURL(String(token.dropFirst(Self.prefix.count)))
        else { throw .malformed("token is missing expected \"k8s-aws-v1.\" prefix") }
        let url = String(decoding: bytes, as: UTF8.self)
        guard let scheme = ["https://", "http://"].first(where: url.hasPrefix) else {
            throw .malformed("unexpected scheme in pre-signed URL")
        }
        let rest = url.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        guard isKnown(String(host), scheme: scheme) else { throw .malformed("unexpected hostname in pre-signed URL") }
        var target = String(rest.dropFirst(host.count))
        if !target.hasPrefix("/") { target = "/" + target }
        guard target.hasPrefix("/?") || target.hasPrefix("/#") else {
            throw .malformed("unexpected path in pre-signed URL")
        }
        try checkParameters(of: target)
        return (String(host), target)
    }

    /// STS's own hosts over TLS, or a simulator on loopback.
    private func isKnown(_ host: String, scheme: String) -> Bool {
        let name = host.prefix { $0 != ":" }
        if name == "127.0.0.1" || name == "localhost" || host.hasPrefix("[::1]") { return true }
        return scheme == "https://" && name.hasPrefix("sts.") && Routing.isAWS(host)
    }

    private func checkParameters(of target: String) throws(Refusal) {
        for part in target.dropFirst(2).split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1)
            let name = Percent.text(pair.first ?? "").lowercased()
            guard Self.allowed.contains(name) else {
                throw .malformed("non-whitelisted query parameter \"\(name.prefix(40))\"")
            }
            if name == "action", pair.last != "GetCallerIdentity" {
                throw .malformed("unexpected action parameter in pre-signed URL")
            }
        }
    }
}
