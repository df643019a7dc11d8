import Calls
import Design
import Diagnosis
import Identifiers
import Wire

/// Words about a diagnosis that several pages share.
enum DiagnoseWords {
    /// The verdict of the first line: `1 root cause, 1 consequence`, `no fault seen`.
    static func verdict(_ result: DiagnoseResult) -> String {
        if result.isStopped, !result.hasFault {
            return "stopped, \(result.unseen.count.counting("link")) not read"
        }
        return result.diagnosis.verdict
    }

    /// `18 calls, 3.4 s`.
    static func effort(_ result: DiagnoseResult) -> String {
        "\(result.diagnosis.calls.counting("call")), \(Elapsed.done(result.milliseconds))"
    }

    /// What a probe proved, in words.
    static func proven(_ proof: DiagnoseProof?) -> String {
        proof?.link(.mail)?.isOK == true
            ? "token, role and both doors, by a mail to the test mailbox" : "token and role; no mail was sent"
    }

    /// Where a side's answers come from: its account and whose credentials, or the account that a bundle names.
    static func place(_ side: Side, _ state: WizardState) -> String {
        guard state.isRecorded, let recording = state.diagnosing.recording else {
            return ApplyScreen.place(side, state)
        }
        if side == .kubernetes { return "cluster \(recording.bundle.subject.answers.eksCluster?.text ?? "")" }
        return recording.account(side).map { "\(side.words) \($0)" } ?? side.words
    }

    /// What reading alone does not show.
    static let notSeen = [
        "whether your program passes the source ARN (screen 9 shows how)",
        "the way of the pods to STS and SES",
        "policies of the organisation above both accounts",
    ]
}
