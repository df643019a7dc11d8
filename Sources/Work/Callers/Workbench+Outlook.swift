import AWSClient
public import Design
public import Identifiers
import KubernetesClient
import Wire

// What can be found out without asking anybody: files, the environment, and what choosing credentials would do.

extension Workbench {
    /// Names of profiles and contexts, and what choosing them would do, from files alone.
    ///
    /// A file that cannot be read names nothing here; whoever chooses from it is told why.
    public func localFindings() -> LocalFindings {
        var findings = LocalFindings()
        if let profiles = try? profiles() {
            findings.profiles = profiles.names
            findings.profilesFile = ground.shortened(profiles.configPath)
        }
        findings.hasEnvironmentKeys = !(ground.environment["AWS_ACCESS_KEY_ID"] ?? "").isEmpty
        findings.currentProfile = ground.environment["AWS_PROFILE"].flatMap { $0.isEmpty ? nil : $0 }
        if let config = try? kubeconfig() {
            findings.contexts = config.contexts.map(\.name)
            findings.currentCluster = Self.currentCluster(config)
            findings.currentContext = (try? config.context())?.name
            findings.contextOutlooks = contextOutlooks(config)
            for context in config.contexts { findings.contextCallers[context.name] = Self.caller(context, config) }
        }
        for choice in findings.profiles.map({ CallerChoice.profile($0) }) + [.environment] {
            findings.outlooks[choice] = outlook(choice)
        }
        findings.contextsFile = ground.shortened(kubeconfigPaths.files.first ?? "~/.kube/config")
        if ground.isDemo {
            findings.profilesFile = "the demo"
            findings.contextsFile = "the demo"
        }
        return findings
    }

    /// The EKS name of the cluster that the current context leads to, where file or ARN tell it.
    private static func currentCluster(_ config: Kubeconfig) -> String? {
        guard let context = try? config.context(), let cluster = try? config.cluster(of: context) else { return nil }
        if let user = try? config.user(of: context), let exec = user.exec, let command = EKSTokenCommand(exec) {
            return command.cluster
        }
        // `aws eks update-kubeconfig` names clusters by their ARN.
        let name = cluster.name.split(separator: "/").last.map(String.init) ?? cluster.name
        return (try? ClusterName(name))?.text
    }

    /// What choosing credentials would run and whom it would ask.
    public func outlook(_ choice: CallerChoice) -> CallerOutlook {
        do throws(CredentialError) {
            let outlook = try credentialOutlook(profile: choice.profile)
            return CallerOutlook(outlook) { ground.isDemo ? "the demo" : ground.shortened($0) }
        } catch {
            var sentence = Redactor().shown(error.sentence)
            if sentence.hasSuffix(".") { sentence.removeLast() }
            return CallerOutlook(steps: [], problem: sentence)
        }
    }

    /// What the tokens of contexts take that name credentials of their own, by the context's name.
    ///
    /// The tokens of the others are made with the EKS account's caller, or stand in the file.
    private func contextOutlooks(_ config: Kubeconfig) -> [String: CallerOutlook] {
        var outlooks: [String: CallerOutlook] = [:]
        for context in config.contexts {
            guard let user = try? config.user(of: context), let exec = user.exec, let command = EKSTokenCommand(exec),
                command.profile != nil || command.roleARN != nil
            else { continue }
            var outlook = command.profile.map { self.outlook(.profile($0)) } ?? CallerOutlook(steps: [])
            if let role = command.roleARN {
                outlook.steps.append(.other("asks STS for the role \(role.split(separator: "/").last ?? "")"))
            }
            outlooks[context.name] = outlook
        }
        return outlooks
    }

    /// Who asks in a context; nil where it is the EKS account's caller, or nobody can tell.
    private static func caller(_ context: KubeconfigContext, _ config: Kubeconfig) -> String? {
        guard let user = try? config.user(of: context) else { return nil }
        if let other = user.impersonation?.user, !other.isEmpty { return other }
        guard user.token == nil, user.tokenFile == nil, let exec = user.exec, let command = EKSTokenCommand(exec) else {
            return user.name
        }
        return command.roleARN?.split(separator: "/").last.map(String.init) ?? command.profile
    }

    /// The region that a choice of credentials names; nil where it names none, or cannot be read.
    public func region(of choice: CallerChoice) -> Region? { (try? settings(profile: choice.profile))?.region }
}

extension CallerOutlook {
    /// The client's outlook in the words of a choice; paths are shortened as people write them.
    fileprivate init(_ outlook: CredentialOutlook, path: (String) -> String) {
        self.init(
            steps: outlook.steps.map { step in
                switch step {
                case .runs(let command, let profile): .runs(command: command, profile: profile)
                case .takesKeys(let profile, let file):
                    .other(CredentialOutlook.Step.takesKeys(profile: profile, path: path(file)).words)
                case .showsToken(let role, let file):
                    .other(CredentialOutlook.Step.showsToken(role: role, path: path(file)).words)
                case .takesEnvironment, .asksPortal, .usesLogin, .assumesRole, .asksContainer, .asksInstance:
                    .other(step.words)
                }
            })
    }
}
