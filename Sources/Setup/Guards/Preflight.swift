import AWSClient
import Calls
import Design
import Identifiers
import Observation
import Wire

/// The third guard: the callers may do what the plan wants, as far as AWS and Kubernetes can be asked.
///
/// AWS refusing the question itself is "cannot tell" and stops nothing.
enum Preflight {
    /// The permissions that are certainly missing.
    static func missing(
        _ plan: Plan, _ design: DelegateSending, _ observations: Observations, _ context: SetupContext
    ) async -> [Denial] {
        let steps = plan.resources.filter { !$0.steps.isEmpty }
        return await withTaskGroup(of: [Denial].self) { group in
            for resource in steps {
                for step in resource.steps {
                    switch step.call.operation.wire {
                    case .kubernetes:
                        guard let cluster = context.cluster, let right = step.call.right else { continue }
                        // Server-side apply needs `patch`, and `create` beside it for what does not exist.
                        var rights = [right]
                        if resource.action == .create { rights.append(right.with(verb: "create")) }
                        let place = design.place(of: .kubernetes)
                        for right in rights { group.addTask { await kubernetes(cluster, right, place) } }
                    case .query, .rest:
                        guard let session = context.session(step.call.side),
                            let caller = observations.caller(step.call.side)?.value
                        else { continue }
                        group.addTask { await aws(session, caller, step) }
                    }
                }
            }
            var denials: [Denial] = []
            for await found in group {
                for denial in found where !denials.contains(denial) { denials.append(denial) }
            }
            return denials.sorted { $0.words < $1.words }
        }
    }

    /// The right, where the cluster says that the caller lacks it.
    private static func kubernetes(
        _ cluster: any ClusterConnection, _ right: KubernetesRight, _ place: String
    ) async -> [Denial] {
        (try? await cluster.allows(right)) == false ? [right.denial(in: place)] : []
    }

    private static func aws(_ session: AWSSession, _ caller: CallerState, _ step: Step) async -> [Denial] {
        guard let principal = principal(caller.arn) else { return [] }
        let question = Call(
            .simulatePrincipalPolicy, step.call.side,
            [
                "PolicySourceArn": .string(principal), "ActionNames": JSONValue(step.call.actions),
                "ResourceArns": [.string(step.target)],
            ])
        guard let decisions = try? await session.perform(question).value["EvaluationResults"]?.array else { return [] }
        return decisions.compactMap { decision in
            guard let action = decision["EvalActionName"]?.string, decision["EvalDecision"]?.string != "allowed",
                decision["MissingContextValues"]?.array?.isEmpty ?? true
            else { return nil }
            return Denial(permission: action, place: caller.account.text)
        }
    }

    /// The user or role behind a caller; nil for root and federated users, which the simulator of IAM does not know.
    static func principal(_ caller: ARN) -> String? {
        if caller.service == "iam", caller.resourceType == "user" { return caller.text }
        guard caller.service == "sts", caller.resourceType == "assumed-role",
            let role = caller.resourceName.split(separator: "/").first
        else { return nil }
        // A session's ARN does not tell the role's path; roles of IAM Identity Center have a known one.
        let path = role.hasPrefix("AWSReservedSSO_") ? "aws-reserved/sso.amazonaws.com/" : ""
        return "arn:\(caller.partition):iam::\(caller.account):role/\(path)\(role)"
    }
}
