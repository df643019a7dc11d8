public import Calls
public import Identifiers
public import Wire

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

extension Read where View == OrganizationState {
    /// The organisation of the EKS account.
    public static var organization: Read { Read(.describeOrganization) }
}

extension Read where View == ProviderState {
    /// A provider.
    public static func provider(_ arn: ARN) -> Read { Read(.getOpenIDConnectProvider(arn)) }
}

extension Read where View == ProviderList {
    /// The OIDC providers of the EKS account.
    public static var providers: Read { Read(.listOpenIDConnectProviders()) }
}

extension Read where View == PodIdentityAssociations {
    /// The Pod Identity associations of a cluster, or of one of its service accounts.
    public static func podIdentityAssociations(
        _ cluster: ClusterName, in region: Region?, namespace: Namespace? = nil,
        serviceAccount: ServiceAccountName? = nil
    ) -> Read {
        Read(.listPodIdentityAssociations(cluster, in: region, namespace: namespace, serviceAccount: serviceAccount))
    }
}

extension Read where View == PodIdentityState {
    /// A Pod Identity association by its id.
    public static func podIdentityAssociation(_ id: String, of cluster: ClusterName, in region: Region?) -> Read {
        Read(.describePodIdentityAssociation(id, of: cluster, in: region))
    }
}

extension Read where View == AccessEntries {
    /// Whom a cluster's access entries let in.
    public static func accessEntries(_ cluster: ClusterName, in region: Region?) -> Read {
        Read(.listAccessEntries(cluster, in: region))
    }
}

extension Read where View == AccessEntryState {
    /// The access entry of a principal.
    public static func accessEntry(_ principal: ARN, of cluster: ClusterName, in region: Region?) -> Read {
        Read(.describeAccessEntry(principal, of: cluster, in: region))
    }
}

extension Read where View == AddonState {
    /// An add-on of a cluster.
    public static func addon(_ name: String, of cluster: ClusterName, in region: Region?) -> Read {
        Read(.describeAddon(name, of: cluster, in: region))
    }
}

extension Read where View == TrailEvents {
    /// The newest events of an account's history in a region.
    public static func events(
        _ side: Side, in region: Region, by key: Call.TrailKey, _ value: String, from start: Timestamp? = nil,
        to end: Timestamp? = nil, limit: Int = 50
    ) -> Read {
        Read(.lookupEvents(side, in: region, by: key, value, from: start, to: end, limit: limit))
    }
}

extension Read where View == CredentialState {
    /// Where a side's credentials come from.
    public static func credentials(_ side: Side) -> Read { Read(.readCredentials(side)) }
}

extension Read where View == ClockState {
    /// How far this computer's clock is behind AWS's.
    public static func clock(_ side: Side) -> Read { Read(.readClock(side)) }
}

extension Read where View == KubeconfigState {
    /// How the API server is reached.
    public static var kubeconfig: Read { Read(.readKubeconfig) }
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

extension Read where View == SuppressionState {
    /// Whether an account's suppression list holds an address.
    public static func suppression(_ address: String, _ side: Side, in region: Region?) -> Read {
        Read(.getSuppressedDestination(address, side, in: region))
    }
}

extension Read where View == ConfigurationSetState {
    /// A configuration set.
    public static func configurationSet(_ name: String, _ side: Side, in region: Region?) -> Read {
        Read(.getConfigurationSet(name, side, in: region))
    }
}

extension Read where View == ClusterCallerState {
    /// Who the cluster says that the caller is.
    public static var clusterCaller: Read { Read(.selfSubjectReview) }
}

extension Read where View == ServiceAccountState {
    /// A service account as EKS's webhook reads it.
    public static func annotatedAccount(_ namespace: Namespace, _ name: ServiceAccountName) -> Read {
        Read(.get(.serviceAccount, name.text, in: namespace.text))
    }
}

extension Read where View == ServiceAccountList {
    /// The service accounts of a namespace; nil for those of all.
    public static func annotatedAccounts(in namespace: Namespace?) -> Read {
        Read(.list(.serviceAccount, in: namespace?.text))
    }
}

extension Read where View == PodState {
    /// A pod.
    public static func pod(_ namespace: Namespace, _ name: String) -> Read {
        Read(.get(.pod, name, in: namespace.text))
    }
}

extension Read where View == PodList {
    /// The pods of a namespace; nil for those of all.
    public static func pods(in namespace: Namespace?) -> Read { Read(.list(.pod, in: namespace?.text)) }
}

extension Read where View == WebhookConfigurationState {
    /// A webhook configuration; EKS's own is `pod-identity-webhook`.
    public static func webhook(_ name: String = "pod-identity-webhook") -> Read {
        Read(.get(.mutatingWebhookConfiguration, name))
    }
}

extension Read where View == WebhookConfigurationList {
    /// All webhook configurations.
    public static var webhooks: Read { Read(.list(.mutatingWebhookConfiguration)) }
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

    /// The replica sets of a namespace.
    public static func replicaSets(_ namespace: Namespace) -> Read { Read(.list(.replicaSet, in: namespace.text)) }

    /// The service accounts of a namespace.
    public static func serviceAccounts(_ namespace: Namespace) -> Read {
        Read(.list(.serviceAccount, in: namespace.text))
    }
}

extension Read where View == EventList {
    /// What the cluster says happened in a namespace.
    public static func events(in namespace: Namespace) -> Read { Read(.list(.event, in: namespace.text)) }
}
