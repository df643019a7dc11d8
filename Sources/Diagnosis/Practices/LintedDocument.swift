import Calls
import Design
import IAMPolicy

/// One live document with what the lints say about it, or why it could not be looked at.
struct LintedDocument: Sendable {
    /// The account that it was read from.
    let account: String
    /// The call that shows it.
    let call: String
    /// The part of the answer that holds it.
    let field: String
    /// What and where it is: `role ses-sender-role, trust policy`.
    let place: String
    /// What the lints found; empty when all is well or nothing could be read.
    let lints: [Lint]
    /// Why nothing can be said; nil when the document was read.
    let problem: Problem?

    /// Why a document was not checked.
    enum Problem: Hashable, Sendable {
        /// It could not be read: as it follows "cannot tell, ".
        case cannotTell(String)
        /// It does not exist yet.
        case absent
    }

    init(
        account: String, call: String, field: String, place: String, lints: [Lint] = [], problem: Problem? = nil
    ) {
        self.account = account
        self.call = call
        self.field = field
        self.place = place
        self.lints = lints
        self.problem = problem
    }

    /// The finding of one lint in this document.
    func finding(_ lint: Lint, _ entry: PracticeEntry, _ refusal: Refusal) -> Finding {
        let statement = lint.statement.map { "Statement[\($0)]" }
        let status: Finding.Status =
            switch lint.severity {
            case .error: .fail
            case .warning: .warn
            case .info: .note
            }
        return Finding(
            code: entry.code, link: entry.link, status: status, title: lint.sentence,
            expected: entry.expected.filled(refusal), found: lint.evidence ?? "nothing of the kind",
            place: lint.statement.map { "\(place), statement \($0 + 1)" } ?? place, why: entry.why.filled(refusal),
            evidence: [
                Finding.Evidence(
                    account: account, call: call, field: [field, statement].compactMap(\.self).joined(separator: "."),
                    value: lint.evidence ?? "absent")
            ],
            fix: Finding.Fix(text: lint.fix, remedy: entry.remedy), docs: entry.docs)
    }
}

extension LintedDocument {
    /// Why an answer cannot be looked at; nil where it can.
    static func cannotTell<Value>(_ observed: Observed<Value>?) -> LintedDocument.Problem? {
        (observed ?? .unreachable("nobody asked")).cannotTell.map { .cannotTell($0) }
    }

    /// Reads and lints one document.
    static func document(
        _ observed: Observed<String>?, account: String, call: String, field: String, place: String, kind: PolicyKind,
        lints: (PolicyDocument) -> [Lint]
    ) -> LintedDocument {
        let problem: LintedDocument.Problem
        switch observed ?? .unreachable("nobody asked") {
        case .absent: problem = .absent
        case .value(let text):
            do throws(PolicyReadError) {
                return LintedDocument(
                    account: account, call: call, field: field, place: place,
                    lints: lints(try PolicyDocument.read(text, kind: kind)))
            } catch {
                problem = .cannotTell("the document cannot be read, \(error.description)")
            }
        case .denied(let denial): problem = .cannotTell(denial.words)
        case .unreachable(let reason): problem = .cannotTell(reason)
        case .doubtful(let doubt): problem = .cannotTell(doubt.reason)
        }
        return LintedDocument(account: account, call: call, field: field, place: place, problem: problem)
    }
}
