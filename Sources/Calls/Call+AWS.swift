public import Identifiers
public import Wire

/// The calls to AWS that more than one place makes.
extension Call {
    /// Who a side's caller is.
    public static func getCallerIdentity(_ side: Side) -> Call { Call(.getCallerIdentity, side) }

    /// The organisation of the EKS account.
    public static var describeOrganization: Call { Call(.describeOrganization, .eks) }

    // MARK: IAM

    /// Reads a role.
    public static func getRole(_ name: String, _ side: Side = .eks) -> Call { text(.getRole, side, "RoleName", name) }

    /// Reads the managed policies attached to a role.
    public static func listAttachedRolePolicies(_ role: String, _ side: Side = .eks) -> Call {
        text(.listAttachedRolePolicies, side, "RoleName", role)
    }

    /// Reads the names of the inline policies of a role.
    public static func listRolePolicies(_ role: String, _ side: Side = .eks) -> Call {
        text(.listRolePolicies, side, "RoleName", role)
    }

    /// Reads an inline policy of a role.
    public static func getRolePolicy(_ role: String, _ name: String, _ side: Side = .eks) -> Call {
        Call(.getRolePolicy, side, ["RoleName": .string(role), "PolicyName": .string(name)])
    }

    /// Reads a managed policy.
    public static func getPolicy(_ arn: ARN) -> Call { text(.getPolicy, .eks, "PolicyArn", arn.text) }

    /// Reads a version of a managed policy.
    public static func getPolicyVersion(_ arn: ARN, _ version: String) -> Call {
        Call(.getPolicyVersion, .eks, ["PolicyArn": .string(arn.text), "VersionId": .string(version)])
    }

    /// Reads the versions of a managed policy.
    public static func listPolicyVersions(_ arn: ARN) -> Call { text(.listPolicyVersions, .eks, "PolicyArn", arn.text) }

    /// Reads all roles of the EKS account with their policies, and the documents of managed policies in use.
    public static func getAccountAuthorizationDetails() -> Call {
        Call(
            .getAccountAuthorizationDetails, .eks,
            ["Filter": ["Role", "LocalManagedPolicy", "AWSManagedPolicy"], "MaxItems": 1000])
    }

    /// Reads an OIDC provider.
    public static func getOpenIDConnectProvider(_ arn: ARN) -> Call {
        text(.getOpenIDConnectProvider, .eks, "OpenIDConnectProviderArn", arn.text)
    }

    /// Reads the ARNs of the account's OIDC providers.
    public static func listOpenIDConnectProviders() -> Call { Call(.listOpenIDConnectProviders, .eks) }

    // MARK: EKS

    /// Reads the names of the clusters of a region.
    public static func listClusters(in region: Region?) -> Call { Call(.listClusters, .eks, in: region) }

    /// Reads a cluster.
    public static func describeCluster(_ name: ClusterName, in region: Region?) -> Call {
        Call(.describeCluster, .eks, in: region, ["name": .string(name.text)])
    }

    /// Reads the Pod Identity associations of a cluster.
    ///
    /// - Parameters:
    ///   - cluster: The cluster.
    ///   - region: Its region.
    ///   - namespace: Of this namespace alone; nil for all.
    ///   - serviceAccount: Of this service account alone; nil for all.
    /// - Returns: The call.
    public static func listPodIdentityAssociations(
        _ cluster: ClusterName, in region: Region?, namespace: Namespace? = nil,
        serviceAccount: ServiceAccountName? = nil
    ) -> Call {
        var input: JSONObject = ["clusterName": .string(cluster.text)]
        if let namespace { input["namespace"] = .string(namespace.text) }
        if let serviceAccount { input["serviceAccount"] = .string(serviceAccount.text) }
        return Call(.listPodIdentityAssociations, .eks, in: region, input)
    }

    /// Reads a Pod Identity association by its id.
    public static func describePodIdentityAssociation(
        _ id: String, of cluster: ClusterName, in region: Region?
    ) -> Call {
        Call(
            .describePodIdentityAssociation, .eks, in: region,
            ["clusterName": .string(cluster.text), "associationId": .string(id)])
    }

    /// Reads whom a cluster's access entries let in.
    public static func listAccessEntries(_ cluster: ClusterName, in region: Region?) -> Call {
        Call(.listAccessEntries, .eks, in: region, ["clusterName": .string(cluster.text)])
    }

    /// Reads the access entry of a principal.
    public static func describeAccessEntry(_ principal: ARN, of cluster: ClusterName, in region: Region?) -> Call {
        Call(
            .describeAccessEntry, .eks, in: region,
            ["clusterName": .string(cluster.text), "principalArn": .string(principal.text)])
    }

    /// Reads an add-on of a cluster, for example `eks-pod-identity-agent`.
    public static func describeAddon(_ name: String, of cluster: ClusterName, in region: Region?) -> Call {
        Call(
            .describeAddon, .eks, in: region,
            ["clusterName": .string(cluster.text), "addonName": .string(name)])
    }

    // MARK: SES

    /// Reads SES as an account sees it.
    public static func getAccount(_ side: Side, in region: Region?) -> Call { Call(.getAccount, side, in: region) }

    /// Reads an identity.
    public static func getEmailIdentity(_ name: String, _ side: Side, in region: Region?) -> Call {
        Call(.getEmailIdentity, side, in: region, ["EmailIdentity": .string(name)])
    }

    /// Reads the identities of an account.
    public static func listEmailIdentities(_ side: Side, in region: Region?) -> Call {
        Call(.listEmailIdentities, side, in: region)
    }

    /// Reads a configuration set.
    public static func getConfigurationSet(_ name: String, _ side: Side, in region: Region?) -> Call {
        Call(.getConfigurationSet, side, in: region, ["ConfigurationSetName": .string(name)])
    }

    /// Reads whether an account's suppression list holds an address, whose case counts.
    public static func getSuppressedDestination(_ address: String, _ side: Side, in region: Region?) -> Call {
        Call(.getSuppressedDestination, side, in: region, ["EmailAddress": .string(address)])
    }

    // MARK: CloudTrail

    /// What an event is looked up by; CloudTrail takes one attribute.
    public enum TrailKey: String, Hashable, Sendable, CaseIterable {
        /// The operation, for example `UpdateAssumeRolePolicy`.
        case eventName = "EventName"
        /// Name or ARN of what the event is about.
        case resourceName = "ResourceName"
    }

    /// Looks up the newest events in a region; those of IAM are in its partition's first region (us-east-1).
    ///
    /// - Parameters:
    ///   - side: Whose account.
    ///   - region: The region.
    ///   - key: What is looked up by.
    ///   - value: What it has to be.
    ///   - start: From when on; nil goes back 90 days.
    ///   - end: Until when; nil until now.
    ///   - limit: How many events at most, 1 to 50.
    /// - Returns: The call.
    public static func lookupEvents(
        _ side: Side, in region: Region, by key: TrailKey, _ value: String, from start: Timestamp? = nil,
        to end: Timestamp? = nil, limit: Int = 50
    ) -> Call {
        var input: JSONObject = [
            "LookupAttributes": [["AttributeKey": .string(key.rawValue), "AttributeValue": .string(value)]]
        ]
        if let start { input["StartTime"] = .string(start.iso8601) }
        if let end { input["EndTime"] = .string(end.iso8601) }
        input["MaxResults"] = JSONValue(limit)
        return Call(.lookupEvents, side, in: region, input)
    }

    // MARK: This computer

    /// Where a side's credentials come from.
    public static func readCredentials(_ side: Side) -> Call { Call(.credentials, side) }

    /// How far this computer's clock is behind AWS's.
    ///
    /// The answer to `GetCallerIdentity` of the same side shows it, so that one is made first.
    public static func readClock(_ side: Side) -> Call { Call(.clock, side) }

    /// How the API server is reached.
    public static let readKubeconfig = Call(.kubeconfig, .kubernetes)

    private static func text(_ operation: Operation, _ side: Side, _ name: String, _ value: String) -> Call {
        Call(operation, side, JSONObject([(name, .string(value))]))
    }
}
