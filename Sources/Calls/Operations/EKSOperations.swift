/// EKS, API of 2017-11-01, in the cluster's region. Codes that matter: ResourceNotFoundException,
/// AccessDeniedException.
extension Operation {
    /// The names of all clusters in the region.
    public static let listClusters = Operation(
        .eks, "ListClusters", .read, .rest(method: "GET", path: ["clusters"]),
        keeps: .structure([.may("clusters", .list(.text))]),
        pages: .token(name: "nextToken", list: "clusters", size: .init("maxResults", 100)))

    /// Issuer, endpoint, authority and state of a cluster.
    public static let describeCluster = Operation(
        .eks, "DescribeCluster", .read, .rest(method: "GET", path: ["clusters", "{name}"]), input: [.must("name")],
        keeps: .structure([
            .must(
                "cluster",
                .structure([
                    .may("name"), .may("arn"), .may("version"), .may("endpoint"), .may("platformVersion"),
                    .must("status"),
                    .may(
                        "resourcesVpcConfig",
                        .structure([
                            .may("endpointPublicAccess", .bool), .may("endpointPrivateAccess", .bool),
                            .may("publicAccessCidrs", .list(.text)),
                        ])),
                    .may("identity", .structure([.may("oidc", .structure([.may("issuer")]))])),
                    .may("certificateAuthority", .structure([.may("data")])), .may("tags", .map(.text)),
                    .may("accessConfig", .structure([.may("authenticationMode")])), .may("createdAt", .time),
                    .may("computeConfig", .structure([.may("enabled", .bool)])),
                    .may(
                        "health",
                        .structure([.may("issues", .list(.structure([.may("code"), .may("message")])))])),
                ]))
        ]), on: "arn:{partition}:eks:{region}:{account}:cluster/{name}")

    /// The Pod Identity associations of a cluster.
    public static let listPodIdentityAssociations = Operation(
        .eks, "ListPodIdentityAssociations", .read,
        .rest(
            method: "GET", path: ["clusters", "{clusterName}", "pod-identity-associations"],
            query: ["namespace", "serviceAccount"]),
        input: [.must("clusterName"), .may("namespace"), .may("serviceAccount")],
        keeps: .structure([
            .may(
                "associations",
                .list(
                    .structure([
                        .may("clusterName"), .may("namespace"), .may("serviceAccount"), .may("associationArn"),
                        .may("associationId"),
                    ])))
        ]), on: .cluster, pages: .token(name: "nextToken", list: "associations", size: .init("maxResults", 100)))

    /// A Pod Identity association with its role.
    public static let describePodIdentityAssociation = Operation(
        .eks, "DescribePodIdentityAssociation", .read,
        .rest(method: "GET", path: ["clusters", "{clusterName}", "pod-identity-associations", "{associationId}"]),
        input: [.must("clusterName"), .must("associationId")],
        keeps: .structure([
            .must(
                "association",
                .structure([
                    .may("clusterName"), .may("namespace"), .may("serviceAccount"), .must("roleArn"),
                    .may("associationArn"), .may("associationId"), .may("createdAt", .time),
                    .may("modifiedAt", .time), .may("ownerArn"), .may("disableSessionTags", .bool),
                    .may("targetRoleArn"), .may("externalId"), .may("policy"), .may("tags", .map(.text)),
                ]))
        ]), on: "arn:{partition}:eks:{region}:{account}:podidentityassociation/{clusterName}/{associationId}")

    /// The principals that a cluster's access entries let in.
    public static let listAccessEntries = Operation(
        .eks, "ListAccessEntries", .read,
        .rest(method: "GET", path: ["clusters", "{clusterName}", "access-entries"]), input: [.must("clusterName")],
        keeps: .structure([.may("accessEntries", .list(.text))]), on: .cluster,
        pages: .token(name: "nextToken", list: "accessEntries", size: .init("maxResults", 100)))

    /// As whom a cluster lets a principal in.
    public static let describeAccessEntry = Operation(
        .eks, "DescribeAccessEntry", .read,
        .rest(method: "GET", path: ["clusters", "{clusterName}", "access-entries", "{principalArn}"]),
        input: [.must("clusterName"), .must("principalArn")],
        keeps: .structure([
            .must(
                "accessEntry",
                .structure([
                    .may("clusterName"), .must("principalArn"), .may("kubernetesGroups", .list(.text)),
                    .may("accessEntryArn"), .may("createdAt", .time), .may("modifiedAt", .time), .may("username"),
                    .may("type"),
                ]))
        ]), on: "arn:{partition}:eks:{region}:{account}:access-entry/{clusterName}/*")

    /// An add-on of a cluster, such as the agent of Pod Identity.
    public static let describeAddon = Operation(
        .eks, "DescribeAddon", .read,
        .rest(method: "GET", path: ["clusters", "{clusterName}", "addons", "{addonName}"]),
        input: [.must("clusterName"), .must("addonName")],
        keeps: .structure([
            .must(
                "addon",
                .structure([
                    .may("addonName"), .may("clusterName"), .must("status"), .may("addonVersion"),
                    .may("createdAt", .time), .may("serviceAccountRoleArn"),
                    .may(
                        "health",
                        .structure([.may("issues", .list(.structure([.may("code"), .may("message")])))])),
                ]))
        ]), on: "arn:{partition}:eks:{region}:{account}:addon/{clusterName}/{addonName}/*")

    static let eks = [
        listClusters, describeCluster, listPodIdentityAssociations, describePodIdentityAssociation, listAccessEntries,
        describeAccessEntry, describeAddon,
    ]
}
