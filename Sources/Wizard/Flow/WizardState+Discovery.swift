import Calls
import Design
import Identifiers

extension WizardState {
    /// Asks what can be asked now and was not asked before.
    mutating func ask() -> [WizardEffect] {
        let calls = wantedCalls.filter { !discovery.asked.contains($0) }
        guard !calls.isEmpty else { return [] }
        discovery.asked.formUnion(calls)
        let sides = Set(calls.map(\.side))
        let label = sides.count == 1 ? "asking \(sides.first?.shortWord ?? "AWS")" : "asking"
        let id = work.begin(.ask, label, at: now)
        return [.ask(id, calls, answers)]
    }

    /// What screens 3 to 5 want to know, as far as it can be asked already.
    private var wantedCalls: [Call] {
        // Screen 1 says whom it asks, which is STS; what lies in the accounts is read from where it is left on.
        guard screen > .introduction else { return [] }
        var calls: [Call] = []
        let hasEKS = callers[.eks].answer != nil
        let hasSES = callers[.ses].answer != nil
        if hasEKS, let region = answers.eksRegion {
            calls.append(Read.clusters(in: region).call)
            if let cluster = answers.eksCluster {
                calls += [Read.cluster(cluster, in: region).call, Read.namespaces.call]
                if let namespace = answers.namespace { calls.append(Read.serviceAccounts(namespace).call) }
            }
            if let account = answers.eksAccount, let issuer = answers.oidcProvider {
                calls.append(Read.provider(providerARN(account, region, issuer)).call)
                calls += answers.nameReads(discovery.observations)
            }
        }
        if let region = answers.sesRegion {
            for (side, hasCaller) in [(Side.eks, hasEKS), (.ses, hasSES)] where hasCaller {
                calls += [Read.sendingAccount(side, in: region).call, Read.identities(side, in: region).call]
            }
        }
        return calls
    }

    func providerARN(_ account: AccountID, _ region: Region, _ issuer: IssuerURL) -> ARN {
        ProviderARN(partition: Partition(of: region).id, account: account, issuer: issuer).arn
    }

    /// The state of the provider in IAM, when it was asked for.
    var provider: Observed<ProviderState>? {
        guard let account = answers.eksAccount, let region = answers.eksRegion, let issuer = answers.oidcProvider
        else { return nil }
        return discovery.observations.provider(providerARN(account, region, issuer))
    }

    /// Takes answers of the world: they fill fields that nobody answered more strongly.
    mutating func absorb(_ id: EffectID, _ observations: Observations, isLast: Bool) -> [WizardEffect] {
        guard work.wants(id) else { return [] }
        if isLast { _ = work.end(id) }
        discovery.observations.merge(observations)
        fillDefaults()
        var effects = ask()
        effects.append(.saveState)
        effects += continueIfAnswered()
        // A plan that lacked only what was just told.
        if screen == .apply, planning.plan == nil, planning.trouble == nil, !work.isRunning(.plan) {
            effects += readPlan()
        }
        return effects
    }

    /// Fills fields from what is known, the weakest values last.
    mutating func fillDefaults() {
        fillFromCallers()
        fillFromCluster()
        fillFromSES()
        if mode == .demo { fillFromExamples() }
    }

    private mutating func fillFromCallers() {
        for side in [Side.eks, .ses] {
            guard case .known(let choice, let answer) = callers[side] else { continue }
            let provenance = Provenance.profile(choice.name)
            form.propose(answer.account.text, for: side == .eks ? .eksAccount : .sesAccount, from: provenance)
            if case .profile(let name) = choice {
                form.propose(name, for: side == .eks ? .eksProfile : .sesProfile, from: .detected(from: "chosen"))
            }
            if side == .eks, let region = answer.region { form.propose(region.text, for: .eksRegion, from: provenance) }
        }
    }

    private mutating func fillFromCluster() {
        let seen = discovery.observations
        if let names = seen.clusters(in: answers.eksRegion)?.value, !names.isEmpty {
            let current = local?.currentCluster
            if let name = names.first(where: { $0 == current }) ?? (names.count == 1 ? names[0] : nil) {
                form.propose(name, for: .eksCluster, from: .detected(from: "found, 1 of \(names.count)"))
            }
        }
        if let cluster = answers.eksCluster, let issuer = seen.cluster(cluster, in: answers.eksRegion)?.value?.issuer {
            form.propose(issuer.text, for: .eksOIDCProvider, from: .detected(from: "read from EKS"))
        }
        form.propose("default", for: .namespace, from: .default)
        if let namespace = answers.namespace, let accounts = seen.serviceAccounts(namespace)?.value,
            let noted = accounts.first(where: { $0.annotations["eks.amazonaws.com/role-arn"] != nil })
        {
            form.propose(noted.name, for: .serviceAccount, from: .detected(from: "has a role note"))
        }
        form.propose("ses-sender", for: .serviceAccount, from: .default)
        for (field, text) in answers.keptNames(seen) {
            form.propose(text, for: field, from: .detected(from: "applied before"))
        }
    }

    /// The demo's world answers to the names that the field catalogue has as examples.
    ///
    /// Another service account has names of its own, which follow from it while it is typed and afterwards.
    private mutating func fillFromExamples() {
        let isExample = form.text(of: .serviceAccount) == Field[.serviceAccount].example
        let names: [FieldID] = isExample ? [.role, .permissionsPolicy, .sendingPolicy] : []
        for field in [.sesSender, .sesReceiver] + names {
            form.propose(Field[field].example, for: field, from: .default)
        }
    }

    private mutating func fillFromSES() {
        if let region = answers.eksRegion, region.hasSES {
            form.propose(region.text, for: .sesRegion, from: .detected(from: "as the cluster"))
        }
        let seen = discovery.observations
        let region = answers.sesRegion
        let verified =
            seen.identities(.ses, in: region)?.value?.filter { $0.isVerified && $0.name.contains("@") } ?? []
        // Who sends and who receives is a decision; what SES knows may suggest it, and never replaces it.
        if verified.count == 1, answers.sender == nil {
            form.propose(verified[0].name, for: .sesSender, from: .detected(from: "verified in SES"))
        }
        if let sender = answers.sender, case .verified(let identity) = seen.cover(of: sender, .ses, in: region) {
            form.propose(identity.text, for: .sesIdentity, from: .detected(from: "verified in SES"))
        }
        for (side, field) in [(Side.eks, FieldID.eksSandbox), (.ses, .sesSandbox)] {
            guard let account = seen.sendingAccount(side, in: region)?.value else { continue }
            let isSandbox = account.productionAccess ? "false" : "true"
            form.propose(isSandbox, for: field, from: .detected(from: "read from SES"))
        }
        let readable = seen.identities(.eks, in: region)?.value?.first { $0.isVerified && $0.name.contains("@") }
        if let readable, answers.receiver == nil {
            form.propose(readable.name, for: .sesReceiver, from: .detected(from: "verified"))
        }
        if answers.receiver == nil, answers.eksSandbox == false {
            form.propose("success@simulator.amazonses.com", for: .sesReceiver, from: .default)
        }
    }
}

extension Side {
    /// The word for row 1.
    var shortWord: String {
        switch self {
        case .eks: "EKS"
        case .ses: "SES"
        case .kubernetes: "the cluster"
        }
    }
}
