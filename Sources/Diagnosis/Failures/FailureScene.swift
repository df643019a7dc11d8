import Calls
import Design
import Identifiers

/// A refused call with everything that is known around it.
struct FailureScene: Sendable {
    let refusal: Refusal
    let context: FailureContext
    let details: RefusalDetails
    let loweredMessage: String

    init(_ refusal: Refusal, _ context: FailureContext) {
        self.refusal = refusal
        self.context = context
        details = RefusalDetails(refusal.message)
        loweredMessage = refusal.message.lowercased()
    }

    var design: DelegateSending? { context.design }
    var observations: Observations { context.observations }
    var receiver: String? { context.receiver ?? design?.receiver?.text }

    /// The refused call itself, which every finding rests on.
    var evidence: Finding.Evidence {
        Finding.Evidence(
            account: refusal.account, call: call, field: refusal.code.isEmpty ? "message" : refusal.code,
            value: refusal.message)
    }

    /// Service and operation: `sts AssumeRoleWithWebIdentity`.
    var call: String {
        [refusal.service, refusal.operation].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var role: Observed<RoleState>? { design.flatMap { observations.role($0.roleName) } }
    var provider: Observed<ProviderState>? { design.flatMap { observations.provider($0.providerARN) } }
    var trust: TrustView? {
        guard let design, let role = role?.value else { return nil }
        return TrustView(role: role, design: design, audience: context.audience)
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
