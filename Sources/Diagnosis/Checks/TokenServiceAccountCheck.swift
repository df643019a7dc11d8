import Calls
import Design
import Identifiers

extension Check {
    /// The namespace is there.
    static let namespace = Check(
        "namespace", .token, "the namespace of the pods",
        codes: ["K8S-NAMESPACE-MISSING"],
        applies: { $0.answers.namespace != nil },
        reads: { context in
            // A service account that is there stands in a namespace that is there, which many may not read.
            guard let namespace = context.subject.answers.namespace, context.serviceAccount?.value == nil,
                context.clusterSilence == nil
            else { return [] }
            return [Read.namespace(namespace).call]
        },
        right: { context in context.subject.answers.namespace?.text ?? "" },
        findings: { context in
            guard let namespace = context.subject.answers.namespace else { return [] }
            if context.clusterSilence != nil { return [context.silent("K8S-NAMESPACE-MISSING")] }
            guard context.serviceAccount?.value == nil, let observed = context.seen.namespace(namespace) else {
                return []
            }
            let isEnding = observed.value?.isBeingDeleted ?? false
            guard observed == .absent || isEnding else { return [] }
            let read = Read.namespace(namespace).call
            return [
                context.finding("K8S-NAMESPACE-MISSING") {
                    $0.expected = "namespace \(namespace.text)"
                    $0.found = isEnding ? "it is being deleted" : "no such namespace"
                    $0.place = context.place(of: .kubernetes)
                    $0.brief = isEnding ? "the namespace is being deleted" : "the namespace does not exist"
                    $0.evidence = [
                        context.evidence(read, namespace.text, isEnding ? "being deleted" : "does not exist")
                    ]
                    $0.repair(
                        commands: [context.kubectl("create", "namespace", namespace.text)],
                        address: context.repair(.namespace))
                }
            ]
        })

    /// The service account is there.
    static let serviceAccount = Check(
        "service-account", .token, "the service account of the pods",
        codes: ["K8S-SERVICE-ACCOUNT-MISSING"], after: ["namespace"],
        applies: { $0.answers.serviceAccount != nil && $0.answers.namespace != nil },
        reads: { context in
            context.clusterSilence == nil ? context.serviceAccountRead.map { [$0.call] } ?? [] : []
        },
        right: { context in context.serviceAccountPlace },
        findings: { context in
            if context.clusterSilence != nil { return [context.silent("K8S-SERVICE-ACCOUNT-MISSING")] }
            guard let read = context.serviceAccountRead, context.serviceAccount == .absent,
                let namespace = context.subject.answers.namespace, let name = context.subject.answers.serviceAccount
            else { return [] }
            return [
                context.finding("K8S-SERVICE-ACCOUNT-MISSING") {
                    $0.expected = "\(name.text) in namespace \(namespace.text)"
                    $0.found = "no such service account"
                    $0.place = "\(context.place(of: .kubernetes)), namespace \(namespace.text)"
                    $0.brief = "the service account does not exist"
                    $0.evidence = [context.evidence(read.call, "\(namespace.text)/\(name.text)", "does not exist")]
                    var commands = [context.kubectl("create", "serviceaccount", name.text, "-n", namespace.text)]
                    if let role = context.subject.role {
                        commands.append(context.annotate(name, in: namespace, role: role.text))
                    }
                    $0.repair(commands: commands, address: context.repair(.serviceAccount))
                }
            ]
        })
}

extension CheckContext {
    /// What a check of the cluster says where the cluster answers nothing, which is told once.
    func silent(_ code: String) -> Finding { notLooked(code, .token, "the cluster did not answer") }
}
