import Calls
import Design
import Identifiers
import Wizard
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

    /// The profile that Enter takes for a side: the one that the full screen proposes.
    ///
    /// One whose use runs a program is named and never taken by Enter alone.
    func profile(_ side: Side, _ answers: Answers) -> (text: String, from: Provenance)? {
        var accounts: [Side: String] = [:]
        accounts[.eks] = answers.eksAccount?.text
        accounts[.ses] = answers.sesAccount?.text
        var taken: [Side: CallerChoice] = [:]
        if side != .eks { taken[.eks] = answers.eksProfile.map { .profile($0) } }
        if side != .ses { taken[.ses] = answers.sesProfile.map { .profile($0) } }
        let choice = local.proposedCallers(accounts: accounts, taken: taken)[side]
        guard let choice, let name = choice.profile, local.outlooks[choice]?.runsProgram != true else { return nil }
        return (name, .detected(from: "found"))
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

extension CallerOutlook {
    /// Whether a program would be started.
    fileprivate var runsProgram: Bool {
        steps.contains { if case .runs = $0 { true } else { false } }
    }
}
