import Wire

/// The node group that a cluster's pods run on.
enum EKSNodes {
    /// The id at the end of its ARN.
    static let id = "b2c1f0aa-1c2d-4e3f-8a9b-0c1d2e3f4a5b"
    private static let name = "workers"

    /// The groups' names.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try EKSClusters.find(call, state)
        return .object([("nodegroups", [.string(name)]), ("nextToken", .null)])
    }

    /// A group.
    static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let given = call.path["nodegroupName"] ?? ""
        guard given == name else { throw EKSClusters.notFound("No node group found for name: \(given).") }
        return .object([
            (
                "nodegroup",
                [
                    "nodegroupName": .string(name),
                    "nodegroupArn": .string(
                        "arn:\(cluster.partition):eks:\(cluster.region):\(cluster.account):nodegroup/\(cluster.name)/\(name)/\(id)"
                    ),
                    "clusterName": .string(cluster.name), "version": .string(cluster.version),
                    "createdAt": .seconds(cluster.createdAt), "modifiedAt": .seconds(cluster.createdAt),
                    "status": "ACTIVE", "capacityType": "ON_DEMAND",
                    "scalingConfig": ["minSize": 1, "maxSize": 3, "desiredSize": 1],
                    "instanceTypes": ["m6i.large"], "subnets": [], "amiType": "AL2023_x86_64_STANDARD",
                    "nodeRole": .string("arn:\(cluster.partition):iam::\(cluster.account):role/\(cluster.name)-node"),
                    "diskSize": 20, "health": ["issues": []], "tags": [:],
                ]
            )
        ])
    }

    /// The Fargate profiles, of which a world has none.
    static func listFargate(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try EKSClusters.find(call, state)
        return .object([("fargateProfileNames", []), ("nextToken", .null)])
    }
}
