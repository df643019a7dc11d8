/// The operations of Identity and Access Management.
enum IAMOperations {
    /// The table of operations.
    static let table: [AWSOperation] =
        providers + roles + rolePolicies + managedPolicies + users + userPolicies + reports

    private static let providers: [AWSOperation] = [
        change(
            "CreateOpenIDConnectProvider", on: newProvider, tagAction: "iam:TagOpenIDConnectProvider",
            ProviderOperations.create),
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
        change("CreateRole", on: newRole, tagAction: "iam:TagRole", RoleOperations.create),
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
        change("AttachRolePolicy", on: role, HeldPolicies.role.attach),
        change("DetachRolePolicy", on: role, HeldPolicies.role.detach),
        look("ListAttachedRolePolicies", on: role, HeldPolicies.role.listAttached),
        change("PutRolePolicy", on: role, HeldPolicies.role.put),
        look("GetRolePolicy", on: role, HeldPolicies.role.get),
        look("ListRolePolicies", on: role, HeldPolicies.role.list),
        change("DeleteRolePolicy", on: role, HeldPolicies.role.delete),
    ]

    private static let managedPolicies: [AWSOperation] = [
        change("CreatePolicy", on: newPolicy, tagAction: "iam:TagPolicy", ManagedPolicyOperations.create),
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

    private static let users: [AWSOperation] = [
        look("GetUser", on: user, UserOperations.get),
        look("ListUsers", on: everything, UserOperations.list),
        change("CreateUser", on: user, UserOperations.create),
        change("DeleteUser", on: user, UserOperations.delete),
        look("ListAccessKeys", on: user, UserOperations.listAccessKeys),
        change("CreateAccessKey", on: user, UserOperations.createAccessKey),
        change("DeleteAccessKey", on: user, UserOperations.deleteAccessKey),
        look("ListMFADevices", on: user, UserOperations.listMFADevices),
        look("ListAccountAliases", on: everything, UserOperations.listAliases),
    ]

    private static let userPolicies: [AWSOperation] = [
        change("AttachUserPolicy", on: user, HeldPolicies.user.attach),
        change("DetachUserPolicy", on: user, HeldPolicies.user.detach),
        look("ListAttachedUserPolicies", on: user, HeldPolicies.user.listAttached),
        change("PutUserPolicy", on: user, HeldPolicies.user.put),
        look("GetUserPolicy", on: user, HeldPolicies.user.get),
        look("ListUserPolicies", on: user, HeldPolicies.user.list),
        change("DeleteUserPolicy", on: user, HeldPolicies.user.delete),
    ]

    private static let reports: [AWSOperation] = [
        look("SimulatePrincipalPolicy", on: policySource, Simulation.principal),
        look("SimulateCustomPolicy", on: everything, Simulation.custom),
        look("GetContextKeysForCustomPolicy", on: everything, Simulation.keysOfCustomPolicy),
        look("GetContextKeysForPrincipalPolicy", on: policySource, Simulation.keysOfPrincipalPolicy),
        look("GetAccountAuthorizationDetails", on: everything, AuthorizationDetails.get),
    ]

    // MARK: Which resources an operation is authorised on

    private static func everything(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] { ["*"] }

    private static func newProvider(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [try ProviderOperations.newARN(call)]
    }

    private static func provider(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [try call.required("OpenIDConnectProviderArn", length: 20...2_048)]
    }

    private static func policy(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [try ManagedPolicyOperations.arn(call)]
    }

    private static func newPolicy(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [
            Names.policyARN(
                call.partition, call.account, path: try call.iamPath(), name: try call.iamName("PolicyName", 128))
        ]
    }

    private static func newRole(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        ["arn:\(call.partition):iam::\(call.account):role\(try call.iamPath())\(try call.iamName("RoleName", 64))"]
    }

    /// The role that is named, with the path that it has.
    private static func role(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        let name = try call.iamName("RoleName", 64)
        let role = state[iam: call.account].roles[name]
        return [
            role.map { Names.roleARN(call.partition, call.account, $0) }
                ?? "arn:\(call.partition):iam::\(call.account):role/\(name)"
        ]
    }

    /// The user that is named, with the path that it has or will have; without a name the caller.
    private static func user(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        guard try call.optional("UserName", length: 1...128) != nil else { return [call.caller?.principalARN ?? "*"] }
        let name = try call.iamName("UserName", 128)
        guard let user = state[iam: call.account].users[name] else {
            return ["arn:\(call.partition):iam::\(call.account):user\(try call.iamPath())\(name)"]
        }
        return [Names.userARN(call.partition, call.account, user)]
    }

    private static func policySource(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [call.form["PolicySourceArn"] ?? "*"]
    }

    private static func change(
        _ name: String, on resources: @escaping AWSOperation.Resources, tagAction: String? = nil,
        _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "iam:" + name, on: resources, tagAction: tagAction, work: work)
    }

    private static func look(
        _ name: String, on resources: @escaping AWSOperation.Resources, _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "iam:" + name, on: resources, readOnly: true, work: work)
    }
}
