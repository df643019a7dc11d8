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
        answer(state.cluster.podIdentityAssociations[try find(call, state)], state.cluster)
    }

    /// Makes an association, one for each service account; the account need not be there.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let namespace = try EKSInput.text("namespace", call)
        let account = try EKSInput.text("serviceAccount", call)
        let role = try EKSInput.role("roleArn", call, state)
        let tags = try EKSInput.tags(call)
        let isThere = cluster.podIdentityAssociations.contains {
            $0.namespace == namespace && $0.serviceAccount == account
        }
        guard !isThere else {
            throw AWSFault(
                "ResourceInUseException", "Association already exists: \(namespace)/\(account)", status: 409)
        }
        var association = PodIdentityAssociation(
            id: "a-" + call.randomness.text(17, of: "abcdefghijklmnopqrstuvwxyz0123456789"), namespace: namespace,
            serviceAccount: account, roleARN: role, targetRoleARN: call.body["targetRoleArn"]?.string,
            createdAt: call.now, tags: tags)
        association.externalID = externalID(of: association, cluster)
        state.cluster.podIdentityAssociations.append(association)
        return answer(association, cluster)
    }

    /// Changes the role, or the one that is taken with it.
    static func update(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let index = try find(call, state)
        if call.body["roleArn"] != nil {
            state.cluster.podIdentityAssociations[index].roleARN = try EKSInput.role("roleArn", call, state)
        }
        if let target = call.body["targetRoleArn"]?.string {
            state.cluster.podIdentityAssociations[index].targetRoleARN = target.isEmpty ? nil : target
            state.cluster.podIdentityAssociations[index].externalID = externalID(
                of: state.cluster.podIdentityAssociations[index], state.cluster)
        }
        return answer(state.cluster.podIdentityAssociations[index], state.cluster)
    }

    /// Deletes an association; pods keep the environment they were started with.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let index = try find(call, state)
        return answer(state.cluster.podIdentityAssociations.remove(at: index), state.cluster)
    }

    /// What says to another account's role which association asks for it (its form is likely).
    private static func externalID(of association: PodIdentityAssociation, _ cluster: ClusterState) -> String? {
        association.targetRoleARN.map { _ in
            [cluster.region, cluster.account, cluster.name, association.namespace, association.serviceAccount]
                .joined(separator: "/")
        }
    }

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> Int {
        let cluster = try EKSClusters.find(call, state)
        let id = call.path["associationId"] ?? ""
        guard let index = cluster.podIdentityAssociations.firstIndex(where: { $0.id == id }) else {
            throw EKSClusters.notFound("No association found with id: \(id)")
        }
        return index
    }

    private static func answer(_ association: PodIdentityAssociation, _ cluster: ClusterState) -> AWSAnswer {
        let details: [(String, JSONValue?)] = [
            ("roleArn", .string(association.roleARN)), ("targetRoleArn", association.targetRoleARN.map { .string($0) }),
            ("externalId", association.externalID.map { .string($0) }),
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
                    "arn:\(cluster.partition):eks:\(cluster.region):\(cluster.account):podidentityassociation/\(cluster.name)/"
                        + association.id)
            ), ("associationId", .string(association.id)),
        ]
    }
}
