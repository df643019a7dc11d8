import Calls
import Design
import Identifiers

/// What a refused call shows by itself, or beside the names of the setup; unknown counts as not true.
///
/// Nothing here looks at the world: what was observed is judged by the checks alone.
enum RefusalFact: String, CaseIterable, Sendable {
    // Who called.
    /// The session has the name of an instance: the role is a node's.
    case callerIsNode
    /// Another role than the setup's called.
    case callerIsOtherRole
    /// The session has the form that EKS Pod Identity gives: `eks-<cluster>-<pod>-…`.
    case sessionOfPodIdentity
    /// The account that owns the identity sent, not the role.
    case ownerSends
    // What was refused.
    case resourceIsConfigurationSet, resourceIsProbe, resourceIsReceiver
    /// The send names the address where the setup names its domain.
    case resourceIsAddressOfDomain
    /// The send was refused on something of the caller's own account, which does not own the identity.
    case resourceInCallersAccount
    /// The refused action is the one for raw messages.
    case actionIsRaw
    /// The identity is an address, which may have its domain as a verified identity beside it.
    case identityIsAddress
    /// The cluster refused something that belongs to no namespace.
    case clusterScope
    // Which identities SES found unverified, and where.
    case regionDiffers, unverifiedIsSender, unverifiedIsReceiver
    /// The sender is known, and SES names somebody else.
    case unverifiedIsOther
    /// SES names somebody who is neither sender nor receiver of the setup.
    case unverifiedIsNeither
    /// SES names several addresses.
    case severalUnverified
    /// The unverified address is named like a sender: `no-reply@…`.
    case unverifiedLooksLikeSender
    /// The receiver is of somebody else's domain, which nobody here can verify.
    case receiverIsForeign
    // Which account was asked.
    case askedOtherAccount

    /// Whether a refusal shows it.
    func holds(_ refusal: Refusal) -> Bool {
        let details = refusal.details
        let design = refusal.design
        switch self {
        case .callerIsNode: return details.session?.isOfNode ?? false
        case .callerIsOtherRole:
            guard let role = details.session?.role, let design else { return false }
            return role != design.roleName.text
        case .sessionOfPodIdentity: return details.session?.name.hasPrefix("eks-") ?? false
        case .ownerSends: return refusal.context.sending == .ses
        case .resourceIsConfigurationSet: return details.resource?.contains(":configuration-set/") ?? false
        case .resourceIsProbe: return details.resourceIdentity == "invalid@invalid"
        case .resourceIsReceiver:
            guard let identity = details.resourceIdentity, let receiver = refusal.receiver else { return false }
            return identity == receiver && identity != refusal.sender
        case .resourceIsAddressOfDomain:
            guard let design, design.isDomainIdentity else { return false }
            return details.resourceIdentity == design.sender.text
        case .resourceInCallersAccount:
            guard let account = details.resourceAccount, account != design?.sesAccount.text else { return false }
            return account == details.callerAccount
        case .actionIsRaw: return details.action?.lowercased() == "ses:sendrawemail"
        case .identityIsAddress: return refusal.sender?.contains("@") ?? false
        case .clusterScope: return details.clusterRule.map { $0.namespace == nil } ?? false
        case .regionDiffers, .unverifiedIsSender, .unverifiedIsReceiver, .unverifiedIsOther, .unverifiedIsNeither,
            .severalUnverified, .unverifiedLooksLikeSender:
            return holds(details.failedIdentities, refusal)
        case .receiverIsForeign: return Self.isForeign(refusal)
        case .askedOtherAccount:
            guard let account = refusal.failure.account, let design else { return false }
            return ["ses", "sesv2"].contains(refusal.service)
                ? account != design.sesAccount.text && account != design.eksAccount.text
                : account != design.eksAccount.text
        }
    }

    private func holds(_ unverified: [String], _ refusal: Refusal) -> Bool {
        let sender = [refusal.sender, refusal.design?.identity.text].compactMap(\.self)
        let isSender = unverified.contains { sender.contains($0) }
        switch self {
        case .regionDiffers:
            guard let region = refusal.details.region, let wanted = refusal.design?.sesRegion.text else { return false }
            return region != wanted
        case .unverifiedIsSender: return isSender
        case .unverifiedIsReceiver: return refusal.receiver.map { unverified.contains($0) } ?? false
        case .unverifiedIsOther: return !sender.isEmpty && !unverified.isEmpty && !isSender
        case .unverifiedIsNeither:
            return refusal.design != nil && unverified.contains { !sender.contains($0) && $0 != refusal.receiver }
        case .severalUnverified: return unverified.count > 1
        case .unverifiedLooksLikeSender:
            return unverified.contains { address in
                let name = address.prefix { $0 != "@" }.lowercased().filter { $0.isLetter }
                return ["noreply", "donotreply", "notifications", "notification", "mailer"].contains(name)
            }
        default: return false
        }
    }

    /// Nobody can be asked to verify an address of somebody else's domain.
    private static func isForeign(_ refusal: Refusal) -> Bool {
        guard let design = refusal.design, let receiver = refusal.receiver.flatMap({ try? EmailAddress($0) }) else {
            return false
        }
        let own = [design.sender, design.receiver].compactMap { $0?.domain.text }
        let domain = receiver.domain.text
        if domain == "simulator.amazonses.com" { return false }
        return !own.contains { $0 == domain || domain.hasSuffix(".\($0)") || $0.hasSuffix(".\(domain)") }
    }
}
