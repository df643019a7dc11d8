import Calls
import Design
import Identifiers

/// A refused call with everything that is known around it.
struct FailureScene: Sendable {
    /// The facts of the call; for a text of unknown origin its message alone.
    let failure: CallFailure
    let context: FailureContext
    let details: RefusalDetails
    let loweredMessage: String

    /// - Parameters:
    ///   - failure: The refused call; nil for checks that need none.
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
    var observations: Observations { context.observations }
    var receiver: String? { context.receiver ?? design?.receiver?.text }

    /// The refused call itself, which every finding rests on.
    var evidence: Finding.Evidence {
        Finding.Evidence(
            account: failure.account, call: call, field: code.isEmpty ? "message" : code, value: message)
    }

    /// Service and operation: `sts AssumeRoleWithWebIdentity`.
    var call: String { [service, operation].filter { !$0.isEmpty }.joined(separator: " ") }

    var role: Observed<RoleState>? { design.flatMap { observations.role($0.roleName) } }
    var provider: Observed<ProviderState>? { design.flatMap { observations.provider($0.providerARN) } }
    var trust: TrustView? {
        guard let design, let role = role?.value else { return nil }
        return TrustView(role: role, token: design.podToken)
    }
    var doors: DoorsView? { design.flatMap { DoorsView($0, observations) } }

    /// An identity of one account, where the address itself may be covered by its domain.
    func isVerified(_ address: String, on side: Side) -> Bool? {
        guard let identity = try? EmailAddress(address) else { return nil }
        let own = observations.identity(side, .address(identity), in: design?.sesRegion)
        if own?.value?.isVerified == true { return true }
        let domain = observations.identity(side, .domain(identity.domain), in: design?.sesRegion)
        if domain?.value?.isVerified == true { return true }
        guard let own, own.isKnown else { return nil }
        return false
    }
}
