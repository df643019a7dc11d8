public import HTTPClient

/// What proves to an API server who asks: a token, a client certificate, or both.
///
/// Printing it shows neither.
public struct CallerCredentials: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// A bearer token: a secret.
    public let token: String?
    /// A client certificate with its key, which takes the place of the kubeconfig's.
    public let certificate: ClientCertificate?

    /// Credentials.
    public init(token: String?, certificate: ClientCertificate? = nil) {
        self.token = token
        self.certificate = certificate
    }

    /// Never a secret.
    public var description: String { "CallerCredentials(redacted)" }

    /// Never a secret.
    public var debugDescription: String { description }

    /// A mirror without secrets.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
