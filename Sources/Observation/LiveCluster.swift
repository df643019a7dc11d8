public import KubernetesClient
public import Wire

/// A cluster behind a Kubernetes session.
public struct LiveCluster: ClusterConnection {
    private let session: KubernetesSession
    /// The certificates of the API server's authority, as the kubeconfig gives them.
    public let authority: String?

    /// A cluster.
    ///
    /// - Parameters:
    ///   - session: Who asks.
    ///   - authority: The cluster's authority as PEM text, from the kubeconfig's access.
    public init(_ session: KubernetesSession, authority: String?) {
        self.session = session
        self.authority = authority
    }

    /// The API server's URL.
    public var server: String { session.server }

    /// Reads an object; nil when it does not exist.
    public func read(
        _ kind: ClusterKind, _ name: String, in namespace: String?
    ) async throws(ClusterProblem) -> JSONValue? {
        do throws(KubernetesFailure) {
            return try await session.object(kind.resource, name: name, namespace: namespace)
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// Lists objects, page after page.
    public func list(_ kind: ClusterKind, in namespace: String?) async throws(ClusterProblem) -> [JSONValue] {
        do throws(KubernetesFailure) {
            return try await session.objects(kind.resource, namespace: namespace)
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// Server-side apply, never forced.
    public func apply(_ object: JSONValue) async throws(ClusterProblem) -> JSONValue {
        do throws(KubernetesFailure) {
            return try await session.apply(object)
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// A token of a service account, a secret.
    public func token(
        of serviceAccount: String, in namespace: String, audience: String, seconds: Int
    ) async throws(ClusterProblem) -> String {
        do throws(KubernetesFailure) {
            return try await session.tokenRequest(
                namespace: namespace, name: serviceAccount, audience: audience, seconds: seconds
            ).token
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// Whether the caller may do something.
    public func allows(
        _ verb: String, _ kind: ClusterKind, subresource: String?, in namespace: String?
    ) async throws(ClusterProblem) -> Bool {
        let question = AccessQuestion(
            verb: verb, resource: kind.resource, subresource: subresource, namespace: namespace)
        do throws(KubernetesFailure) {
            return try await session.selfSubjectAccessReview(question).isAllowed
        } catch {
            throw ClusterProblem(error)
        }
    }
}

extension ClusterKind {
    /// The kind as the client names it.
    var resource: ResourceKind {
        switch self {
        case .namespace: .namespace
        case .serviceAccount: .serviceAccount
        case .deployment: .deployment
        }
    }
}

extension ClusterProblem {
    /// What a failure of the client means here.
    init(_ failure: KubernetesFailure) {
        switch failure {
        case _ where failure.isCancelled: self = .cancelled
        case .forbidden(_, let message): self = .denied(message)
        case .unauthorized: self = .unauthorized(failure.sentence)
        case .conflict: self = .conflict(failure.sentence)
        case .status(let status, _): self = .refused(reason: status.reason, message: status.message)
        case .transport, .notKubernetes, .malformed, .credentials: self = .unreachable(failure.sentence)
        }
    }
}
