public import Calls
public import Identifiers

// What a setup is read by: one line each.

extension Read where View == CallerState {
    /// Who a side's caller is.
    public static func caller(_ side: Side) -> Read { Read(.getCallerIdentity(side)) }
}

extension Read where View == ClusterState {
    /// One cluster.
    public static func cluster(_ name: ClusterName, in region: Region?) -> Read {
        Read(.describeCluster(name, in: region))
    }
}

extension Read where View == ClusterNames {
    /// The names of the clusters in a region.
    public static func clusters(in region: Region?) -> Read { Read(.listClusters(in: region)) }
}

extension Read where View == ProviderState {
    /// A provider.
    public static func provider(_ arn: ARN) -> Read { Read(.getOpenIDConnectProvider(arn)) }
}

extension Read where View == RoleState {
    /// A role of the EKS account.
    public static func role(_ name: RoleName) -> Read { Read(.getRole(name.text)) }
}

extension Read where View == AttachedPolicies {
    /// The managed policies attached to a role.
    public static func attachedPolicies(_ role: RoleName) -> Read { Read(.listAttachedRolePolicies(role.text)) }
}

extension Read where View == InlinePolicyNames {
    /// The names of a role's inline policies.
    public static func inlinePolicies(_ role: RoleName) -> Read { Read(.listRolePolicies(role.text)) }
}

extension Read where View == InlinePolicyState {
    /// An inline policy of a role.
    public static func inlinePolicy(_ role: RoleName, _ name: String) -> Read { Read(.getRolePolicy(role.text, name)) }
}

extension Read where View == ManagedPolicyState {
    /// A managed policy without its document.
    public static func managedPolicy(_ arn: ARN) -> Read { Read(.getPolicy(arn)) }
}

extension Read where View == PolicyVersionState {
    /// A version of a managed policy with its document.
    public static func policyVersion(_ arn: ARN, _ version: String) -> Read { Read(.getPolicyVersion(arn, version)) }
}

extension Read where View == PolicyVersions {
    /// All versions of a managed policy.
    public static func policyVersions(_ arn: ARN) -> Read { Read(.listPolicyVersions(arn)) }
}

extension Read where View == SendingAccountState {
    /// SES as an account sees it.
    public static func sendingAccount(_ side: Side, in region: Region?) -> Read { Read(.getAccount(side, in: region)) }
}

extension Read where View == IdentityState {
    /// An identity with its policies.
    public static func identity(_ side: Side, _ identity: SESIdentity, in region: Region?) -> Read {
        Read(.getEmailIdentity(identity.text, side, in: region))
    }
}

extension Read where View == ListedIdentities {
    /// The identities of an account.
    public static func identities(_ side: Side, in region: Region?) -> Read {
        Read(.listEmailIdentities(side, in: region))
    }
}

extension Read where View == ObjectState {
    /// A namespace.
    public static func namespace(_ name: Namespace) -> Read { Read(.get(.namespace, name.text)) }

    /// A service account.
    public static func serviceAccount(_ namespace: Namespace, _ name: ServiceAccountName) -> Read {
        Read(.get(.serviceAccount, name.text, in: namespace.text))
    }

    /// A deployment.
    public static func deployment(_ namespace: Namespace, _ name: String) -> Read {
        Read(.get(.deployment, name, in: namespace.text))
    }
}

extension Read where View == ObjectList {
    /// All namespaces.
    public static var namespaces: Read { Read(.list(.namespace)) }

    /// The service accounts of a namespace.
    public static func serviceAccounts(_ namespace: Namespace) -> Read {
        Read(.list(.serviceAccount, in: namespace.text))
    }
}
