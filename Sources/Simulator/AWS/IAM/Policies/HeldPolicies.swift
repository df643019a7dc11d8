import IAMPolicy
import Wire

/// What may have permissions policies: a role or a user.
protocol PolicyHolder: Sendable {
    var name: String { get }
    var inlinePolicies: [String: StoredPolicy] { get set }
    var attachedPolicies: [String] { get set }
    var boundary: String? { get }
}

extension IAMRole: PolicyHolder {}
extension IAMUser: PolicyHolder {}

/// The permissions policies of a role or a user: attached managed ones and inline ones.
struct HeldPolicies: Sendable {
    /// `role` or `user`, as refusals say it.
    private let noun: String
    /// The characters that all inline policies may have together, blanks left out.
    private let inlineLimit: Int
    private let find: @Sendable (AWSCall, WorldState) throws(AWSFault) -> any PolicyHolder
    private let keep: @Sendable (any PolicyHolder, inout IAMState) -> Void

    /// The policies of the role that `RoleName` names.
    static let role = HeldPolicies(
        noun: "role", inlineLimit: 10_240,
        find: { call, state throws(AWSFault) in try RoleOperations.find(call, state) },
        keep: { holder, iam in iam.roles[holder.name] = holder as? IAMRole })

    /// The policies of the user that `UserName` names.
    static let user = HeldPolicies(
        noun: "user", inlineLimit: 2_048,
        find: { call, state throws(AWSFault) in try UserOperations.find(call, state) },
        keep: { holder, iam in iam.users[holder.name] = holder as? IAMUser })

    private var parameter: String { noun.prefix(1).uppercased() + noun.dropFirst() }

    /// Attaches a managed policy; attaching it again succeeds.
    func attach(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var holder = try find(call, state)
        let arn = try ManagedPolicyOperations.arn(call)
        guard state[iam: call.account].managedPolicy(arn) != nil else {
            throw IAMFault.noSuchEntity("Policy \(arn) does not exist or is not attachable.")
        }
        guard !holder.attachedPolicies.contains(arn) else { return .acknowledged }
        guard holder.attachedPolicies.count < 10 else {
            throw IAMFault.limit("Cannot exceed quota for PoliciesPer\(parameter): 10")
        }
        holder.attachedPolicies.append(arn)
        keep(holder, &state[iam: call.account])
        return .acknowledged
    }

    /// Detaches a managed policy.
    func detach(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var holder = try find(call, state)
        let arn = try ManagedPolicyOperations.arn(call)
        guard holder.attachedPolicies.contains(arn) else {
            throw IAMFault.noSuchEntity("Policy \(arn) was not found.")
        }
        holder.attachedPolicies.removeAll { $0 == arn }
        keep(holder, &state[iam: call.account])
        return .acknowledged
    }

    /// Lists the attached managed policies.
    func listAttached(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let holder = try find(call, state)
        let prefix = try call.optional("PathPrefix", length: 1...512) ?? "/"
        let iam = state[iam: call.account]
        let policies = holder.attachedPolicies.compactMap(iam.managedPolicy).filter { $0.path.hasPrefix(prefix) }
        let page = try call.iamPage(policies)
        return .xml(page.iamNodes + [Self.attached(page.items)])
    }

    /// The `AttachedPolicies` element.
    static func attached(_ policies: [ManagedPolicy], in element: String = "AttachedPolicies") -> XMLNode {
        .list(element, policies.map { [XMLNode("PolicyName", $0.name), XMLNode("PolicyArn", $0.arn)] })
    }

    /// Puts an inline policy, new or in place of the one with that name.
    func put(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var holder = try find(call, state)
        let name = try call.iamName("PolicyName", 128)
        let policy = try IAMFault.store(
            call.required("PolicyDocument", length: 1...131_072), kind: .identity)
        let others = holder.inlinePolicies.filter { $0.key != name }
        let size = others.values.reduce(policy.document.size) { $0 + $1.document.size }
        guard size <= inlineLimit else {
            throw IAMFault.limit("Maximum policy size of \(inlineLimit) bytes exceeded for \(noun) \(holder.name)")
        }
        holder.inlinePolicies[name] = policy
        keep(holder, &state[iam: call.account])
        return .acknowledged
    }

    /// Shows an inline policy.
    func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (holder, name, policy) = try inline(call, state)
        return .xml([
            XMLNode(parameter + "Name", holder.name), XMLNode("PolicyName", name),
            XMLNode("PolicyDocument", Percent.encode(policy.text)),
        ])
    }

    /// Lists the inline policies' names.
    func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try call.iamPage(find(call, state).inlinePolicies.keys.sorted())
        return .xml(page.iamNodes + [.list("PolicyNames", texts: page.items)])
    }

    /// Deletes an inline policy.
    func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var (holder, name, _) = try inline(call, state)
        holder.inlinePolicies[name] = nil
        keep(holder, &state[iam: call.account])
        return .acknowledged
    }

    private func inline(
        _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> (holder: any PolicyHolder, name: String, policy: StoredPolicy) {
        let holder = try find(call, state)
        let name = try call.iamName("PolicyName", 128)
        guard let policy = holder.inlinePolicies[name] else {
            throw IAMFault.noSuchEntity("The \(noun) policy with name \(name) cannot be found.")
        }
        return (holder, name, policy)
    }
}
