import Digest
import Wire

@testable import Simulator

/// Signs requests as the standard says, written apart from the verifier that it tests.
struct TestSigner {
    var accessKeyID: String
    var secret: String
    var token: String?
    var region = "eu-west-1"
    var service: String

    /// Adds date, token and Authorization to a request.
    func sign(_ request: RawRequest, at now: Timestamp) -> RawRequest {
        var signed = request
        signed.headers.append(("X-Amz-Date", now.basic))
        if let token { signed.headers.append(("X-Amz-Security-Token", token)) }
        let headers = signed.headers.map { ($0.name.lowercased(), $0.value) }.sorted { $0.0 < $1.0 }
        let names = headers.map(\.0).joined(separator: ";")
        let path = signed.target.split(separator: "?").first.map(String.init) ?? "/"
        let query = signed.target.split(separator: "?").dropFirst().first.map(String.init) ?? ""
        let pairs = query.split(separator: "&").map { $0.contains("=") ? String($0) : $0 + "=" }.sorted()
        let canonical = [
            signed.method, path.replacing("%", with: "%25"), pairs.joined(separator: "&"),
            headers.map { "\($0.0):\($0.1)\n" }.joined(), names, Hex.encode(SHA256.hash(signed.body)),
        ].joined(separator: "\n")
        let scope = "\(now.day)/\(region)/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(now.basic)\n\(scope)\n\(Hex.encode(SHA256.hash(canonical)))"
        let signature = Hex.encode(HMACSHA256.code(key: key(now), message: Array(text.utf8)))
        signed.headers.append(
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(accessKeyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
            ))
        return signed
    }

    /// The target of a presigned GetCallerIdentity for a cluster, as in EKS bearer tokens.
    func presignedTarget(host: String, cluster: String, at now: Timestamp) -> String {
        let scope = "\(now.day)/\(region)/\(service)/aws4_request"
        var pairs = [
            "Action=GetCallerIdentity", "Version=2011-06-15", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "X-Amz-Credential=" + "\(accessKeyID)/\(scope)".replacing("/", with: "%2F"), "X-Amz-Date=\(now.basic)",
            "X-Amz-Expires=60", "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id",
        ]
        if let token { pairs.append("X-Amz-Security-Token=" + Percent.encode(token)) }
        pairs.sort()
        let canonical = [
            "GET", "/", pairs.joined(separator: "&"), "host:\(host)\nx-k8s-aws-id:\(cluster)\n", "host;x-k8s-aws-id",
            Hex.encode(SHA256.hash([])),
        ].joined(separator: "\n")
        let text = "AWS4-HMAC-SHA256\n\(now.basic)\n\(scope)\n\(Hex.encode(SHA256.hash(canonical)))"
        let signature = Hex.encode(HMACSHA256.code(key: key(now), message: Array(text.utf8)))
        return "/?" + pairs.joined(separator: "&") + "&X-Amz-Signature=" + signature
    }

    private func key(_ now: Timestamp) -> [UInt8] {
        [now.day, region, service, "aws4_request"].reduce(Array(("AWS4" + secret).utf8)) { key, part in
            HMACSHA256.code(key: key, message: Array(part.utf8))
        }
    }
}
