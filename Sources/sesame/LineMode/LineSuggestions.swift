import Calls
import Design
import Identifiers
import Work

/// What can be found out for a question before it is asked; nothing is found is not worth a word.
///
/// Names come from files. AWS is asked with credentials that a person named or said yes to, and with no others:
/// ``LineSetup`` sees to that.
struct LineSuggestions: Sendable {
    /// Where clients come from.
    let bench: Workbench
    /// What files name.
    let local: LocalFindings

    init(bench: Workbench) {
        self.bench = bench
        local = bench.localFindings()
    }

    /// The contexts of the kubeconfig, the current one first.
    var contexts: [String] {
        let current = local.currentContext
        return (current.map { [$0] } ?? []) + local.contexts.filter { $0 != current }
    }

    /// The clusters of a region, or why nobody knows them.
    func clusters(_ answers: Answers) async -> Observed<[String]>? {
        let call = Call.listClusters(in: answers.eksRegion)
        let callers = answers.callers.filter { $0.key == .eks }
        do throws(Problem) {
            let work = try await SetupWork.open(bench, answers, callers, sides: [.eks])
            return await work.observed([call]).clusters(in: answers.eksRegion)
        } catch {
            return .unreachable(error.sentence)
        }
    }
}
