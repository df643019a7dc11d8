/// How a world behaves where that can be chosen: delays, limits, faults, and what nobody knows about AWS.
public struct WorldOptions: Sendable {
    /// How long, in seconds, other services keep seeing IAM as it was before a change.
    public var iamPropagationDelay = 0

    /// Time added to every answer, by `service:Operation`, `service:*` or `*`; the most specific one counts.
    public var latency: [String: Duration] = [:]

    /// Faults to inject, tried in order.
    public var faults: [FaultRule] = []

    /// Whether the limits per second are enforced: the send rate and SES's one control call a second.
    public var enforcesRates = false

    /// How many seconds the world's time is ahead of the machine's; fewer than none: behind it.
    public var clockLead = 0

    /// Open questions about AWS that are answered the other way round in this world.
    public var hypotheses: Set<Hypothesis> = []

    /// Creates the defaults: no delay, no faults, documentation is right.
    public init() {}

    /// The time added to an operation's answers.
    public func latency(of operation: String, in service: String) -> Duration {
        latency["\(service):\(operation)"] ?? latency["\(service):*"] ?? latency["*"] ?? .zero
    }
}

/// An open question about AWS, as a switch; off is what documentation says, or else the likelier answer.
public enum Hypothesis: String, Sendable, Hashable, CaseIterable {
    /// V1: a sandboxed sender's account also accepts recipients that are verified in the identity's account only.
    case sandboxAcceptsRecipientsOfIdentityOwner
    /// V2: the recipient's ARN that the sandbox authorises lies in the identity's account, not in the sender's.
    case recipientARNInIdentityAccount
    /// V3: SES goes on showing the ARN of a deleted role instead of its unique id.
    case sendingPolicyKeepsDeletedARN
    /// V4: SES v2 takes a sending policy without asking whether its principals exist.
    case v2AcceptsUnknownPrincipals
    /// V5: SES v1 words refusals like other services, without back-ticks.
    case plainAccessDeniedWording
    /// V6: the mailbox simulator's addresses need a grant in the sandbox like any recipient.
    case simulatorNeedsGrant
    /// V7: the identity's default configuration set does not apply to mail of another account.
    case defaultConfigurationSetIgnoredForDelegates
    /// V8: the suppression list of the identity's account is consulted, not the sender's.
    case identityOwnersSuppressionList
    /// V9: SES refuses `aws:PrincipalArn` in a sending policy.
    case sendingPolicyRefusesPrincipalARN
    /// V10: a sending policy may be put on an identity that is still pending.
    case pendingIdentityAcceptsPolicy
    /// V11: without a source ARN an address that the sender's own account has not verified is refused as not verified,
    /// even to those who have no permission on it.
    case missingSourceARNIsMessageRejected
    /// V12: the limit of one control call a second allows no burst.
    case noControlCallBurst
    /// V13: SES refuses Sids that hold digits.
    case sendingPolicyRefusesDigitsInSid
    /// V14: the policy of the identity counts that the source ARN names, even where the address has one of its own.
    case policyOfNamedIdentityCounts
}
