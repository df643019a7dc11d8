import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Wizard

/// What can be found out for a question before it is asked; nothing is found is not worth a word.
///
/// Names come from files. AWS is asked with credentials that a person named or said yes to, and with no others:
/// ``LineSetup`` sees to that.
struct LineSuggestions: Sendable {
    /// Where clients come from.
    let bench: Workbench

    /// The profiles that files name.
    func profiles() -> [String] { (try? bench.profiles())?.names ?? [] }

    /// What using a profile would run and whom it would ask; nil is what counts where no profile is named.
    func outlook(_ profile: String?) -> CallerOutlook { bench.outlook(profile: profile) }

    /// What the token of a context takes that names credentials of its own; nil for all others.
    func contextOutlook(_ name: String) -> CallerOutlook? {
        (try? bench.kubeconfig()).flatMap { bench.contextOutlooks($0)[name] }
    }

    /// The contexts of the kubeconfig, the current one first.
    func contexts() -> [String] {
        guard let config = try? bench.kubeconfig() else { return [] }
        let current = (try? config.context())?.name
        return (current.map { [$0] } ?? []) + config.contexts.map(\.name).filter { $0 != current }
    }

    /// The region that a profile or the environment names.
    func region(_ profile: String?) -> String? { (try? bench.settings(profile: profile))?.region?.text }

    /// Who a caller is: the account, or the sentence that says why nobody knows.
    func account(_ side: Side, _ profile: String?) async -> Result<String, CallerProblem> {
        do {
            let session = try bench.session(side, profile: profile, region: nil)
            return .success(try await STS(session).getCallerIdentity().account)
        } catch let error as CredentialError {
            return .failure(CallerProblem(sentence: error.sentence))
        } catch let error as AWSFailure {
            return .failure(CallerProblem(sentence: error.sentence))
        } catch {
            return .failure(CallerProblem(sentence: "\(error)"))
        }
    }

    /// The clusters of a region.
    func clusters(_ answers: Answers) async -> [String] {
        guard let session = try? bench.session(.eks, profile: answers.eksProfile, region: answers.eksRegion) else {
            return []
        }
        let call = Call.listClusters(in: answers.eksRegion)
        return (try? ClusterNames(await session.perform(call).value, of: call).names) ?? []
    }

    /// Why a caller is not known.
    struct CallerProblem: Error {
        var sentence: String
    }
}
