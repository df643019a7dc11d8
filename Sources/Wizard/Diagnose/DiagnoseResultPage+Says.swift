import Calls
import Canvas
import Design
import Diagnosis
import Wire

/// What the result says of the focused row and button.
extension DiagnoseResultPage {
    static func says(_ state: WizardState) -> Says {
        guard let result = state.diagnosing.result else {
            switch state.focused.id {
            case .button(.back): return Says("Goes back. All answers are kept.")
            default: return Says("Looks once more. Nothing is written, nothing is sent.")
            }
        }
        if let due = state.diagnosing.nextLook, state.diagnosing.isWatching, due > state.now,
            case .row = state.focused.id
        {
            return Says(
                "Next look in \(Elapsed.running(due.since(state.now) + 999)). It ends by itself, or with t.",
                says(result, "", isRecorded: false).first)
        }
        let effort =
            state.isRecorded
            ? "Nothing here is live: no call is made, nothing can be changed from here."
            : "Read only until now: \(DiagnoseWords.effort(result)); l lists them."
        switch state.focused.id {
        case .row: return says(result, effort, isRecorded: state.isRecorded)
        case .button(.seeFix):
            return Says(
                state.isRecorded
                    ? "Enter shows the fix, as a note for its owner."
                    : "Enter shows the fix. Nothing is written by that.",
                effort)
        case .button(.seeWhatToAsk): return asking(result)
        case .button(.send): return Says("Goes to screen 7, where the message is sent again.", effort)
        case .button(.seeEvidence): return Says("Enter shows the evidence: what was read, where, and what it says.")
        case .button(.prove):
            return Says(
                "Takes the role for a moment, with a real token. It says first what it does.",
                "What was read lies open: v shows the pictures, l the \(result.diagnosis.calls.counting("call")).")
        case .button(.checkAgain):
            return Says("Looks at all nine links again, reading only.", "The last look took \(effortWords(result)).")
        case .button(.copyReport):
            return Says("Three forms: for a chat, a ticket, a program.", "c copies the short one at once.")
        case .button(.seeActions): return Says("Everything that can be done here, with its key.")
        default: return Says("Goes back. All answers are kept.")
        }
    }

    private static func effortWords(_ result: DiagnoseResult) -> String { DiagnoseWords.effort(result) }

    private static func says(_ result: DiagnoseResult, _ effort: String, isRecorded: Bool) -> Says {
        guard let row = result.shownRow else { return Says(effort) }
        switch row.kind {
        case .folded:
            return result.isUnfolded
                ? Says("Enter folds them into one line.", effort)
                : Says("Enter shows all of them, each with what was read.", effort)
        case .right: return Says("Enter shows the evidence: what was read, and where.", effort)
        case .cause where isRecorded:
            return Says(effort, "Enter shows the fix, as a note for its owner.")
        case .cause:
            let count = result.diagnosis.rootCauses.count
            return Says(
                "Enter shows the fix: \(fixWords(row.finding)). Nothing is written by that.",
                count > 1 ? "None follows from another: mail goes out when all are right." : effort)
        case .consequence:
            let cause = row.verdict.replacing("follows from ", with: "")
            return Says("Not wrong by itself: right when the \(cause) is.", "Enter shows the evidence.")
        case .unknown: return asking(result)
        case .risk: return Says("It works, with a risk. Enter shows the evidence.", effort)
        case .notLooked: return Says("Nobody looked. Enter shows the evidence: what would be read.", effort)
        }
    }

    private static func asking(_ result: DiagnoseResult) -> Says {
        Says(
            "Enter shows what to ask for, as a note to send on.",
            result.hasFault
                ? "\"Cannot tell\" is not \"broken\"."
                : "\"Cannot tell\" is not \"broken\": what could be read is right.")
    }

    private static func fixWords(_ finding: Finding?) -> String {
        guard let fix = finding?.fix else { return "what to do" }
        if let address = fix.address { return "a change of the \(address.word)" }
        return fix.commands.isEmpty ? "what to do" : fix.commands.count.counting("command")
    }
}
