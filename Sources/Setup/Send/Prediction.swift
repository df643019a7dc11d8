import Calls
import Design
import IAMPolicy
import Identifiers
import Observation
import Wire

/// Whether the policies as they are now would let a link hold: a refusal then is IAM's delay, not a fault.
struct Prediction {
    let context: SetupContext
    let design: DelegateSending

    /// Reads the policies anew and decides; what cannot be read is not predicted.
    func allows(_ link: SendLinkName, receiver: String) async -> Bool {
        let observations = await Observer(context.sources()).observe { design.reads($0, sides: [.eks, .ses]) }
        switch link {
        case .assumeRole: return allowsRole(observations)
        case .send: return allowsSend(observations, receiver: receiver)
        case .annotation, .token: return false
        }
    }

    private func allowsRole(_ observations: Observations) -> Bool {
        guard let role = observations.role(design.roleName)?.value,
            let provider = observations.provider(design.providerARN)?.value,
            provider.clientIDs.contains(DelegateSending.audience),
            let trust = try? PolicyDocument.read(role.trustPolicy, kind: .trust)
        else { return false }
        let request = PolicyRequest(
            principal: design.providerARN.text, action: "sts:AssumeRoleWithWebIdentity", resource: role.arn.text,
            context: [
                "\(design.issuer.text):sub": .one(design.subject),
                "\(design.issuer.text):aud": .one(DelegateSending.audience),
            ])
        return Evaluator.decide(request, PolicySet(resource: [NamedPolicy("trust policy", trust)])).isAllowed
    }

    private func allowsSend(_ observations: Observations, receiver: String) -> Bool {
        guard let role = observations.role(design.roleName)?.value,
            observations.attachedPolicies(design.roleName)?.value?.contains(design.permissionsPolicyARN) == true,
            let permissions = observations.policy(design.permissionsPolicyARN)?.value,
            let identity = observations.identity(.ses, design.identity, in: design.sesRegion)?.value,
            let sending = identity.policies[design.sendingPolicyName.text],
            let own = try? PolicyDocument.read(permissions.document, kind: .identity),
            let consent = try? PolicyDocument.read(sending, kind: .sending)
        else { return false }
        let request = PolicyRequest(
            principal:
                "arn:\(design.partition.id):sts::\(design.eksAccount.text):assumed-role/\(design.roleName.text)/sesame-test",
            action: "ses:SendEmail", resource: design.identityARN.text, resourceAccount: design.sesAccount.text,
            context: [
                "aws:PrincipalArn": .one(role.arn.text), "aws:userid": .one("\(role.roleID):sesame-test"),
                "ses:FromAddress": .one(design.sender.text), "ses:Recipients": .list([receiver]),
            ])
        let policies = PolicySet(
            identity: [NamedPolicy(design.permissionsPolicyName.text, own)],
            resource: [NamedPolicy(design.sendingPolicyName.text, consent)])
        return Evaluator.decide(request, policies).isAllowed
    }
}
