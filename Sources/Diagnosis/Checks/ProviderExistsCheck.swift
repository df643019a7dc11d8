import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// IAM knows the cluster's issuer, in the account of the role.
    static let providerExists = Check(
        "provider-exists", .provider, "the OIDC provider, by the cluster's issuer",
        codes: ["OIDC-PROVIDER-MISSING", "OIDC-URL", "OIDC-PROVIDER-ACCOUNT", "OIDC-QUOTA"],
        applies: { $0.token != nil },
        reads: { context in context.subject.token.map { [Read.provider($0.providerARN).call] } ?? [] },
        hints: { context in
            guard let token = context.subject.token, context.seen.provider(token.providerARN) == .absent else {
                return []
            }
            var calls = [Read.providers.call]
            if let other = context.providerElsewhere { calls.append(other) }
            return calls
        },
        right: { _ in "knows the cluster and sts.amazonaws.com" },
        findings: { context in
            guard let token = context.subject.token, context.seen.provider(token.providerARN) == .absent else {
                return []
            }
            return [context.providerFault(token)]
        })
}

extension CheckContext {
    /// Looks for the same issuer in the SES account, where it is sometimes registered by mistake; nil inside one account.
    fileprivate var providerElsewhere: Call? {
        guard let token = subject.token, let other = account(of: .ses), other != token.account else { return nil }
        let arn = ProviderARN(partition: token.partition.id, account: other, issuer: token.issuer)
        return Call(.getOpenIDConnectProvider, .ses, ["OpenIDConnectProviderArn": .string(arn.text)])
    }

    /// The provider is not there: what is there instead.
    fileprivate func providerFault(_ token: PodToken) -> Finding {
        let read = Read.provider(token.providerARN).call
        let missing = evidence(read, token.providerARN.text, "does not exist")
        let create = Call(
            .createOpenIDConnectProvider, .eks,
            ["Url": .string(token.issuer.url), "ClientIDList": [.string(DelegateSending.audience)]])
        let providers = seen[.providers]?.value?.arns.map(\.text)
        if let near = providers?.first(where: { isMeant($0, token) }) {
            return finding("OIDC-URL") {
                $0.expected = token.providerARN.text
                $0.found = near
                $0.place = "\(eksPlace), OIDC providers"
                $0.brief = "is written in another way than the issuer"
                $0.evidence = [evidence(Read.providers.call, "OpenIDConnectProviderList", near), missing]
                $0.repair(commands: [command(create)], address: repair(.oidcProvider))
            }
        }
        if let providers, providers.count >= 100 {
            return finding("OIDC-QUOTA") {
                $0.title = "The provider is missing, and the account has as many as its quota usually allows."
                $0.expected = "\(token.providerARN.text), and room for it: the quota is 100 unless somebody raised it"
                $0.found = "no such provider among \(providers.count)"
                $0.place = "\(eksPlace), OIDC providers"
                $0.brief = "is missing, and there is no room for it"
                $0.why = "IAM refuses one more provider than the quota. Those of deleted clusters stay behind."
                $0.evidence = [
                    evidence(Read.providers.call, "OpenIDConnectProviderList", "\(providers.count) ARNs"), missing,
                ]
                $0.repair(commands: [command(Read.providers.call)])
            }
        }
        if let elsewhere = providerElsewhere, seen[elsewhere]?.value != nil, let other = account(of: .ses) {
            return finding("OIDC-PROVIDER-ACCOUNT") {
                $0.title = "The cluster is registered in the wrong account."
                $0.expected = "\(token.providerARN.text): in the account of the role"
                $0.found = "not there; a provider for this issuer is in SES account \(other.text) only"
                $0.place = "\(eksPlace), OIDC providers"
                $0.brief = "is in the SES account, not in the role's"
                $0.why = "IAM looks for the provider in the account of the role that is asked for."
                $0.evidence = [
                    missing,
                    evidence(elsewhere, elsewhere["OpenIDConnectProviderArn"] ?? "", "exists"),
                ]
                $0.repair(
                    "Register the issuer in \(eksPlace); the other provider may stay.", commands: [command(create)],
                    address: repair(.oidcProvider))
            }
        }
        return finding("OIDC-PROVIDER-MISSING") {
            $0.expected = token.providerARN.text
            $0.found =
                switch providers?.count {
                case nil: "no such provider"
                case 0?: "no provider at all"
                case let count?: "no such provider among \(count)"
                }
            $0.place = "\(eksPlace), OIDC providers"
            $0.brief = "does not exist"
            $0.evidence = [missing]
            $0.repair(commands: [command(create)], address: repair(.oidcProvider))
        }
    }

    /// Whether a provider is meant for the same issuer and says it in another way: another case, a slash or port at the
    /// end, the parts of the host the other way round, or the name that only serves its documents.
    private func isMeant(_ arn: String, _ token: PodToken) -> Bool {
        guard let issuer = arn.split(separator: ":oidc-provider/", maxSplits: 1).dropFirst().first.map(String.init),
            issuer != token.issuer.text
        else { return false }
        let bare = issuer.lowercased().split(separator: "/").map(String.init)
        let wanted = token.issuer.text.lowercased().split(separator: "/").map(String.init)
        if bare == wanted { return true }
        guard let id = wanted.last, id.count >= 16, bare.last == id else { return false }
        // The cluster's ID is there, on a host that is not the issuer's.
        return true
    }
}
