import Design
import Identifiers

extension FailureCondition {
    /// What was seen that makes the condition true.
    func evidence(_ scene: FailureScene) -> [Finding.Evidence] {
        guard let design = scene.design else { return [] }
        switch self {
        case .providerAbsent:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetOpenIDConnectProvider",
                    field: design.providerARN.text,
                    value: "does not exist")
            ]
        case .providerLacksAudience:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetOpenIDConnectProvider", field: "ClientIDList",
                    value: scene.words(.foundClients))
            ]
        case .roleAbsent:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetRole", field: design.roleName.text,
                    value: "does not exist")
            ]
        case .roleElsewhere:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetRole", field: "Arn", value: scene.words(.foundRole))
            ]
        case .trustKeyWithScheme, .trustKeyOfOtherIssuer, .trustProviderOfOtherAccount, .trustOtherProvider,
            .trustSubject, .trustAudience, .trustOther, .trustOpen:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetRole", field: "AssumeRolePolicyDocument",
                    value: scene.trust?.role.trustPolicy ?? "")
            ]
        case .doorOneClosed:
            return [
                Finding.Evidence(
                    account: design.eksAccount.text, call: "iam GetPolicyVersion",
                    field: design.permissionsPolicyName.text, value: scene.words(.miss))
            ]
        case .doorTwoClosed, .onlyRawClosed:
            return [
                Finding.Evidence(
                    account: design.sesAccount.text, call: "ses GetEmailIdentity", field: "Policies",
                    value: scene.words(.miss))
            ]
        case .deadPrincipal, .earlierRole:
            return [
                Finding.Evidence(
                    account: design.sesAccount.text, call: "ses GetEmailIdentity", field: "Policies",
                    value: scene.words(.foundPrincipal))
            ]
        case .senderVerified, .senderUnverified:
            return [
                Finding.Evidence(
                    account: design.sesAccount.text, call: "ses GetEmailIdentity", field: design.sender.text,
                    value: self == .senderVerified ? "verified" : "not verified")
            ]
        case .receiverVerifiedInSES:
            return [
                Finding.Evidence(
                    account: design.sesAccount.text, call: "ses GetEmailIdentity", field: scene.receiver ?? "",
                    value: "verified")
            ]
        default: return []
        }
    }
}
