public import Calls
import Design
public import KubernetesClient
public import Wire

/// A cluster behind a Kubernetes session.
public struct LiveCluster: ClusterConnection {
    private let session: KubernetesSession
    /// Who is told of every call.
    private let log: ClusterLog?

    /// A cluster that this session asks.
    ///
    /// - Parameters:
    ///   - session: The session.
    ///   - log: Who is told of every call; nil for nobody.
    public init(_ session: KubernetesSession, log: ClusterLog? = nil) {
        self.session = session
        self.log = log
    }

    /// How the session reaches the API server.
    public var route: KubernetesRoute { session.route }

    /// Makes a call; nil when the object does not exist.
    public func perform(_ call: Call) async throws(ClusterProblem) -> JSONValue? {
        guard let log else { return try await answer(to: call) }
        let start = log.milliseconds()
        do throws(ClusterProblem) {
            let value = try await answer(to: call)
            log.ended(call, value, nil, since: start)
            return value
        } catch {
            log.ended(call, nil, error, since: start)
            throw error
        }
    }

    private func answer(to call: Call) async throws(ClusterProblem) -> JSONValue? {
        guard case .kubernetes(let verb) = call.operation.wire else {
            preconditionFailure("\(call.words) is not the cluster's")
        }
        do throws(KubernetesFailure) {
            if verb == .review { return try await session.selfSubjectReview().flatMap(ClusterObject.kept) }
            // A call that was read from a file may name any kind.
            guard let kind = call.kind else { return nil }
            switch verb {
            case .get:
                let object = try await session.object(
                    kind.resource, name: call.objectName ?? "", namespace: call.namespace)
                return object.flatMap(ClusterObject.kept)
            case .list:
                let objects = try await session.objects(kind.resource, namespace: call.namespace)
                return ["items": .array(objects.compactMap(ClusterObject.kept))]
            case .apply: return ClusterObject.kept(try await session.apply(call.input["object"] ?? .null))
            case .create: return ClusterObject.kept(try await session.create(call.input["object"] ?? .null))
            case .compare: return ["conflicts": .array(try await conflicts(call.input["object"] ?? .null))]
            case .takeOver:
                let agreed = (call.input["conflicts"]?.array ?? []).map {
                    FieldConflict(manager: $0["manager"]?.string ?? "", field: $0["field"]?.string ?? "")
                }
                return ClusterObject.kept(try await session.takeOver(call.input["object"] ?? .null, agreed))
            case .unannotate:
                let annotation = call["annotation"] ?? ""
                let object = try await session.removeAnnotation(
                    annotation, of: kind.resource, name: call.objectName ?? "", namespace: call.namespace)
                return object.flatMap(ClusterObject.kept)
            case .restart:
                return ClusterObject.kept(
                    try await session.restart(
                        kind.resource, name: call.objectName ?? "", namespace: call.namespace, uid: call["uid"] ?? "",
                        at: call["at"] ?? ""))
            case .delete:
                _ = try await session.delete(
                    kind.resource, name: call.objectName ?? "", namespace: call.namespace, uid: call["uid"])
                return nil
            case .review: return nil
            }
        } catch {
            throw call.operation.effect.writes && error.mayHaveHappened
                ? .lost(error.sentence) : ClusterProblem(error)
        }
    }

    /// The fields that others manage and that an apply would have to take.
    private func conflicts(_ object: JSONValue) async throws(KubernetesFailure) -> [JSONValue] {
        do throws(KubernetesFailure) {
            _ = try await session.apply(object, dryRun: true)
            return []
        } catch .conflict(let conflicts, _) {
            return conflicts.map { ["manager": .string($0.manager), "field": .string($0.field)] }
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

    /// Whether the caller has a right.
    public func allows(_ right: KubernetesRight) async throws(ClusterProblem) -> Bool {
        do throws(KubernetesFailure) {
            return try await session.selfSubjectAccessReview(right).isAllowed
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// Runs a program in a container of a running pod.
    public func run(
        _ command: PodCommand, within seconds: Int, _ output: @escaping @Sendable (PodOutput) -> Void
    ) async throws(ClusterProblem) -> Int {
        do throws(KubernetesFailure) {
            return try await session.exec(command, within: .seconds(seconds), output)
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// Hears what a container writes, from its beginning until it ends.
    public func follow(
        _ pod: String, in namespace: String, container: String?, within seconds: Int,
        _ output: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(ClusterProblem) {
        do throws(KubernetesFailure) {
            try await session.follow(
                pod: pod, namespace: namespace, container: container, within: .seconds(seconds), output)
        } catch {
            throw ClusterProblem(error)
        }
    }

    /// What a container has written so far.
    public func log(
        of pod: String, in namespace: String, container: String?
    ) async throws(ClusterProblem) -> String {
        do throws(KubernetesFailure) {
            return try await session.logs(pod: pod, namespace: namespace, container: container, tailLines: 2000)
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
        case .pod: .pod
        case .deployment: .deployment
        case .replicaSet: .replicaSet
        case .statefulSet: .statefulSet
        case .daemonSet: .daemonSet
        case .event: .event
        case .job: .job
        case .mutatingWebhookConfiguration: .mutatingWebhookConfiguration
        }
    }
}

extension ClusterProblem {
    /// What a failure of the client means here.
    init(_ failure: KubernetesFailure) {
        switch failure {
        case _ where failure.isCancelled: self = .cancelled
        case .forbidden(let right, let message): self = .denied(right, message)
        case .unauthorized(_, let message): self = .unauthorized(failure.sentence, message: message)
        case .conflict: self = .conflict(failure.sentence)
        case .status(let status, _) where status.code == 403:
            // Not a missing right: admission says what it minds, in the first of the causes where there are any.
            let cause = status.causes.first { !$0.reason.isEmpty }?.reason
            self = .refused(reason: cause ?? "AdmissionDenied", message: status.message)
        case .status(let status, _): self = .refused(reason: status.reason, message: status.message)
        // The program was started, and nobody heard how it ended.
        case .unfinished: self = .lost(failure.sentence)
        case .transport, .route, .notKubernetes, .malformed, .credentials:
            self = .unreachable(failure.sentence)
        }
    }
}
