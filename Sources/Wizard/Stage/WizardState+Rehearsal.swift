import Design
import Diagnosis

/// What a rehearsal does with a copy of the stage's state, and reads from it.
extension WizardState {
    /// Puts a copy of a state on the screen where a message is sent, as nobody had asked anything yet: answers and callers
    /// stay, what goes on and what was read is left to the other one.
    ///
    /// - Returns: what is to be done then.
    public mutating func beginRehearsal() -> [WizardEffect] {
        overlays = []
        message = nil
        scrolled = nil
        work = WorkList()
        (planning, testing, practices, diagnosing) = (PlanState(), TestState(), PracticesState(), DiagnoseState())
        restarting = nil
        (mailing, rereads) = ([:], false)
        (stage, staging) = (nil, Staging())
        (masks, lastMasks) = (nil, Masks(MaskKind.usual, leavesMasks: true))
        return go(to: .test)
    }

    /// How a message ended.
    public enum MessageEnd: Sendable, Hashable {
        /// SES took it.
        case sent
        /// It was refused; with what, as the screen shows it.
        case refused(String)
    }

    /// How the last message ended; nil where none was sent, or where nobody knows.
    public var messageEnd: MessageEnd? {
        guard let report = testing.outcome?.report else { return testing.problem.map { .refused($0.code) } }
        if report.outcome == .sent { return .sent }
        return report.broken?.code.map { .refused($0) }
    }

    /// The codes of the root causes that Diagnose shows; nil where it shows no result.
    public var rootCauses: [String]? {
        guard screen == .diagnose, diagnosing.page == .result else { return nil }
        return diagnosing.result?.diagnosis.rootCauses.map(\.code)
    }

    /// Whether a fix is shown that can be done from here, by one key and a yes.
    public var showsDoableFix: Bool {
        guard screen == .diagnose, diagnosing.page == .fix, let fix = diagnosing.fix else { return false }
        return fix.restarts.isEmpty ? FixPage.obstacle(self) == nil : restartObstacle == nil
    }
}
