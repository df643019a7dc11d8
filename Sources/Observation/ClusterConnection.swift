public import KubernetesClient
public import Wire

/// What sesame asks of a cluster, as values; a Kubernetes session is one.
///
/// The protocol is the seam for tests and for recorded answers.
public protocol ClusterConnection: Sendable {
    /// How the API server is reached, and whether TLS proves who answers there.
    var route: KubernetesRoute { get }

    /// Reads an object.
    ///
    /// - Returns: Nil when it does not exist.
    func read(_ kind: ClusterKind, _ name: String, in namespace: String?) async throws(ClusterProblem) -> JSONValue?

    /// Lists objects, page after page.
    func list(_ kind: ClusterKind, in namespace: String?) async throws(ClusterProblem) -> [JSONValue]

    /// Server-side apply with the field manager `sesame`; never forced.
    ///
    /// - Returns: The object as the server keeps it now.
    func apply(_ object: JSONValue) async throws(ClusterProblem) -> JSONValue

    /// A token of a service account (TokenRequest), a secret.
    ///
    /// - Parameters:
    ///   - serviceAccount: Its name.
    ///   - namespace: Its namespace.
    ///   - audience: Whom the token is meant for.
    ///   - seconds: How long it lives, 600 at least.
    /// - Returns: A JWT.
    /// - Throws: ``ClusterProblem``; `denied` where the caller lacks `create serviceaccounts/token`.
    func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String

    /// Whether the caller may do something (SelfSubjectAccessReview).
    ///
    /// - Parameters:
    ///   - verb: `get`, `create`, `patch` and so on.
    ///   - kind: The kind of object.
    ///   - name: The object; rules may be for some objects only (`resourceNames`).
    ///   - namespace: The namespace; nil for objects without one.
    /// - Returns: The server's answer.
    /// - Throws: ``ClusterProblem``.
    func allows(
        _ verb: String, _ kind: ClusterKind, _ name: String, in namespace: String?
    ) async throws(ClusterProblem) -> Bool
}

/// The kinds of objects that sesame deals with; the raw value is the resource's name in the API.
public enum ClusterKind: String, Hashable, Sendable {
    case namespace = "namespaces"
    case serviceAccount = "serviceaccounts"
    case deployment = "deployments"

    /// The API group; empty for the core group.
    public var group: String { self == .deployment ? "apps" : "" }

    /// The kind of an object by its `kind` member.
    public init?(object: JSONValue) {
        switch object["kind"]?.string {
        case "Namespace": self = .namespace
        case "ServiceAccount": self = .serviceAccount
        case "Deployment": self = .deployment
        default: return nil
        }
    }
}
