import Calls
import Design
import Diagnosis

/// A restart that somebody wants and that was not agreed to yet.
struct Restarting: Hashable, Sendable {
    /// The workloads.
    var targets: [RestartTarget]
    /// The answers that say which cluster it is.
    var answers: Answers
    /// Where it was asked for.
    var screen: ScreenID
}

extension WizardState {
    /// Looks at workloads before anybody is asked whether they may restart.
    mutating func askToRestart(_ targets: [RestartTarget], _ answers: Answers) -> [WizardEffect] {
        guard !targets.isEmpty, restartObstacle == nil else { return [] }
        restarting = Restarting(targets: targets, answers: answers, screen: screen)
        let id = work.begin(.lookAtRestart, "looking at what restarts", at: now)
        return [.lookAtRestart(id, targets, answers)]
    }

    /// Why nothing can be restarted now; nil where it can be asked for.
    var restartObstacle: String? {
        if work.isRunning(.lookAtRestart) { return "what restarts is being looked at" }
        if work.isRunning(.restart) { return "it is being restarted" }
        if work.isRunning(.send) { return "a message is on its way" }
        return (screen == .diagnose ? liveObstacle : nil)
            ?? (canAct(on: .kubernetes) ? nil : "it needs credentials of the EKS account")
    }

    /// Shows what a restart does, and asks.
    mutating func restartSeen(_ id: EffectID, _ result: Result<[RestartSight], Problem>) -> [WizardEffect] {
        guard work.end(id), let wanted = restarting else { return [] }
        // Whoever went elsewhere is not asked there.
        guard wanted.screen == screen, overlays.isEmpty else {
            restarting = nil
            return []
        }
        switch result {
        case .failure(let problem):
            message = Says(problem.sentence, problem.advice, mark: .wrong)
            return []
        case .success(let sights):
            if let sight = sights.first(where: { $0.obstacle != nil }) {
                let remedy = sight.isAllowed == false ? sight.target.right.remedy : ""
                message = Says("It cannot be restarted: \(sight.obstacle ?? "").", remedy, mark: .attention)
                return []
            }
            return show(Self.restartDialog(sights)) + [.dropTypeAhead]
        }
    }

    /// What restarts, before it does.
    private static func restartDialog(_ sights: [RestartSight]) -> DialogOverlay {
        var lines: [DialogOverlay.Line] = []
        for sight in sights {
            lines.append(.init("\(sight.target.words) in namespace \(sight.target.namespace)", mark: .change))
            lines += sight.sentences.map { .init($0) }
        }
        return DialogOverlay(
            title: sights.count == 1 ? "Restart it?" : "Restart these \(sights.count)?", lines: lines,
            choices: [
                .init(
                    label: "Restart",
                    says: Says("Has the cluster make these pods anew, as kubectl rollout restart does."),
                    run: { $0.restart(sights) }),
                .init(label: "Not now", says: Says("Closes this. Nothing is changed.")),
            ], selected: 1)
    }

    private mutating func restart(_ sights: [RestartSight]) -> [WizardEffect] {
        guard restartObstacle == nil, let wanted = restarting else { return [] }
        let id = work.begin(.restart, "restarting", at: now)
        return [.restart(id, sights, wanted.answers)]
    }

    /// Takes the end of a restart, and looks again where it was to repair something.
    mutating func restarted(_ id: EffectID, _ result: Result<Int, Problem>) -> [WizardEffect] {
        guard work.end(id) else { return [] }
        let wanted = restarting
        restarting = nil
        testing.isOld = true
        practices.isOld = true
        route.free(.test)
        discovery.forget(where: { $0.side == .kubernetes })
        switch result {
        case .failure(let problem):
            message = Says(problem.sentence, problem.advice, mark: .wrong)
            return [.saveState]
        case .success:
            let names = (wanted?.targets ?? []).map(\.words).joined(separator: ", ")
            guard wanted?.screen == .diagnose else {
                freeFocus()
                message = Says(
                    "Restarted: \(names). Its pods are made anew.", "Send again waits until the new one runs.",
                    mark: .right)
                return [.saveState]
            }
            diagnosing.fix?.restarted(names, by: callers[.eks].choice?.name ?? "", at: now)
            if diagnosing.page == .fix, screen == .diagnose { backFromFix() }
            message = Says("1 change made: \(names) restarted. The link is checked again.", mark: .right)
            return [.saveState] + diagnoseAgain()
        }
    }
}
