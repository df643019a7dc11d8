import IAMPolicy
import Wire

/// The versions of managed policies, five at most.
enum PolicyVersionOperations {
    /// Adds a version, and makes it count where `SetAsDefault` says so.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var policy = try ManagedPolicyOperations.findOwn(call, state)
        let stored = try IAMFault.store(call.required("PolicyDocument", length: 1...131_072), kind: .identity)
        guard policy.versions.count < 5 else {
            throw IAMFault.limit(
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an "
                    + "existing version.")
        }
        let version = ManagedPolicy.Version(id: "v\(policy.nextVersion)", policy: stored, created: call.now)
        policy.versions.append(version)
        policy.nextVersion += 1
        if call.flag("SetAsDefault") { policy.defaultVersionID = version.id }
        policy.updated = call.now
        state[iam: call.account].policies[policy.arn] = policy
        return .xml([XMLNode("PolicyVersion", nodes(version, policy))])
    }

    /// Shows a version with its document.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try ManagedPolicyOperations.find(call, state)
        let version = try version(call, policy)
        let document = XMLNode("Document", Percent.encode(version.policy.text))
        return .xml([XMLNode("PolicyVersion", [document] + nodes(version, policy))])
    }

    /// Lists the versions, newest first, without documents.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try ManagedPolicyOperations.find(call, state)
        let page = try call.iamPage(policy.versions.reversed())
        return .xml(page.iamNodes + [.list("Versions", page.items.map { nodes($0, policy) })])
    }

    /// Deletes a version that does not count.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let policy = try ManagedPolicyOperations.findOwn(call, state)
        let version = try version(call, policy)
        guard version.id != policy.defaultVersionID else {
            throw IAMFault.conflict("Cannot delete the default version of a policy.")
        }
        state[iam: call.account].policies[policy.arn]?.versions.removeAll { $0.id == version.id }
        return .acknowledged
    }

    /// Makes another version count.
    static func setDefault(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var policy = try ManagedPolicyOperations.findOwn(call, state)
        policy.defaultVersionID = try version(call, policy).id
        policy.updated = call.now
        state[iam: call.account].policies[policy.arn] = policy
        return .acknowledged
    }

    private static func version(
        _ call: AWSCall, _ policy: ManagedPolicy
    ) throws(AWSFault) -> ManagedPolicy.Version {
        let id = try call.required("VersionId", length: 1...64)
        guard let version = policy.versions.first(where: { $0.id == id }) else {
            throw IAMFault.noSuchEntity("Policy \(policy.arn) version \(id) does not exist or is not attachable.")
        }
        return version
    }

    /// A version without its document.
    static func nodes(_ version: ManagedPolicy.Version, _ policy: ManagedPolicy) -> [XMLNode] {
        [
            XMLNode("VersionId", version.id), XMLNode("IsDefaultVersion", version.id == policy.defaultVersionID),
            XMLNode("CreateDate", version.created.iso8601),
        ]
    }
}
