import Calls
import Design
import Identifiers

/// A refused call with what is known around it; without a call, what sentences of the catalogue are filled from.
struct Refusal: Sendable {
    /// The facts of the call; for a text of unknown origin its message alone.
    let failure: CallFailure
    let context: FailureContext
    let details: RefusalDetails
    let loweredMessage: String

    /// - Parameters:
    ///   - failure: The refused call; nil where there is none.
    ///   - context: What is known around it.
    init(_ failure: CallFailure?, _ context: FailureContext) {
        self.failure = failure ?? CallFailure(.doubtful)
        self.context = context
        details = RefusalDetails(failure?.message ?? "")
        loweredMessage = (failure?.message ?? "").lowercased()
    }

    /// The service in small letters; empty where nobody knows it.
    var service: String { failure.service?.lowercased() ?? "" }
    /// The operation; empty where nobody knows it.
    var operation: String { failure.operation ?? "" }
    /// The error code; empty for a text without one.
    var code: String { failure.code ?? "" }
    /// The message, whole.
    var message: String { failure.message ?? "" }

    var design: DelegateSending? { context.design }
    /// Who gets the message.
    var receiver: String? { context.receiver ?? design?.receiver?.text }
    /// Who it comes from, as the setup or another text tells it.
    var sender: String? { design?.sender.text ?? context.stated[.sender] }

    /// The refused call itself, which every finding rests on.
    var evidence: Finding.Evidence {
        Finding.Evidence(
            account: failure.account, call: call, field: code.isEmpty ? "message" : code, value: message)
    }

    /// Service and operation: `sts AssumeRoleWithWebIdentity`.
    var call: String { [service, operation].filter { !$0.isEmpty }.joined(separator: " ") }
}
