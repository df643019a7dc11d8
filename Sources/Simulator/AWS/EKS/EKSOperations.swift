/// The operations of EKS that look at clusters, and those that say who may come in and with which role.
enum EKSOperations {
    /// The table of operations.
    static let table: [AWSOperation] = clusters + accessEntries + associations

    private static let clusters: [AWSOperation] = [
        look("ListClusters", "GET /clusters", on: everything, EKSClusters.list),
        look("DescribeCluster", "GET /clusters/{name}", on: cluster, EKSClusters.describe),
        look("ListAddons", "GET /clusters/{name}/addons", on: cluster, EKSClusters.listAddons),
        look("DescribeAddon", "GET /clusters/{name}/addons/{addonName}", on: cluster, EKSClusters.describeAddon),
        look("ListNodegroups", "GET /clusters/{name}/node-groups", on: cluster, EKSNodes.list),
        look(
            "DescribeNodegroup", "GET /clusters/{name}/node-groups/{nodegroupName}", on: nodegroup, EKSNodes.describe),
        look("ListFargateProfiles", "GET /clusters/{name}/fargate-profiles", on: cluster, EKSNodes.listFargate),
        look(
            "ListIdentityProviderConfigs", "GET /clusters/{name}/identity-provider-configs", on: cluster,
            EKSClusters.listIdentityProviderConfigs),
    ]

    private static let accessEntries: [AWSOperation] = [
        look("ListAccessPolicies", "GET /access-policies", on: everything, EKSAccess.listKnownPolicies),
        look("ListAccessEntries", "GET /clusters/{name}/access-entries", on: cluster, EKSAccess.listEntries),
        change(
            "CreateAccessEntry", "POST /clusters/{name}/access-entries", on: cluster, tagAction: "eks:TagResource",
            EKSAccess.create),
        look(
            "DescribeAccessEntry", "GET /clusters/{name}/access-entries/{principalArn}", on: accessEntry,
            EKSAccess.describeEntry),
        change(
            "UpdateAccessEntry", "POST /clusters/{name}/access-entries/{principalArn}", on: accessEntry,
            EKSAccess.update),
        change(
            "DeleteAccessEntry", "DELETE /clusters/{name}/access-entries/{principalArn}", on: accessEntry,
            EKSAccess.delete),
        look(
            "ListAssociatedAccessPolicies", "GET /clusters/{name}/access-entries/{principalArn}/access-policies",
            on: accessEntry, EKSAccess.listPolicies),
        change(
            "AssociateAccessPolicy", "POST /clusters/{name}/access-entries/{principalArn}/access-policies",
            on: accessEntry, EKSAccess.associate),
        change(
            "DisassociateAccessPolicy",
            "DELETE /clusters/{name}/access-entries/{principalArn}/access-policies/{policyArn}", on: accessEntry,
            EKSAccess.disassociate),
    ]

    private static let associations: [AWSOperation] = [
        look(
            "ListPodIdentityAssociations", "GET /clusters/{name}/pod-identity-associations", on: cluster,
            EKSAssociations.list),
        change(
            "CreatePodIdentityAssociation", "POST /clusters/{name}/pod-identity-associations", on: cluster,
            tagAction: "eks:TagResource", EKSAssociations.create),
        look(
            "DescribePodIdentityAssociation", "GET /clusters/{name}/pod-identity-associations/{associationId}",
            on: association, EKSAssociations.describe),
        change(
            "UpdatePodIdentityAssociation", "POST /clusters/{name}/pod-identity-associations/{associationId}",
            on: association, EKSAssociations.update),
        change(
            "DeletePodIdentityAssociation", "DELETE /clusters/{name}/pod-identity-associations/{associationId}",
            on: association, EKSAssociations.delete),
    ]

    // MARK: Which resources an operation is authorised on

    private static func everything(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] { ["*"] }

    private static func arn(_ call: AWSCall, _ kind: String, _ rest: String = "") -> [String] {
        ["arn:\(call.partition):eks:\(call.region):\(call.account):\(kind)/\(call.path["name"] ?? "")\(rest)"]
    }

    private static func cluster(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        arn(call, "cluster")
    }

    private static func association(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        arn(call, "podidentityassociation", "/\(call.path["associationId"] ?? "")")
    }

    private static func nodegroup(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        arn(call, "nodegroup", "/\(call.path["nodegroupName"] ?? "")/\(EKSNodes.id)")
    }

    private static func accessEntry(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [String] {
        [EKSAccess.arn(state.cluster, call.path["principalArn"] ?? "")]
    }

    private static func change(
        _ name: String, _ route: Route, on resources: @escaping AWSOperation.Resources, tagAction: String? = nil,
        _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "eks:" + name, on: resources, tagAction: tagAction, route: route, work: work)
    }

    private static func look(
        _ name: String, _ route: Route, on resources: @escaping AWSOperation.Resources,
        _ work: @escaping AWSOperation.Work
    ) -> AWSOperation {
        AWSOperation(name, action: "eks:" + name, on: resources, readOnly: true, route: route, work: work)
    }
}
