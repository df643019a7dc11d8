import Calls
import Design
import Identifiers

/// What an entry of the catalogue may demand beyond the text of a refusal; unknown counts as not true.
enum FailureCondition: String, CaseIterable, Sendable {
    // Who called.
    case callerIsNode, callerIsOtherRole
    // What was refused.
    case resourceIsConfigurationSet, resourceIsProbe, resourceIsReceiver, resourceIsAddressOfDomain
    case resourceInSESAccount, resourceInEKSAccount, actionIsRaw, clusterScope
    // Which identities SES found unverified, and where.
    case regionDiffers, senderFailed, receiverFailed, otherFailed, senderVerified, senderUnverified
    case receiverVerifiedInSES, receiverIsForeign
    // What was seen of provider, role and trust.
    case providerAbsent, providerPresent, providerLacksAudience, roleAbsent, roleElsewhere, trustKeyWithScheme,
        trustKeyOfOtherIssuer
    case trustProviderOfOtherAccount, trustOtherProvider, trustSubject, trustAudience, trustOther, trustOpen
    // What was seen of the doors.
    case doorOneClosed, doorTwoClosed, doorsOpen, onlyRawClosed, deadPrincipal, earlierRole
    /// The first door is open, and nobody could look at the second.
    case doorTwoUnread
    // Which account was asked.
    case askedOtherAccount

    func holds(_ scene: FailureScene) -> Bool {
        switch self {
        case .callerIsNode, .callerIsOtherRole, .resourceIsConfigurationSet, .resourceIsProbe, .resourceIsReceiver,
            .resourceIsAddressOfDomain, .resourceInSESAccount, .resourceInEKSAccount, .actionIsRaw, .clusterScope,
            .askedOtherAccount, .receiverIsForeign:
            holdsForText(scene)
        case .regionDiffers, .senderFailed, .receiverFailed, .otherFailed, .senderVerified, .senderUnverified,
            .receiverVerifiedInSES:
            holdsForIdentities(scene)
        default: holdsForPolicies(scene)
        }
    }

    private func holdsForText(_ scene: FailureScene) -> Bool {
        let details = scene.details
        switch self {
        case .callerIsNode:
            guard let name = details.session?.name, name.hasPrefix("i-") else { return false }
            return name.count > 9 && name.dropFirst(2).allSatisfy(\.isHexDigit)
        case .callerIsOtherRole:
            guard let role = details.session?.role, let design = scene.design else { return false }
            return role != design.roleName.text
        case .resourceIsConfigurationSet: return details.resource?.contains(":configuration-set/") ?? false
        case .resourceIsProbe: return details.resourceIdentity == "invalid@invalid"
        case .resourceIsReceiver:
            guard let identity = details.resourceIdentity, let receiver = scene.receiver else { return false }
            return identity == receiver && identity != scene.design?.sender.text
        case .resourceIsAddressOfDomain:
            guard let design = scene.design, design.isDomainIdentity else { return false }
            return details.resourceIdentity == design.sender.text
        case .resourceInSESAccount:
            return scene.design != nil && details.resourceAccount == scene.design?.sesAccount.text
        case .resourceInEKSAccount:
            guard let design = scene.design, design.eksAccount != design.sesAccount else { return false }
            return details.resourceAccount == design.eksAccount.text
        case .clusterScope: return details.clusterRule.map { $0.namespace == nil } ?? false
        case .receiverIsForeign:
            // Nobody can be asked to verify an address of somebody else's domain.
            guard let design = scene.design, let receiver = scene.receiver.flatMap({ try? EmailAddress($0) }) else {
                return false
            }
            let own = [design.sender, design.receiver].compactMap { $0?.domain.text }
            let domain = receiver.domain.text
            if domain == "simulator.amazonses.com" { return false }
            return !own.contains { $0 == domain || domain.hasSuffix(".\($0)") || $0.hasSuffix(".\(domain)") }
        case .actionIsRaw: return details.action?.lowercased() == "ses:sendrawemail"
        case .askedOtherAccount:
            guard let account = scene.failure.account, let design = scene.design else { return false }
            let isSES = ["ses", "sesv2"].contains(scene.service)
            return isSES
                ? account != design.sesAccount.text && account != design.eksAccount.text
                : account != design.eksAccount.text
        default: return false
        }
    }

    private func holdsForIdentities(_ scene: FailureScene) -> Bool {
        let failed = scene.details.failedIdentities
        guard let design = scene.design else { return self == .receiverFailed && failed.contains(scene.receiver ?? "") }
        let sender = design.sender.text
        switch self {
        case .regionDiffers:
            return scene.details.region.map { $0 != design.sesRegion.text } ?? false
        case .senderFailed: return failed.contains(sender) || failed.contains(design.identity.text)
        case .receiverFailed: return scene.receiver.map { failed.contains($0) } ?? false
        case .otherFailed: return failed.contains { $0 != sender && $0 != design.identity.text && $0 != scene.receiver }
        case .senderVerified: return scene.isVerified(sender, on: .ses) == true
        case .senderUnverified: return scene.isVerified(sender, on: .ses) == false
        case .receiverVerifiedInSES:
            return scene.receiver.map { scene.isVerified($0, on: .ses) == true } ?? false
        default: return false
        }
    }

    private func holdsForPolicies(_ scene: FailureScene) -> Bool {
        switch self {
        case .providerAbsent: if case .absent = scene.provider { true } else { false }
        case .providerPresent: scene.provider?.value != nil
        case .providerLacksAudience:
            scene.provider?.value.map { !$0.clientIDs.contains(DelegateSending.audience) }
                ?? false
        case .roleAbsent: if case .absent = scene.role { true } else { false }
        case .roleElsewhere: scene.role?.value.map { $0.arn != scene.design?.roleARN } ?? false
        case .trustKeyWithScheme: if case .keyWithScheme = scene.trust?.gap { true } else { false }
        case .trustKeyOfOtherIssuer: if case .keyOfOtherIssuer = scene.trust?.gap { true } else { false }
        case .trustProviderOfOtherAccount: if case .providerOfOtherAccount = scene.trust?.gap { true } else { false }
        case .trustOtherProvider: if case .otherProvider = scene.trust?.gap { true } else { false }
        case .trustSubject: if case .subject = scene.trust?.gap { true } else { false }
        case .trustAudience: if case .audience = scene.trust?.gap { true } else { false }
        case .trustOther: scene.trust?.gap?.isOther ?? false
        case .trustOpen: scene.trust?.isOpen ?? false
        case .doorOneClosed: scene.doors?.isFirstOpen == false
        case .doorTwoClosed: scene.doors?.isSecondOpen == false
        case .doorTwoUnread: scene.doors?.isFirstOpen == true && !isIdentityKnown(scene)
        case .doorsOpen: scene.doors?.isFirstOpen == true && scene.doors?.isSecondOpen == true
        case .onlyRawClosed: onlyRawClosed(scene)
        case .deadPrincipal: scene.doors?.deadPrincipal != nil
        case .earlierRole: scene.doors?.earlierRole != nil
        default: false
        }
    }

    private func isIdentityKnown(_ scene: FailureScene) -> Bool {
        scene.design.flatMap { scene.observations.identity(.ses, $0.identity, in: $0.sesRegion)?.isKnown } ?? false
    }

    private func onlyRawClosed(_ scene: FailureScene) -> Bool {
        guard let design = scene.design, let doors = scene.doors, doors.isFirstOpen == true, doors.isSecondOpen == true
        else { return false }
        let raw = DoorsView(design, scene.observations, action: "ses:SendRawEmail")
        return raw.isFirstOpen == false || raw.isSecondOpen == false
    }
}
