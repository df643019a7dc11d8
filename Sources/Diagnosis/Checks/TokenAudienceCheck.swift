import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The audience that an annotation asks for is one that provider and role take.
    static let tokenAudience = Check(
        "token-audience", .token, "for whom the pods' token is",
        codes: ["K8S-AUDIENCE"], after: ["service-account"],
        applies: { $0.token != nil },
        reads: { context in
            guard context.clusterSilence == nil, let account = context.serviceAccountRead?.call else { return [] }
            guard let token = context.tokenOfAnnotation else { return [account] }
            return [account, Read.provider(token.providerARN).call]
                + (context.subject.role.map { [Read.role($0.name).call] } ?? [])
        },
        right: { context in "the token is for \(context.presentedToken?.audience ?? DelegateSending.audience)" },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-AUDIENCE")] }
            if context.serviceAccount == .absent {
                return [context.notLooked("K8S-AUDIENCE", .token, "there is no service account to look at")]
            }
            guard let token = context.tokenOfAnnotation, context.refusesAudience(token) == true else { return [] }
            return [context.audience(token)]
        })
}

extension CheckContext {
    fileprivate func audience(_ token: PodToken) -> Finding {
        let key = ServiceAccountState.Annotation.audience.rawValue
        let clients = seen.provider(token.providerARN)?.value?.clientIDs ?? []
        return finding("K8S-AUDIENCE") {
            $0.expected =
                clients.contains(DelegateSending.audience) || clients.isEmpty
                ? "no annotation \(key), which means \(DelegateSending.audience)"
                : "one of \(clients.map(\.quotingHiddenBlanks).joined(separator: ", "))"
            $0.found = token.audience.isEmpty ? "an empty value" : token.audience.quotingHiddenBlanks
            $0.place = "\(serviceAccountPlace), annotation \(key)"
            $0.brief = "asks for a token for another audience"
            $0.why =
                clients.contains(token.audience)
                ? "The provider takes it, and the trust policy of the role does not."
                : "The provider takes tokens for \(clients.map(\.quotingHiddenBlanks).joined(separator: ", ")) only."
            $0.evidence = [
                Finding.Evidence(
                    call: serviceAccountRead?.call.words ?? "", field: "metadata.annotations.\(key)",
                    value: token.audience),
                evidence(
                    Read.provider(token.providerARN).call, "ClientIDList",
                    JSONValue(clients).serialized(.compact)),
            ]
            $0.repair(
                commands: [
                    kubectl(
                        "annotate", "serviceaccount", token.serviceAccount.text, "-n", token.namespace.text, "\(key)-")
                ] + restarts(pods ?? []))
        }
    }
}
