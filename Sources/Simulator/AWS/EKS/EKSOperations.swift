/// The operations of EKS that look at clusters.
enum EKSOperations {
    /// The table of operations.
    static let table: [AWSOperation] = [
        look("ListClusters", "GET /clusters", on: { _ in ["*"] }, EKSClusters.list),
        look("DescribeCluster", "GET /clusters/{name}", on: cluster, EKSClusters.describe),
        look("ListAccessEntries", "GET /clusters/{name}/access-entries", on: cluster, EKSAccess.listEntries),
        look(
            "DescribeAccessEntry", "GET /clusters/{name}/access-entries/{principalArn}", on: cluster,
            EKSAccess.describeEntry),
        look(
            "ListAssociatedAccessPolicies", "GET /clusters/{name}/access-entries/{principalArn}/access-policies",
            on: cluster, EKSAccess.listPolicies),
        look(
            "ListPodIdentityAssociations", "GET /clusters/{name}/pod-identity-associations", on: cluster,
            EKSAssociations.list),
        look(
            "DescribePodIdentityAssociation", "GET /clusters/{name}/pod-identity-associations/{associationId}",
            on: cluster, EKSAssociations.describe),
        look("ListAddons", "GET /clusters/{name}/addons", on: cluster, EKSClusters.listAddons),
        look("DescribeAddon", "GET /clusters/{name}/addons/{addonName}", on: cluster, EKSClusters.describeAddon),
    ]

    private static func cluster(_ call: AWSCall) throws(AWSFault) -> [String] {
        ["arn:aws:eks:\(call.region):\(call.account):cluster/\(call.path["name"] ?? "")"]
    }

    private static func look(
        _ name: String, _ route: Route, on resources: @escaping AWSOperation.Resources,
        _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "eks:" + name, on: resources, readOnly: true, route: route, work: work)
    }
}
