import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The provider takes tokens that are meant for STS, to the letter.
    static let providerAudience = Check(
        "provider-audience", .provider, "the provider's audiences, to the letter",
        codes: ["OIDC-AUDIENCE"], after: ["provider-exists"],
        applies: { $0.token != nil },
        reads: { context in context.subject.token.map { [Read.provider($0.providerARN).call] } ?? [] },
        right: { context in "accepts \(context.presentedToken?.audience ?? DelegateSending.audience)" },
        findings: { context in
            guard let token = context.presentedToken, let observed = context.seen.provider(token.providerARN) else {
                return []
            }
            guard let provider = observed.value else {
                return observed == .absent
                    ? [context.notLooked("OIDC-AUDIENCE", .provider, "there is no provider to look at")] : []
            }
            guard !provider.clientIDs.contains(token.audience) else { return [] }
            return [context.audienceFault(token, provider)]
        })
}

extension CheckContext {
    fileprivate func audienceFault(_ token: PodToken, _ provider: ProviderState) -> Finding {
        let read = Read.provider(token.providerARN).call
        let found = provider.clientIDs.map(\.quotingHiddenBlanks)
        let add = Call(
            .addClientIDToOpenIDConnectProvider, .eks,
            ["OpenIDConnectProviderArn": .string(token.providerARN.text), "ClientID": .string(token.audience)])
        return finding("OIDC-AUDIENCE") {
            $0.expected = "\(token.audience) among the audiences of the provider"
            $0.found = found.isEmpty ? "no audience at all" : found.joined(separator: ", ")
            $0.place = "\(eksPlace), provider \(token.issuer.text), audiences"
            $0.brief = found.isEmpty ? "accepts no audience" : brief(provider.clientIDs, token.audience)
            if let slip = provider.clientIDs.first(where: { isSlip($0, token.audience) }) {
                $0.why =
                    "\(slip.quotingHiddenBlanks) is not \(token.audience): every letter counts, blanks and capitals "
                    + "included."
            }
            $0.evidence = [evidence(read, "ClientIDList", JSONValue(provider.clientIDs).serialized(.compact))]
            $0.repair(
                "Add \(token.audience) to the audiences of the provider; what stands there already can stay.",
                commands: [command(add)],
                address: token.audience == DelegateSending.audience ? repair(.oidcProvider) : nil)
        }
    }

    private func brief(_ found: [String], _ wanted: String) -> String {
        if found.contains(where: { $0.trimmingWhitespace == wanted }) { return "has a blank beside the audience" }
        if found.contains(where: { $0.lowercased() == wanted.lowercased() }) {
            return "has the audience in other letters"
        }
        return found.count == 1 ? "accepts \(found[0]) only" : "does not accept \(wanted)"
    }

    /// Whether an audience is meant to be the wanted one.
    private func isSlip(_ found: String, _ wanted: String) -> Bool {
        let bare = found.trimmingWhitespace.lowercased()
        return bare == wanted || bare == "sts.amazon.com" || bare == "https://\(wanted)"
    }
}
