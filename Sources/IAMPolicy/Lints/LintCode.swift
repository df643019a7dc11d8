/// The checks on policy documents, by their stable codes.
///
/// Codes that are missing in the sequence are those of checks that cannot be made, or that others make better: what an
/// account's roles usually have (L17) no call tells, whether raw messages are sent (L15) nobody can see, and the sender's
/// address (L14) is bound by the sending policy (L24).
public enum LintCode: String, Hashable, Sendable, CaseIterable {
    /// Trust policy: no condition on the token's subject.
    case subjectMissing = "L01"
    /// Trust policy: no condition on the token's audience, or another audience than sts.amazonaws.com.
    case audienceMissing = "L02"
    /// Trust policy: a wildcard in the subject; an error in its namespace part.
    case subjectWildcard = "L03"
    /// Trust policy: StringEquals with a value that holds `*` or `?`, which never matches.
    case wildcardWithoutLike = "L04"
    /// Trust policy: a condition key with a scheme, or of another issuer than the principal's.
    case conditionKeyIssuer = "L05"
    /// Trust policy: the provider belongs to another account than the role.
    case providerAccount = "L06"
    /// Trust policy: principals or actions beyond the one web identity.
    case extraTrust = "L07"
    /// Trust policy: several service accounts share the role.
    case sharedRole = "L08"
    /// Trust policy: an operator that is true when the key is absent.
    case vacuousCondition = "L09"
    /// Trust policy: more than 80 % of its size limit.
    case trustPolicySize = "L10"
    /// Permissions policy: all actions of SES, or all actions.
    case allActions = "L11"
    /// Permissions policy: every resource for the send actions.
    case allResources = "L12"
    /// Permissions policy: the receiver is still listed although the account has production access.
    case receiverInProduction = "L13"
    /// Permissions policy: actions of other services.
    case otherServices = "L16"
    /// Role: sessions may last longer than an hour.
    case longSessions = "L18"
    /// Sending policy: everybody may send, without a condition.
    case anybodyMaySend = "L20"
    /// Sending policy: the whole account instead of the role.
    case wholeAccount = "L21"
    /// Sending policy: a principal that no longer exists.
    case deadPrincipal = "L22"
    /// Sending policy: the role is not among the principals, or was re-created since.
    case roleMissing = "L23"
    /// Sending policy: a domain identity without a condition on the sender's address.
    case sendingFromAddressMissing = "L24"
    /// Sending policy: actions beyond the two sends.
    case extraSendingActions = "L25"
    /// Sending policy: a resource other than the identity it is attached to.
    case foreignResource = "L26"
    /// Sending policies: close to the limits of number or size.
    case sendingPolicyLimits = "L27"
    /// Sending policies: the address has a policy of its own, which hides the domain's.
    case addressShadowsDomain = "L28"

    /// How bad it is where the check says nothing else.
    public var severity: LintSeverity {
        switch self {
        case .subjectMissing, .audienceMissing, .subjectWildcard, .wildcardWithoutLike, .conditionKeyIssuer,
            .providerAccount, .allActions, .anybodyMaySend, .deadPrincipal, .roleMissing, .foreignResource:
            .error
        case .extraTrust, .vacuousCondition, .allResources, .receiverInProduction, .otherServices, .wholeAccount,
            .sendingFromAddressMissing, .extraSendingActions, .addressShadowsDomain:
            .warning
        case .sharedRole, .trustPolicySize, .longSessions, .sendingPolicyLimits:
            .info
        }
    }
}
