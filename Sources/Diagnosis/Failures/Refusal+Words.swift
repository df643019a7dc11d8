import Calls
import Design
import Identifiers
import Wire

extension Refusal {
    /// The value of a placeholder, or what stands there when nobody knows it.
    ///
    /// Blanks at the ends of what was seen count, and would be overlooked without quotes.
    func words(_ placeholder: Placeholder) -> String {
        guard let value = known(placeholder) else { return placeholder.fallback }
        // Its blank belongs to the command.
        return placeholder == .asProfile ? value : value.quotingHiddenBlanks
    }

    /// The value of a placeholder as one word of a command, or a word in capitals to be replaced.
    func commandWord(_ placeholder: Placeholder) -> String {
        if placeholder == .asProfile { return words(placeholder) }
        return known(placeholder).map(ShellQuoting.word) ?? placeholder.capitals
    }

    private func known(_ placeholder: Placeholder) -> String? { value(placeholder) ?? context.stated[placeholder] }

    private func value(_ placeholder: Placeholder) -> String? {
        switch placeholder {
        case .eks, .ses, .eksID, .sesID, .eksRegion, .sesRegion, .cluster, .issuer, .providerARN, .role, .roleARN,
            .subject, .namespace, .serviceAccount, .sender, .identity, .identityARN, .receiver, .permissionsPolicy,
            .sendingPolicy, .profile, .sending, .asProfile:
            setupValue(placeholder) ?? answeredValue(placeholder)
        case .operation: call.isEmpty ? nil : call
        case .action: details.action
        case .resource: details.resource
        case .caller: details.caller
        case .clusterUser: details.clusterUser
        case .clusterVerb: details.clusterRule?.verb
        case .clusterResource: details.clusterRule?.resource
        case .clusterRole: details.clusterRule?.roleName
        case .clusterNamespace: details.clusterRule?.namespace ?? design?.namespace.text
        case .failed: details.failedIdentities.isEmpty ? nil : details.failedIdentities.joined(separator: ", ")
        case .messageRegion: details.region
        case .callPlace: failure.account.map { "account \($0)" }
        }
    }

    private func setupValue(_ placeholder: Placeholder) -> String? {
        switch placeholder {
        case .eks: design.map { "EKS account \($0.eksAccount.text)" }
        case .ses: design.map { "SES account \($0.sesAccount.text)" }
        case .eksID: design?.eksAccount.text
        case .sesID: design?.sesAccount.text
        case .eksRegion: design?.eksRegion.text
        case .sesRegion: design?.sesRegion.text
        case .cluster: design?.cluster?.text
        case .issuer: design?.issuer.text
        case .providerARN: design?.providerARN.text
        case .role: design?.roleName.text
        case .roleARN: design?.roleARN.text
        case .subject: design?.subject
        case .namespace: design?.namespace.text
        case .serviceAccount: design?.serviceAccount.text
        case .sender: design?.sender.text
        case .identity: design?.identity.text
        case .identityARN: design?.identityARN.text
        case .receiver: receiver
        case .permissionsPolicy: design?.permissionsPolicyName.text
        case .sendingPolicy: design?.sendingPolicyName.text
        case .profile: context.profile.map(ShellQuoting.word)
        case .asProfile: context.profile.map { " --profile \(ShellQuoting.word($0))" }
        case .sending: design.map { "\(context.sending.words) \($0.account(of: context.sending).text)" }
        default: nil
        }
    }

    /// What answers that make no whole design say.
    private func answeredValue(_ placeholder: Placeholder) -> String? {
        guard let answers = context.answers, context.design == nil else { return nil }
        let subject = Subject(answers)
        return switch placeholder {
        case .eks: answers.eksAccount.map { "EKS account \($0.text)" }
        case .ses: answers.sesAccount.map { "SES account \($0.text)" }
        case .eksID: answers.eksAccount?.text
        case .sesID: answers.sesAccount?.text
        case .eksRegion: answers.eksRegion?.text
        case .sesRegion: answers.sesRegion?.text
        case .cluster: answers.eksCluster?.text
        case .issuer: answers.oidcProvider?.text
        case .providerARN: subject.token?.providerARN.text
        case .role: subject.role?.name.text
        case .roleARN: subject.role?.text
        case .subject: subject.token?.subject
        case .namespace: answers.namespace?.text
        case .serviceAccount: answers.serviceAccount?.text
        default: nil
        }
    }
}
