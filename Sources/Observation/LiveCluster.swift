import Design
public import KubernetesClient
public import Wire

/// A cluster behind a Kubernetes session.
public struct LiveCluster: ClusterConnection {
    private let session: KubernetesSession

    /// A cluster that this session asks.
    public init(_ session: KubernetesSession) {
        self.session = session
    }

    /// How the session reaches the API server.
    public var route: KubernetesRoute { session.route }

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
            throw error.mayHaveHappened ? .lost(error.sentence) : ClusterProblem(error)
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
        _ verb: String, _ kind: ClusterKind, _ name: String, in namespace: String?
    ) async throws(ClusterProblem) -> Bool {
        let question = AccessQuestion(verb: verb, resource: kind.resource, namespace: namespace, name: name)
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
        case .forbidden(let call, let message):
            self = .denied(
                KubernetesRight(
                    verb: call.verb, group: call.group, resource: call.resource, namespace: call.namespace,
                    name: call.name), message)
        case .unauthorized(_, let message): self = .unauthorized(failure.sentence, message: message)
        case .conflict: self = .conflict(failure.sentence)
        case .status(let status, _) where status.code == 403:
            // Not a missing right: admission says what it minds, in the first of the causes where there are any.
            let cause = status.causes.first { !$0.reason.isEmpty }?.reason
            self = .refused(reason: cause ?? "AdmissionDenied", message: status.message)
        case .status(let status, _): self = .refused(reason: status.reason, message: status.message)
        case .transport, .route, .notKubernetes, .malformed, .credentials: self = .unreachable(failure.sentence)
        }
    }
}
