import Calls
import Canvas
import Design
import Diagnosis
import Wire

extension WizardState {
    /// Takes what a command printed as the answer to a call that nobody else answered, and judges it at once.
    ///
    /// - Parameter text: What was pasted.
    /// - Returns: No effects; nil for a text that is no answer, or where nothing was looked at.
    mutating func takeAnswer(_ text: String) -> [WizardEffect]? {
        guard diagnosing.page == .result, let result = diagnosing.result,
            SubjectClue(text)?.kind == .answer || text.contains("apiVersion:")
        else { return nil }
        let diagnosis = result.diagnosis
        let open = Doctor.reads(diagnosis.subject, result.seen, at: diagnosis.at).filter { call in
            guard let answer = result.seen[call] else { return true }
            if case .failure(let failure) = answer.outcome { return failure.kind != .absent }
            return false
        }
        let answers = diagnosis.subject.answers
        let accounts = [Side.eks: answers.eksAccount, .ses: answers.sesAccount].compactMapValues(\.self)
        switch PastedAnswer.match(
            text, open, accounts: accounts, at: Timestamp(secondsSinceEpoch: now.milliseconds / 1000))
        {
        case .one(let call, let answer): judge(call, answer)
        case .several(let fits):
            let rows = fits.map { call, answer in
                ListRow("\(call.side.words)  \(call.words)") { state in
                    state.judge(call, answer)
                    return []
                }
            }
            return show(ListOverlay(title: "Which of these does it answer?", rows: rows, hint: "Enter takes it."))
        case .none(let sentence): message = Says(wrapped: sentence, size.columns - 8, mark: .wrong)
        }
        return []
    }

    /// Judges once more, with one answer that was pasted.
    private mutating func judge(_ call: Call, _ answer: Answer) {
        guard let result = diagnosing.result else { return }
        var seen = result.seen
        seen[call] = answer
        let diagnosis = Doctor.diagnose(result.diagnosis.subject, seen, at: result.diagnosis.at)
        var judged = DiagnoseResult(
            diagnosis, seen, at: now, milliseconds: result.milliseconds,
            made: result.made + [MadeCall(call, answer, milliseconds: 0)], isWide: result.isWide)
        judged.isUnfolded = result.isUnfolded
        diagnosing.result = judged
        freeFocus()
        message = Says(
            "Taken as the answer to \(call.words), pasted\(clock(now).map { " at \($0.prefix(5))" } ?? "").",
            "Whose account answered is not proven by that.", mark: .right)
    }
}
