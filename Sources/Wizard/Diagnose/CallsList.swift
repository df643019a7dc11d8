import Calls
import Design
import Diagnosis
import Wire

/// The calls that a diagnosis made, in the order of their answers.
enum CallsList {
    static func overlay(_ state: WizardState) -> ListOverlay {
        let made = state.diagnosing.result?.made ?? []
        let answers = state.diagnosing.result?.diagnosis.subject.answers ?? Answers()
        let rows = made.map { record in
            let place = record.answer.caller.orElse(record.call.side.words)
            let profile = record.call.side == .ses ? answers.sesProfile : answers.eksProfile
            return ListRow(
                "\(place)  \(record.call.words)", note: "\(outcome(record.answer)), \(record.milliseconds) ms",
                mark: mark(record.answer),
                says: { _ in
                    Says(
                        "\(record.call.words): \(outcome(record.answer)).",
                        "Enter shows the command and the whole answer.")
                },
                choose: { $0.show(viewer(record, profile: profile)) })
        }
        return ListOverlay(title: "\(made.count.counting("call")), all of them read only", rows: rows)
    }

    private static func mark(_ answer: Answer) -> Mark {
        switch answer.outcome {
        case .success: .right
        case .failure(let failure): failure.kind == .absent ? .nothing : .unknown
        }
    }

    /// What came back, in a word or two.
    private static func outcome(_ answer: Answer) -> String {
        switch answer.outcome {
        case .success: return "answered"
        case .failure(let failure):
            switch failure.kind {
            case .absent: return "does not exist"
            case .denied: return "refused"
            default: return failure.code ?? "no answer"
            }
        }
    }

    /// The command that does the same, and the whole answer.
    private static func viewer(_ record: MadeCall, profile: String?) -> ViewerOverlay {
        let command = record.call.shellLine(profile: profile)
        let text: String
        switch record.answer.outcome {
        case .success(let value): text = value.serialized(.pretty)
        case .failure(let failure): text = failure.words
        }
        let answer = TerminalText.sanitized(Redactor().redact(text), keepingLines: true, limit: .max) + "\n"
        return ViewerOverlay(
            pages: [
                ViewerPage(file: "\(record.call.words): the answer", place: record.answer.caller, content: answer),
                ViewerPage(title: "The command", lines: [.init(command)], kind: .commands, copyText: command + "\n"),
            ],
            says: Says(
                "Left/Right: the answer, and the command that gives it. c copies.", "Tokens and keys are never in it."))
    }
}
