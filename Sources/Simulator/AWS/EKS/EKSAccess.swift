import Wire

/// Access entries: which IAM principals may come into the cluster.
enum EKSAccess {
    /// The principals' ARNs.
    static func listEntries(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let arns = try EKSClusters.find(call, state).accessEntries.map(\.principalARN).sorted()
        let page = try call.jsonPage(arns, size: "maxResults", longest: 100)
        return .object([
            ("accessEntries", JSONValue(page.items)), ("nextToken", page.next.map { .string($0) } ?? .null),
        ])
    }

    /// One entry.
    static func describeEntry(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let entry = try find(call, cluster)
        return .object([
            (
                "accessEntry",
                [
                    "clusterName": .string(cluster.name), "principalArn": .string(entry.principalARN),
                    "kubernetesGroups": JSONValue(entry.groups),
                    "accessEntryArn": .string(arn(cluster, entry)), "createdAt": .seconds(entry.createdAt),
                    "modifiedAt": .seconds(entry.createdAt), "tags": tags(entry.tags),
                    "username": .string(entry.username), "type": "STANDARD",
                ]
            )
        ])
    }

    /// The access policies of an entry.
    static func listPolicies(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try EKSClusters.find(call, state)
        let entry = try find(call, cluster)
        let policies: [JSONValue] = entry.policies.map { name in
            [
                "policyArn": .string("arn:aws:eks::aws:cluster-access-policy/" + name),
                "accessScope": ["type": "cluster", "namespaces": []], "associatedAt": .seconds(entry.createdAt),
                "modifiedAt": .seconds(entry.createdAt),
            ]
        }
        return .object([
            ("clusterName", .string(cluster.name)), ("principalArn", .string(entry.principalARN)),
            ("associatedAccessPolicies", .array(policies)), ("nextToken", .null),
        ])
    }

    private static func find(_ call: AWSCall, _ cluster: ClusterState) throws(AWSFault) -> AccessEntry {
        let arn = call.path["principalArn"] ?? ""
        guard let entry = cluster.accessEntries.first(where: { $0.principalARN == arn }) else {
            throw EKSClusters.notFound("The specified principalArn could not be found. You requested: \(arn)")
        }
        return entry
    }

    private static func arn(_ cluster: ClusterState, _ entry: AccessEntry) -> String {
        let parts = entry.principalARN.split(separator: ":", maxSplits: 5)
        let resource = parts.last.map(String.init) ?? ""
        return "arn:aws:eks:\(cluster.region):\(cluster.account):access-entry/\(cluster.name)/\(resource)"
    }

    /// Tags as an object, as EKS writes them.
    static func tags(_ tags: [String: String]) -> JSONValue {
        .object(JSONObject(tags.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
}
