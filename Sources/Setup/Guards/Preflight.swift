import AWSClient
import Design
import Identifiers
import Observation
import Wire

/// The third guard: the callers may do what the plan wants, as far as AWS and Kubernetes can be asked.
///
/// AWS refusing the question itself is "cannot tell" and stops nothing.
enum Preflight {
    /// A permission that a step needs, on what.
    struct Need: Hashable {
        var side: Side
        var action: String
        var resource: String
    }

    /// The permissions that are certainly missing.
    static func missing(
        _ plan: Plan, _ design: DelegateSending, _ observations: Observations, _ context: SetupContext
    ) async -> [Denial] {
        let steps = plan.resources.filter { !$0.steps.isEmpty }
        return await withTaskGroup(of: [Denial].self) { group in
            for resource in steps {
                let side = resource.address.side
                for step in resource.steps {
                    if case .apply(let object) = step {
                        guard let cluster = context.cluster else { continue }
                        let isNew = resource.action == .create
                        group.addTask { await kubernetes(cluster, object, isNew: isNew, design.place(of: .kubernetes)) }
                    } else if let session = context.session(side), let caller = observations.caller(side)?.value {
                        let resource = target(step, design)
                        group.addTask { await aws(session, caller, step.permissions, resource) }
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

    /// The rights that applying an object needs and the caller lacks.
    ///
    /// Server-side apply needs `patch`, and `create` beside it for what does not exist; the object is named, because
    /// rules may be for some objects only.
    private static func kubernetes(
        _ cluster: any ClusterConnection, _ object: JSONValue, isNew: Bool, _ place: String
    ) async -> [Denial] {
        guard let kind = ClusterKind(object: object), let name = object["metadata"]?["name"]?.string else { return [] }
        let namespace = object["metadata"]?["namespace"]?.string
        async let mayPatch = try? cluster.allows("patch", kind, name, in: namespace)
        async let mayCreate = isNew ? try? cluster.allows("create", kind, name, in: namespace) : nil
        var denials: [Denial] = []
        for (verb, isAllowed) in [("patch", await mayPatch), ("create", await mayCreate)] where isAllowed == false {
            let right = KubernetesRight(
                verb: verb, group: kind.group, resource: kind.rawValue, namespace: namespace, name: name)
            denials.append(right.denial(in: place))
        }
        return denials
    }

    private static func aws(
        _ session: AWSSession, _ caller: CallerState, _ actions: [String], _ resource: String
    ) async -> [Denial] {
        guard let principal = principal(caller.arn),
            let decisions = try? await IAM(session).simulatePrincipalPolicy(
                principalARN: principal, actions: actions, resources: [resource])
        else { return [] }
        return decisions.compactMap { decision in
            guard decision.verdict != .allowed, decision.missingContext.isEmpty else { return nil }
            return Denial(permission: decision.action, place: caller.account.text)
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

    private static func target(_ step: ResourceStep, _ design: DelegateSending) -> String {
        switch step {
        case .createOIDCProvider, .addClientID: design.providerARN.text
        case .createPolicy, .createPolicyVersion: design.permissionsPolicyARN.text
        case .createRole, .updateTrustPolicy, .putBoundary, .attachPolicy: design.roleARN.text
        case .createIdentity(let side, let identity, _):
            design.identityARN(identity, in: design.account(of: side)).text
        case .mailAgain(let side, let address):
            design.identityARN(.address(address), in: design.account(of: side)).text
        case .putSendingPolicy: design.identityARN.text
        case .apply: "*"
        }
    }
}
