import Calls
import Wire

/// A refusal as the AWS CLI or kubectl prints it: it answers its call as well, with why there is nothing.
struct PastedFailure {
    private let code: String
    private let message: String
    /// The operation of AWS, or the resource of a cluster.
    private let subject: String
    /// The name in quotes, for a cluster's object.
    private let name: String?
    private let isCluster: Bool

    /// Reads `An error occurred (NoSuchEntity) when calling the GetRole operation: …` and
    /// `Error from server (NotFound): serviceaccounts "mailer" not found`; nil where neither is in the text.
    init?(_ text: String) {
        if let found = text.firstRange(of: "An error occurred ("),
            let middle = text.firstRange(of: ") when calling the "),
            let end = text.firstRange(of: " operation"), found.upperBound < middle.lowerBound,
            middle.upperBound < end.lowerBound
        {
            code = String(text[found.upperBound..<middle.lowerBound])
            subject = String(text[middle.upperBound..<end.lowerBound])
            let rest = text[end.upperBound...]
            message = Self.line(rest.firstRange(of: ": ").map { rest[$0.upperBound...] } ?? "")
            name = nil
            isCluster = false
            return
        }
        guard let found = text.firstRange(of: "Error from server ("),
            let middle = text[found.upperBound...].firstRange(of: "): ")
        else { return nil }
        code = String(text[found.upperBound..<middle.lowerBound])
        message = Self.line(text[middle.upperBound...])
        subject = message.split(separator: " ").first.map { String($0.prefix { $0 != "." }) } ?? ""
        let quoted = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        name = quoted.count == 3 ? String(quoted[1]) : nil
        isCluster = true
    }

    /// The open call that was refused.
    func match(_ open: some Collection<Call>, at now: Timestamp) -> PastedAnswer {
        let fits = open.sorted { $0.key < $1.key }.filter(isOf).map { call in
            (call: call, answer: Answer(.failure(failure(of: call)), at: now, caller: PastedAnswer.caller))
        }
        switch fits.count {
        case 0:
            let what = TerminalText.sanitized("\(subject) (\(code))", limit: 100)
            return .none("This is a refusal of \(what), which is no call that is open here.")
        case 1: return .one(fits[0].call, fits[0].answer)
        default: return .several(fits)
        }
    }

    private func isOf(_ call: Call) -> Bool {
        guard !call.operation.effect.writes else { return false }
        guard isCluster else { return call.operation.name == subject && call.operation.service != .kubernetes }
        guard call.operation.service == .kubernetes, let kind = call.kind else { return false }
        // Of what is missing its resource comes first, of what is refused it comes first as well.
        return subject == kind.rawValue && (call.objectName == nil || name == nil || name == call.objectName)
    }

    private func failure(of call: Call) -> CallFailure {
        var failure = CallFailure(kind, code: code, message: Redactor().redact(message))
        failure.service = call.operation.service.rawValue
        failure.operation = call.operation.name
        if kind == .doubtful { failure.reason = "\(code): \(Redactor().redact(message))".withoutFullStop }
        if kind == .denied { failure.permission = call.permission }
        return failure
    }

    private var kind: CallFailure.Kind {
        if ["AccessDenied", "AccessDeniedException", "Forbidden", "UnauthorizedOperation"].contains(code) {
            return .denied
        }
        let absent = ["NoSuchEntity", "NotFoundException", "ResourceNotFoundException", "NotFound"]
        return absent.contains(code) ? .absent : .doubtful
    }

    private static func line(_ text: Substring) -> String {
        String(text.prefix { !$0.isNewline }.prefix(2000))
    }
}
