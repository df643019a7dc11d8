import HTTPClient
import Identifiers
public import Wire

/// A bearer token that an EKS cluster's API server takes: a presigned GetCallerIdentity URL in base 64.
///
/// Format: `k8s-aws-v1.` and base64url without padding (aws-iam-authenticator). The cluster's name is signed as the
/// header `x-k8s-aws-id`, which the API server sends along. Printing a token does not show it.
public struct EKSToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The token as it stands behind `Bearer`.
    public let value: String
    /// When to make a new one: 14 minutes after it was made.
    ///
    /// The API server refuses it after 15.
    public let expiration: Timestamp

    /// Makes a token for a cluster; nothing goes over the network unless credentials must be renewed.
    ///
    /// - Parameters:
    ///   - session: The caller; its region must be the cluster's.
    ///   - cluster: The cluster's name.
    /// - Returns: The token.
    /// - Throws: ``AWSFailure``.
    public static func make(_ session: AWSSession, cluster: String) async throws(AWSFailure) -> EKSToken {
        let credentials = try await session.provenCredentials()
        let endpoint = try session.endpoint(of: .sts)
        let time = session.clock.now.adding(seconds: session.state.skewSeconds)
        let url = url(
            endpoint: endpoint, cluster: cluster, credentials: credentials, at: time,
            keys: session.state.signingKeys)
        return EKSToken(url: url, madeAt: session.clock.now)
    }

    init(url: String, madeAt time: Timestamp) {
        value = "k8s-aws-v1." + Base64.encodeURL(Array(url.utf8))
        expiration = time.adding(seconds: 14 * 60)
    }

    /// The presigned URL inside the token.
    static func url(
        endpoint: Endpoint, cluster: String, credentials: Credentials, at time: Timestamp, keys: SigningKeyCache
    ) -> String {
        let request = HTTPRequest(
            method: "GET", url: "\(endpoint.url)/?Action=GetCallerIdentity&Version=\(AWSService.sts.apiVersion)",
            headers: [HTTPHeader("host", endpoint.authority), HTTPHeader("x-k8s-aws-id", cluster)])
        return Signer(service: endpoint.signingName, region: endpoint.signingRegion, keys: keys)
            .presign(request, with: credentials, at: time, expires: 60)
    }

    /// A few words without the secrets.
    public var description: String { "EKSToken(redacted, until \(expiration.iso8601))" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without secrets.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
