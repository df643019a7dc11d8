import Wire

extension SESState {
    /// Takes a change out of it.
    static func mend(_ mending: inout Mending, _ now: inout SESState, _ after: SESState, _ before: SESState) {
        mending.table(&now.identities, after.identities, before.identities, EmailIdentity.mend)
        mending.part(&now.productionAccess, after.productionAccess, before.productionAccess)
        mending.part(&now.sendingEnabled, after.sendingEnabled, before.sendingEnabled)
        mending.part(&now.enforcementStatus, after.enforcementStatus, before.enforcementStatus)
        mending.part(&now.dailyQuota, after.dailyQuota, before.dailyQuota)
        mending.part(&now.sendRate, after.sendRate, before.sendRate)
        if let isBack = now.sent.takeBack(after.sent, before.sent) { mending.note(changed: isBack) }
        mending.part(&now.suppressedReasons, after.suppressedReasons, before.suppressedReasons)
        mending.table(&now.suppressed, after.suppressed, before.suppressed) { $0.part(&$1, $2, $3) }
        mending.table(&now.configurationSets, after.configurationSets, before.configurationSets, ConfigurationSet.mend)
        mending.table(&now.templates, after.templates, before.templates) { mending, now, after, before in
            mending.part(&now, after, before) {
                $0.subject == $1.subject && $0.text == $1.text && $0.html == $1.html && $0.created == $1.created
            }
        }
        mending.part(&now.details, after.details, before.details) {
            $0?.reviewStatus == $1?.reviewStatus && $0?.caseID == $1?.caseID && $0?.useCase == $1?.useCase
        }
    }
}

extension EmailIdentity {
    static func mend(
        _ mending: inout Mending, _ now: inout EmailIdentity, _ after: EmailIdentity, _ before: EmailIdentity
    ) {
        // Asking again for a mail moves the moment, and following its link the status; each of them is a repair.
        var verification = now
        mending.part(&verification, after, before) { $0.status == $1.status && $0.requested == $1.requested }
        (now.status, now.requested) = (verification.status, verification.requested)
        mending.part(&now.created, after.created, before.created)
        mending.table(&now.policies, after.policies, before.policies, StoredPolicy.mend)
        mending.part(&now.configurationSet, after.configurationSet, before.configurationSet)
        mending.part(&now.dkimTokens, after.dkimTokens, before.dkimTokens)
        mending.part(&now.recordsToken, after.recordsToken, before.recordsToken)
        mending.part(&now.dkimEnabled, after.dkimEnabled, before.dkimEnabled)
        mending.part(&now.feedbackForwarding, after.feedbackForwarding, before.feedbackForwarding)
        mending.part(&now.notificationTopics, after.notificationTopics, before.notificationTopics)
        mending.members(&now.notificationHeaders, after.notificationHeaders, before.notificationHeaders)
        mending.part(&now.mailFromDomain, after.mailFromDomain, before.mailFromDomain)
        mending.part(&now.mailFromStatus, after.mailFromStatus, before.mailFromStatus)
        mending.part(&now.mailFromBehaviour, after.mailFromBehaviour, before.mailFromBehaviour)
        mending.part(&now.tags, after.tags, before.tags)
    }
}

extension ConfigurationSet {
    static func mend(
        _ mending: inout Mending, _ now: inout ConfigurationSet, _ after: ConfigurationSet, _ before: ConfigurationSet
    ) {
        mending.part(&now.sendingEnabled, after.sendingEnabled, before.sendingEnabled)
        mending.table(&now.options, after.options, before.options) { $0.part(&$1, $2, $3) }
        mending.table(&now.eventDestinations, after.eventDestinations, before.eventDestinations) {
            $0.part(&$1, $2, $3)
        }
        mending.part(&now.tags, after.tags, before.tags)
    }
}
