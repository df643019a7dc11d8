import IAMPolicy
import Wire

/// The condition keys that depend on what a request is about: its tags, the tags of the resource, the boundary, and the
/// policy that is attached.
///
/// Source: the Service Authorization Reference's pages of IAM, SES v2 and EKS.
enum RequestKeys {
    /// The keys of a request beyond the caller's and the machine's.
    static func keys(
        _ call: AWSCall, _ operation: AWSOperation, _ state: WorldState
    ) -> [(String, ContextValue)] {
        var keys = requestTags(tags(call))
        let removed = call.form.list("TagKeys") + (call.query["TagKeys"] ?? []) + (call.query["tagKeys"] ?? [])
        if !removed.isEmpty { keys.append(("aws:TagKeys", .list(removed))) }
        for tag in resourceTags(call, state).list {
            keys.append(("aws:ResourceTag/" + tag.key, .one(tag.value)))
            if call.service == .iam { keys.append(("iam:ResourceTag/" + tag.key, .one(tag.value))) }
        }
        if call.service == .iam {
            if let boundary = boundary(call, operation.name, state) {
                keys.append(("iam:PermissionsBoundary", .one(boundary)))
            }
            if operation.name.hasPrefix("Attach") || operation.name.hasPrefix("Detach"),
                let arn = call.form["PolicyArn"]
            {
                keys.append(("iam:PolicyARN", .one(arn)))
            }
        }
        return keys
    }

    /// The keys of tags that a request sets.
    static func requestTags(_ tags: [Tag]) -> [(String, ContextValue)] {
        guard !tags.isEmpty else { return [] }
        return tags.map { ("aws:RequestTag/" + $0.key, .one($0.value)) }
            + [("aws:TagKeys", .list(tags.map(\.key)))]
    }

    /// The tags that a request sets, whatever they are worth.
    static func tags(_ call: AWSCall) -> [Tag] {
        switch call.service.dialect {
        case .query:
            call.form.structures("Tags").compactMap { prefix in
                call.form[prefix + ".Key"].map { Tag($0, call.form[prefix + ".Value"] ?? "") }
            }
        case .restJSON where call.service == .sesv2: call.bodyTags.list
        case .restJSON, .json11:
            (call.body["tags"]?.textMembers ?? [:]).sorted { $0.key < $1.key }.map { Tag($0.key, $0.value) }
        }
    }

    /// The tags of the thing that a request is about.
    private static func resourceTags(_ call: AWSCall, _ state: WorldState) -> Tags {
        switch call.service {
        case .iam:
            let iam = state[iam: call.account]
            if let name = call.form["RoleName"] { return iam.roles[name]?.tags ?? Tags() }
            if let name = call.form["UserName"] { return iam.users[name]?.tags ?? Tags() }
            if let arn = call.form["PolicyArn"] { return iam.policies[arn]?.tags ?? Tags() }
            return iam.providers[call.form["OpenIDConnectProviderArn"] ?? ""]?.tags ?? Tags()
        case .sesv2:
            let ses = state[ses: call.account, call.region]
            if let name = call.path["EmailIdentity"] { return ses.identities[name]?.tags ?? Tags() }
            return ses.configurationSets[call.path["Name"] ?? ""]?.tags ?? Tags()
        default: return Tags()
        }
    }

    /// What `iam:PermissionsBoundary` is: what the request sets, or what the role or user has whose policies it changes.
    private static func boundary(_ call: AWSCall, _ operation: String, _ state: WorldState) -> String? {
        switch operation {
        case "CreateRole", "PutRolePermissionsBoundary": call.form["PermissionsBoundary"]
        case "AttachRolePolicy", "DetachRolePolicy", "PutRolePolicy", "DeleteRolePolicy",
            "DeleteRolePermissionsBoundary":
            state[iam: call.account].roles[call.form["RoleName"] ?? ""]?.boundary
        case "AttachUserPolicy", "DetachUserPolicy", "PutUserPolicy", "DeleteUserPolicy":
            state[iam: call.account].users[call.form["UserName"] ?? ""]?.boundary
        default: nil
        }
    }

    /// What a caller's tags and session add to every request.
    ///
    /// A session's own tags beat its role's. Whether a second factor was given is part of a user's temporary credentials
    /// only; in a world nobody has one.
    static func session(of caller: Caller, _ state: WorldState) -> [(String, ContextValue)] {
        let iam = state[iam: caller.account]
        let session = state.sessions[caller.accessKeyID]
        var tags: Tags
        var keys: [(String, ContextValue)] = []
        switch caller.kind {
        case .user(let name, _):
            tags = iam.users[name]?.tags ?? Tags()
            if caller.isTemporary { keys.append(("aws:MultiFactorAuthPresent", "false")) }
        case .role(let name, _, _): tags = iam.roles[name]?.tags ?? Tags()
        }
        for tag in session?.tags.list ?? [] { tags.set(tag) }
        keys += tags.list.map { ("aws:PrincipalTag/" + $0.key, .one($0.value)) }
        if let organization = state.accounts[caller.account]?.organization {
            keys.append(("aws:PrincipalOrgID", .one(organization)))
        }
        if let source = session?.sourceIdentity { keys.append(("aws:SourceIdentity", .one(source))) }
        return keys
    }
}
