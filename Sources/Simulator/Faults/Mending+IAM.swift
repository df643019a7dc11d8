import Wire

extension IAMState {
    /// Takes a change out of it.
    static func mend(_ mending: inout Mending, _ now: inout IAMState, _ after: IAMState, _ before: IAMState) {
        mending.table(&now.users, after.users, before.users, IAMUser.mend)
        mending.table(&now.roles, after.roles, before.roles, IAMRole.mend)
        mending.table(&now.policies, after.policies, before.policies, ManagedPolicy.mend)
        mending.table(&now.providers, after.providers, before.providers, OIDCProvider.mend)
    }
}

extension IAMUser {
    static func mend(_ mending: inout Mending, _ now: inout IAMUser, _ after: IAMUser, _ before: IAMUser) {
        mending.part(&now.name, after.name, before.name)
        mending.part(&now.path, after.path, before.path)
        mending.part(&now.id, after.id, before.id)
        mending.part(&now.created, after.created, before.created)
        mending.table(&now.accessKeys, after.accessKeys, before.accessKeys, SecretKey.mend)
        mending.table(&now.inlinePolicies, after.inlinePolicies, before.inlinePolicies, StoredPolicy.mend)
        mending.list(&now.attachedPolicies, after.attachedPolicies, before.attachedPolicies)
        mending.part(&now.boundary, after.boundary, before.boundary)
        mending.part(&now.tags, after.tags, before.tags)
    }
}

extension SecretKey {
    static func mend(_ mending: inout Mending, _ now: inout SecretKey, _ after: SecretKey, _ before: SecretKey) {
        mending.part(&now, after, before) { $0.value == $1.value }
    }
}

extension IAMRole {
    /// Who a role is to those that have noted its unique id; it changes as a whole.
    struct Being: Hashable {
        var id: String
        var path: String
        var created: Timestamp

        init(_ role: IAMRole) {
            id = role.id
            path = role.path
            created = role.created
        }
    }

    static func mend(_ mending: inout Mending, _ now: inout IAMRole, _ after: IAMRole, _ before: IAMRole) {
        var being = now
        mending.part(&being, after, before) { Being($0) == Being($1) }
        (now.id, now.path, now.created) = (being.id, being.path, being.created)
        mending.part(&now.trust, after.trust, before.trust, same: StoredPolicy.areSame)
        mending.part(&now.description, after.description, before.description)
        mending.part(&now.maxSessionDuration, after.maxSessionDuration, before.maxSessionDuration)
        mending.part(&now.boundary, after.boundary, before.boundary)
        mending.table(&now.inlinePolicies, after.inlinePolicies, before.inlinePolicies, StoredPolicy.mend)
        mending.list(&now.attachedPolicies, after.attachedPolicies, before.attachedPolicies)
        mending.part(&now.tags, after.tags, before.tags)
        // Who used it says nothing of what is wrong.
        if after.lastUsed?.time != before.lastUsed?.time, now.lastUsed?.time == after.lastUsed?.time {
            now.lastUsed = before.lastUsed
        }
    }
}

extension ManagedPolicy {
    static func mend(
        _ mending: inout Mending, _ now: inout ManagedPolicy, _ after: ManagedPolicy, _ before: ManagedPolicy
    ) {
        mending.part(&now.id, after.id, before.id)
        mending.part(&now.tags, after.tags, before.tags)
        // The versions are one thing: which one counts, and what may come next.
        var versions = now
        mending.part(&versions, after, before) { one, other in
            one.defaultVersionID == other.defaultVersionID && one.nextVersion == other.nextVersion
                && one.versions.elementsEqual(other.versions) { $0.id == $1.id && $0.policy.text == $1.policy.text }
        }
        now.versions = versions.versions
        now.defaultVersionID = versions.defaultVersionID
        now.nextVersion = versions.nextVersion
        now.updated = versions.updated
    }
}

extension OIDCProvider {
    static func mend(
        _ mending: inout Mending, _ now: inout OIDCProvider, _ after: OIDCProvider, _ before: OIDCProvider
    ) {
        mending.part(&now.url, after.url, before.url)
        mending.part(&now.created, after.created, before.created)
        mending.list(&now.clientIDs, after.clientIDs, before.clientIDs)
        mending.list(&now.thumbprints, after.thumbprints, before.thumbprints)
        mending.part(&now.tags, after.tags, before.tags)
    }
}

extension StoredPolicy {
    static func areSame(_ one: StoredPolicy, _ other: StoredPolicy) -> Bool {
        one.text == other.text && one.principalIDs == other.principalIDs
    }

    static func mend(
        _ mending: inout Mending, _ now: inout StoredPolicy, _ after: StoredPolicy, _ before: StoredPolicy
    ) {
        mending.part(&now, after, before, same: areSame)
    }
}
