import AWSClient
import KubernetesClient
import Wire
import Wizard

extension CallerOutlook {
    /// The client's outlook in the wizard's words; paths are shortened as screens show them.
    init(_ outlook: CredentialOutlook, path: (String) -> String) {
        self.init(
            steps: outlook.steps.map { step in
                switch step {
                case .runs(let command, let profile): .runs(command: command, profile: profile)
                case .takesKeys(let profile, let file):
                    .other(CredentialOutlook.Step.takesKeys(profile: profile, path: path(file)).words)
                case .showsToken(let role, let file):
                    .other(CredentialOutlook.Step.showsToken(role: role, path: path(file)).words)
                default: .other(step.words)
                }
            })
    }
}

extension Workbench {
    /// What choosing a profile would run and whom it would ask; nil is the environment.
    func outlook(profile: String?) -> CallerOutlook {
        let process = ProcessContext.current()
        do throws(CredentialError) {
            let outlook = try credentialOutlook(profile: profile)
            return CallerOutlook(outlook) { ground.isDemo ? "the demo" : process.shortened($0) }
        } catch {
            return CallerOutlook(steps: [], problem: Redactor().shown(error.sentence).withoutFullStop)
        }
    }

    /// What the tokens of contexts take that name credentials of their own, by the context's name.
    ///
    /// The tokens of the others are made with the EKS account's caller, or stand in the file.
    func contextOutlooks(_ config: Kubeconfig) -> [String: CallerOutlook] {
        var outlooks: [String: CallerOutlook] = [:]
        for context in config.contexts {
            guard let user = try? config.user(of: context), let exec = user.exec, let command = EKSTokenCommand(exec),
                command.profile != nil || command.roleARN != nil
            else { continue }
            var outlook = command.profile.map { self.outlook(profile: $0) } ?? CallerOutlook(steps: [])
            if let role = command.roleARN {
                outlook.steps.append(.other("asks STS for the role \(role.split(separator: "/").last ?? "")"))
            }
            outlooks[context.name] = outlook
        }
        return outlooks
    }
}
