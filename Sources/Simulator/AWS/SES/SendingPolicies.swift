import IAMPolicy
import Wire

/// The sending policies of identities, which both versions of SES share.
enum SendingPolicies {
    /// The most policies on one identity.
    static let limit = 20
    /// The longest document, in bytes.
    static let longest = 4_096

    /// The name of a policy, checked.
    static func name(_ text: String, _ call: AWSCall) throws(AWSFault) -> String {
        let allowed: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                || $0 == 0x2D
        }
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(allowed) else {
            throw SESFault.policy(call, "Policy name \(text.prefix(100)) is not valid.")
        }
        return text
    }

    /// Puts a policy on an identity of the caller's account.
    static func put(
        _ text: String, name: String, on identity: String, _ call: AWSCall, _ state: inout WorldState
    ) throws(AWSFault) {
        guard let found = state[ses: call.account, call.region].identities[identity] else {
            throw SESFault.noIdentity(call, identity)
        }
        guard found.isVerified || state.options.hypotheses.contains(.pendingIdentityAcceptsPolicy) else {
            throw SESFault.parameter(call, "Identity <\(identity)> is not verified.")
        }
        guard found.policies[name] != nil || found.policies.count < limit else {
            throw SESFault.limit(call, "Maximum number of policies for identity <\(identity)> exceeded: \(limit)")
        }
        let policy = try stored(text, identity, call, state)
        state[ses: call.account, call.region].identities[identity]?.policies[name] = policy
    }

    /// Checks a document as SES does when it is put.
    private static func stored(
        _ text: String, _ identity: String, _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> StoredPolicy {
        guard text.utf8.count <= longest else {
            throw SESFault.policy(call, "Policy size exceeds the limit of \(longest) bytes.")
        }
        let document: PolicyDocument
        do { document = try PolicyDocument.read(text, kind: .sending, rules: .writing) } catch {
            throw SESFault.policy(call, error.serviceMessage)
        }
        let arn = Names.identityARN(call.partition, call.account, call.region, identity)
        for statement in document.statements {
            let resources = statement.resource?.patterns.map(\.text) ?? []
            guard resources == [arn], statement.resource?.excludes == false else {
                throw SESFault.policy(call, "Policy resource must be the identity it is attached to: \(arn)")
            }
            guard statement.principal != nil else { throw SESFault.policy(call, "Policy statement has no principal.") }
            try check(statement, call, state)
        }
        var ids: [String: String] = [:]
        if call.service == .ses || !state.options.hypotheses.contains(.v2AcceptsUnknownPrincipals) {
            do throws(PrincipalLookup.Missing) {
                ids = try PrincipalLookup.ids(in: document, state, now: call.now)
            } catch { throw SESFault.policy(call, error.message) }
        }
        do { return try StoredPolicy(text, kind: .sending, principalIDs: ids) } catch {
            throw SESFault.policy(call, error.serviceMessage)
        }
    }

    private static func check(_ statement: Statement, _ call: AWSCall, _ state: WorldState) throws(AWSFault) {
        for condition in statement.conditions.conditions {
            let refused =
                condition.key == "aws:PrincipalArn"
                ? state.options.hypotheses.contains(.sendingPolicyRefusesPrincipalARN)
                : !applicable.contains(condition.key)
            if refused {
                throw SESFault.policy(call, "Unknown or unapplicable condition field '\(condition.key)'.")
            }
        }
        if state.options.hypotheses.contains(.sendingPolicyRefusesDigitsInSid), let sid = statement.sid,
            sid.utf8.contains(where: { (0x30...0x39).contains($0) })
        {
            throw SESFault.policy(call, "Statement ID \(sid) is not valid.")
        }
    }

    /// The condition keys that SES knows, in exactly this writing.
    private static let applicable: Set<String> = [
        "ses:FromAddress", "ses:FromDisplayName", "ses:Recipients", "ses:FeedbackAddress", "ses:ApiVersion",
        "aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:SourceIp", "aws:UserAgent",
        "aws:PrincipalOrgID", "aws:SourceArn", "aws:SourceAccount",
    ]

    /// A policy's text as SES shows it.
    static func shown(_ policy: StoredPolicy, _ state: WorldState) -> String {
        guard !state.options.hypotheses.contains(.sendingPolicyKeepsDeletedARN) else { return policy.text }
        return policy.shown(where: state.principalExists)
    }
}
