public import Calls
public import Design

extension Diagnosis {
    /// How `sesame doctor` ends.
    ///
    /// - Parameters:
    ///   - failsOnRisks: Whether a risk alone is a problem.
    ///   - answers: What was answered; where nobody answered at all, nothing was reachable.
    /// - Returns: 0 without a fault, 1 with one, 3 where something could not be looked at, 69 where nothing could.
    public func exitCode(failsOnRisks: Bool = false, _ answers: [Answer] = []) -> ExitCode {
        if findings.contains(where: { $0.status == .fail || failsOnRisks && $0.status == .warn }) { return .failed }
        guard findings.contains(where: { $0.status == .unknown }) else { return .success }
        let isSilent = answers.allSatisfy { answer in
            if case .failure(let failure) = answer.outcome { failure.kind == .unreachable } else { false }
        }
        return isSilent && !answers.isEmpty ? .unreachable : .incomplete
    }
}
