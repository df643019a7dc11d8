import AWSClient
import Design
import Identifiers
import Wire

/// How each question is asked: one call, or two where AWS needs two.
enum Asking {
    static func answer(
        _ question: Question, _ sources: ObservationSources
    ) async -> Observed<Observations.Finding> {
        switch question {
        case .caller, .cluster, .clusters, .sendingAccount, .identity, .identities, .provider, .role,
            .attachedPolicies, .policy:
            if question.side == .kubernetes { return .unreachable("the cluster's caller is not asked") }
            guard let session = sources.session(question.side) else {
                return .unreachable("there are no credentials for the \(question.side.words)")
            }
            return await aws(question, session, sources)
        case .namespace, .namespaces, .serviceAccount, .serviceAccounts, .deployment:
            guard let cluster = sources.cluster else {
                return .unreachable("there is no way to the cluster; name a context")
            }
            return await kubernetes(question, cluster, sources)
        }
    }

    private static func aws(
        _ question: Question, _ session: AWSSession, _ sources: ObservationSources
    ) async -> Observed<Observations.Finding> {
        var permission = question.permission
        do {
            switch question {
            case .sendingAccount, .identity, .identities:
                guard let region = sources.sesRegion else { return .unreachable("the SES region is not known") }
                return .value(try await AWSAsking.ses(question, SES(session.moved(to: region))))
            case .policy(let arn):
                let policy = try await IAM(session).getPolicy(arn.text)
                permission = "iam:GetPolicyVersion"
                let version = try await IAM(session).getPolicyVersion(arn.text, version: policy.defaultVersionID)
                return .value(
                    .policy(
                        PolicyState(
                            defaultVersion: policy.defaultVersionID, document: version.document ?? "",
                            tags: policy.tags.map { Tag(key: $0.key, value: $0.value) })))
            default:
                return .value(try await AWSAsking.account(question, session))
            }
        } catch let failure as AWSFailure {
            return observed(failure, permission, sources.place(question.side))
        } catch let error as IdentifierError {
            return .unreachable("the answer of AWS is not understood: \(error.reason)")
        } catch {
            return .unreachable("the answer of AWS is not understood")
        }
    }

    /// What a failure means for the question.
    static func observed(
        _ failure: AWSFailure, _ permission: String, _ place: String
    ) -> Observed<Observations.Finding> {
        if failure.isNotFound { return .absent }
        if failure.isAccessDenied {
            return .denied(Denial(permission: permission, place: failure.serviceError?.account ?? place))
        }
        let sentence = failure.sentence
        let reason = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        return failure.serviceError == nil ? .unreachable(reason) : .doubtful(Doubt(reason))
    }

    private static func kubernetes(
        _ question: Question, _ cluster: any ClusterConnection, _ sources: ObservationSources
    ) async -> Observed<Observations.Finding> {
        do throws(ClusterProblem) {
            switch question {
            case .namespace(let name):
                return found(try await cluster.read(.namespace, name.text, in: nil))
            case .serviceAccount(let namespace, let name):
                return found(try await cluster.read(.serviceAccount, name.text, in: namespace.text))
            case .deployment(let namespace, let name):
                return found(try await cluster.read(.deployment, name, in: namespace.text))
            case .namespaces:
                let objects = try await cluster.list(.namespace, in: nil)
                return .value(.names(objects.map { ObjectState(object: $0).name }.sorted()))
            case .serviceAccounts(let namespace):
                let objects = try await cluster.list(.serviceAccount, in: namespace.text)
                return .value(.objects(objects.map { ObjectState(object: $0) }))
            default:
                return .unreachable("this is not a question for the cluster")
            }
        } catch {
            return error.observed(in: sources.place(.kubernetes))
        }
    }

    private static func found(_ object: JSONValue?) -> Observed<Observations.Finding> {
        object.map { .value(.object(ObjectState(object: $0))) } ?? .absent
    }
}
