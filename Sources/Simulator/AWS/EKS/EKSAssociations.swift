import Wire

/// EKS Pod Identity associations, which win over a role annotation.
enum EKSAssociations {
    /// The associations, of one namespace or service account where the query says so.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let namespace = call.query["namespace"]?.last
        let serviceAccount = call.query["serviceAccount"]?.last
        let all = cluster.podIdentityAssociations.filter {
            (namespace ?? $0.namespace) == $0.namespace && (serviceAccount ?? $0.serviceAccount) == $0.serviceAccount
        }
        let page = try call.jsonPage(all, size: "maxResults", longest: 100)
        return .object([
            ("associations", .array(page.items.map { .present(summary($0, cluster)) })),
            ("nextToken", page.next.map { .string($0) } ?? .null),
        ])
    }

    /// One association.
    static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let id = call.path["associationId"] ?? ""
        guard let association = cluster.podIdentityAssociations.first(where: { $0.id == id }) else {
            throw EKSClusters.notFound("No association found with id: \(id)")
        }
        let details: [(String, JSONValue?)] = [
            ("roleArn", .string(association.roleARN)), ("targetRoleArn", association.targetRoleARN.map { .string($0) }),
            ("createdAt", .seconds(association.createdAt)), ("modifiedAt", .seconds(association.createdAt)),
            ("tags", EKSAccess.tags(association.tags)),
        ]
        return .object([("association", .present(summary(association, cluster) + details))])
    }

    private static func summary(
        _ association: PodIdentityAssociation, _ cluster: ClusterState
    ) -> [(String, JSONValue?)] {
        [
            ("clusterName", .string(cluster.name)), ("namespace", .string(association.namespace)),
            ("serviceAccount", .string(association.serviceAccount)),
            (
                "associationArn",
                .string(
                    "arn:aws:eks:\(cluster.region):\(cluster.account):podidentityassociation/\(cluster.name)/"
                        + association.id)
            ), ("associationId", .string(association.id)),
        ]
    }
}
