import Canvas
public import Diagnosis
import Wire

extension FindingCard {
    /// A finding of the diagnosis; texts from outside lose their control characters.
    public init(_ finding: Finding) {
        self.init(
            code: finding.code, status: Status(finding.status), title: TerminalText.sanitized(finding.title),
            expected: TerminalText.sanitized(finding.expected), found: TerminalText.sanitized(finding.found),
            place: TerminalText.sanitized(finding.place), why: TerminalText.sanitized(finding.why),
            awsSays: TerminalText.sanitized(finding.awsSays), fix: TerminalText.sanitized(finding.fix?.text ?? ""),
            remedy: finding.fix?.remedy.flatMap(Remedy.init))
        speaker = finding.speaker
    }
}

extension FindingCard.Status {
    fileprivate init(_ status: Finding.Status) {
        self =
            switch status {
            case .pass: .pass
            case .warn: .warn
            case .fail: .fail
            case .unknown: .unknown
            case .skipped: .skipped
            }
    }
}

extension FindingCard.Remedy {
    fileprivate init?(_ remedy: Finding.Remedy) {
        switch remedy {
        case .apply, .resend: self = .planAgain
        case .verifyReceiver: self = .verifyReceiver
        case .testMailbox: self = .testMailbox
        case .answers: self = .screen(.configuration)
        case .credentials: self = .screen(.introduction)
        case .tryAgain: return nil
        }
    }
}
