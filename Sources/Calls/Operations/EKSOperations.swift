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
                    .may("accessConfig", .structure([.may("authenticationMode")])),
                    .may(
                        "health",
                        .structure([.may("issues", .list(.structure([.may("code"), .may("message")])))])),
                ]))
        ]))

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
        ]), pages: .token(name: "nextToken", list: "associations", size: .init("maxResults", 100)))

    static let eks = [listClusters, describeCluster, listPodIdentityAssociations]
}
