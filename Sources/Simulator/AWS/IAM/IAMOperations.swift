/// The operations of Identity and Access Management.
enum IAMOperations {
    /// The table of operations.
    static let table: [AWSOperation] = providers + roles + rolePolicies + managedPolicies + others

    private static let providers: [AWSOperation] = [
        change("CreateOpenIDConnectProvider", on: ProviderOperations.newARN, ProviderOperations.create),
        look("GetOpenIDConnectProvider", on: provider, ProviderOperations.get),
        look("ListOpenIDConnectProviders", on: everything, ProviderOperations.list),
        change("DeleteOpenIDConnectProvider", on: provider, ProviderOperations.delete),
        change("AddClientIDToOpenIDConnectProvider", on: provider, ProviderOperations.addClientID),
        change("RemoveClientIDFromOpenIDConnectProvider", on: provider, ProviderOperations.removeClientID),
        change("UpdateOpenIDConnectProviderThumbprint", on: provider, ProviderOperations.updateThumbprint),
        change("TagOpenIDConnectProvider", on: provider, ProviderOperations.tag),
        change("UntagOpenIDConnectProvider", on: provider, ProviderOperations.untag),
        look("ListOpenIDConnectProviderTags", on: provider, ProviderOperations.listTags),
    ]

    private static let roles: [AWSOperation] = [
        change("CreateRole", on: role, RoleOperations.create),
        look("GetRole", on: role, RoleOperations.get),
        look("ListRoles", on: everything, RoleOperations.list),
        change("DeleteRole", on: role, RoleOperations.delete),
        change("UpdateRole", on: role, RoleOperations.update),
        change("UpdateRoleDescription", on: role, RoleOperations.updateDescription),
        change("UpdateAssumeRolePolicy", on: role, RoleOperations.updateTrust),
        change("PutRolePermissionsBoundary", on: role, RoleOperations.putBoundary),
        change("DeleteRolePermissionsBoundary", on: role, RoleOperations.deleteBoundary),
        change("TagRole", on: role, RoleOperations.tag),
        change("UntagRole", on: role, RoleOperations.untag),
        look("ListRoleTags", on: role, RoleOperations.listTags),
        look("ListInstanceProfilesForRole", on: role, RoleOperations.listInstanceProfiles),
    ]

    private static let rolePolicies: [AWSOperation] = [
        change("AttachRolePolicy", on: role, RolePolicyOperations.attach),
        change("DetachRolePolicy", on: role, RolePolicyOperations.detach),
        look("ListAttachedRolePolicies", on: role, RolePolicyOperations.listAttached),
        change("PutRolePolicy", on: role, RolePolicyOperations.put),
        look("GetRolePolicy", on: role, RolePolicyOperations.get),
        look("ListRolePolicies", on: role, RolePolicyOperations.list),
        change("DeleteRolePolicy", on: role, RolePolicyOperations.delete),
    ]

    private static let managedPolicies: [AWSOperation] = [
        change("CreatePolicy", on: newPolicy, ManagedPolicyOperations.create),
        look("GetPolicy", on: policy, ManagedPolicyOperations.get),
        look("ListPolicies", on: everything, ManagedPolicyOperations.list),
        change("DeletePolicy", on: policy, ManagedPolicyOperations.delete),
        look("ListEntitiesForPolicy", on: policy, ManagedPolicyOperations.listEntities),
        change("TagPolicy", on: policy, ManagedPolicyOperations.tag),
        change("UntagPolicy", on: policy, ManagedPolicyOperations.untag),
        look("ListPolicyTags", on: policy, ManagedPolicyOperations.listTags),
        change("CreatePolicyVersion", on: policy, PolicyVersionOperations.create),
        look("GetPolicyVersion", on: policy, PolicyVersionOperations.get),
        look("ListPolicyVersions", on: policy, PolicyVersionOperations.list),
        change("DeletePolicyVersion", on: policy, PolicyVersionOperations.delete),
        change("SetDefaultPolicyVersion", on: policy, PolicyVersionOperations.setDefault),
    ]

    private static let others: [AWSOperation] = [
        look("SimulatePrincipalPolicy", on: { call in [call.form["PolicySourceArn"] ?? "*"] }, Simulation.principal),
        look("GetUser", on: UserOperations.arn, UserOperations.get),
        look("ListAccountAliases", on: everything, UserOperations.listAliases),
    ]

    // MARK: Which resources an operation is authorised on

    private static func everything(_ call: AWSCall) throws(AWSFault) -> [String] { ["*"] }

    private static func provider(_ call: AWSCall) throws(AWSFault) -> [String] {
        [try call.required("OpenIDConnectProviderArn", length: 20...2_048)]
    }

    private static func policy(_ call: AWSCall) throws(AWSFault) -> [String] {
        [try ManagedPolicyOperations.arn(call)]
    }

    private static func newPolicy(_ call: AWSCall) throws(AWSFault) -> [String] {
        [Names.policyARN(call.account, path: try call.iamPath(), name: try call.iamName("PolicyName", 128))]
    }

    private static func role(_ call: AWSCall) throws(AWSFault) -> [String] {
        let name = try call.iamName("RoleName", 64)
        return ["arn:aws:iam::\(call.account):role\(try call.iamPath())\(name)"]
    }

    private static func change(
        _ name: String, on resources: @escaping AWSOperation.Resources, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "iam:" + name, on: resources, work: work)
    }

    private static func look(
        _ name: String, on resources: @escaping AWSOperation.Resources, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "iam:" + name, on: resources, readOnly: true, work: work)
    }
}
