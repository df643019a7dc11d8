import IAMPolicy

/// The permissions policies of a role: attached managed ones and inline ones.
enum RolePolicyOperations {
    /// Attaches a managed policy; attaching it again succeeds.
    static func attach(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try RoleOperations.find(call, state)
        let arn = try ManagedPolicyOperations.arn(call)
        guard state[iam: call.account].managedPolicy(arn) != nil else {
            throw IAMFault.noSuchEntity("Policy \(arn) does not exist or is not attachable.")
        }
        guard !role.attachedPolicies.contains(arn) else { return .acknowledged }
        guard role.attachedPolicies.count < 10 else {
            throw IAMFault.limit("Cannot exceed quota for PoliciesPerRole: 10")
        }
        state[iam: call.account].roles[role.name]?.attachedPolicies.append(arn)
        return .acknowledged
    }

    /// Detaches a managed policy.
    static func detach(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try RoleOperations.find(call, state)
        let arn = try ManagedPolicyOperations.arn(call)
        guard role.attachedPolicies.contains(arn) else {
            throw IAMFault.noSuchEntity("Policy \(arn) was not found.")
        }
        state[iam: call.account].roles[role.name]?.attachedPolicies.removeAll { $0 == arn }
        return .acknowledged
    }

    /// Lists the attached managed policies.
    static func listAttached(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try RoleOperations.find(call, state)
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        let iam = state[iam: call.account]
        let policies = role.attachedPolicies.compactMap(iam.managedPolicy).filter { $0.path.hasPrefix(prefix) }
        let page = try call.iamPage(policies)
        return .xml(
            page.iamNodes + [
                .list(
                    "AttachedPolicies",
                    page.items.map { [XMLNode("PolicyName", $0.name), XMLNode("PolicyArn", $0.arn)] })
            ])
    }

    /// Puts an inline policy, new or in place of the one with that name.
    static func put(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let role = try RoleOperations.find(call, state)
        let name = try call.iamName("PolicyName", 128)
        let policy = try IAMFault.store(
            call.required("PolicyDocument", length: 1...131_072), kind: .identity)
        let others = role.inlinePolicies.filter { $0.key != name }
        let size = others.values.reduce(policy.document.size) { $0 + $1.document.size }
        guard size <= 10_240 else {
            throw IAMFault.limit("Maximum policy size of 10240 bytes exceeded for role \(role.name)")
        }
        state[iam: call.account].roles[role.name]?.inlinePolicies[name] = policy
        return .acknowledged
    }

    /// Shows an inline policy.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (role, name, policy) = try inline(call, state)
        return .xml([
            XMLNode("RoleName", role.name), XMLNode("PolicyName", name),
            XMLNode("PolicyDocument", Percent.encode(policy.text)),
        ])
    }

    /// Lists the inline policies' names.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try call.iamPage(RoleOperations.find(call, state).inlinePolicies.keys.sorted())
        return .xml(page.iamNodes + [.list("PolicyNames", texts: page.items)])
    }

    /// Deletes an inline policy.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (role, name, _) = try inline(call, state)
        state[iam: call.account].roles[role.name]?.inlinePolicies[name] = nil
        return .acknowledged
    }

    private static func inline(
        _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> (role: IAMRole, name: String, policy: StoredPolicy) {
        let role = try RoleOperations.find(call, state)
        let name = try call.iamName("PolicyName", 128)
        guard let policy = role.inlinePolicies[name] else {
            throw IAMFault.noSuchEntity("The role policy with name \(name) cannot be found.")
        }
        return (role, name, policy)
    }
}
