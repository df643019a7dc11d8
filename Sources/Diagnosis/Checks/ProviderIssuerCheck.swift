import Calls
import Design
import Identifiers

extension Check {
    /// The issuer that provider and trust policy are looked at by is the one with which the cluster signs.
    static let providerIssuer = Check(
        "provider-issuer", .provider, "the issuer, as EKS names it",
        codes: ["OIDC-ISSUER"],
        applies: { $0.token != nil && $0.answers.eksCluster != nil },
        reads: { context in context.describeCluster.map { [$0] } ?? [] },
        right: { context in context.subject.token?.issuer.text ?? "" },
        findings: { context in
            guard let token = context.subject.token, let name = context.subject.answers.eksCluster,
                let call = context.describeCluster
            else { return [] }
            let observed = context.seen.cluster(name, in: context.subject.answers.eksRegion)
            if observed == .absent {
                return [context.notLooked("OIDC-ISSUER", .provider, "there is no cluster of this name to look at")]
            }
            guard let issuer = observed?.value?.issuer, issuer != token.issuer else { return [] }
            return [
                context.finding("OIDC-ISSUER") {
                    $0.expected = issuer.text
                    $0.found = token.issuer.text
                    $0.place = "cluster \(name.text), identity.oidc.issuer"
                    $0.brief = "is another cluster's, or an earlier one's"
                    $0.evidence = [context.evidence(call, "cluster.identity.oidc.issuer", issuer.url)]
                    $0.repair(commands: [context.command(call)])
                }
            ]
        })
}

extension CheckContext {
    /// The question what EKS knows of the cluster; nil where nobody knows which.
    var describeCluster: Call? {
        guard let name = subject.answers.eksCluster else { return nil }
        return Read.cluster(name, in: subject.answers.eksRegion).call
    }
}
