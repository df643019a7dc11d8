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
        answer(state.cluster.accessEntries[try find(call, state)], state.cluster)
    }

    /// Lets a principal in; without policies or groups it may do nothing there.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try changeable(call, state)
        let arn = try EKSInput.text("principalArn", call)
        guard let id = id(of: arn, state) else {
            throw AWSFault(
                "InvalidParameterException", "The specified principalArn is invalid: invalid principal.")
        }
        guard !cluster.accessEntries.contains(where: { $0.principalARN == arn }) else {
            throw AWSFault(
                "ResourceInUseException",
                "The specified access entry resource is already in use on this cluster.", status: 409)
        }
        let entry = AccessEntry(
            principalARN: arn, principalID: id, username: try username(call), groups: try groups(call), policies: [],
            createdAt: call.now, tags: try EKSInput.tags(call))
        state.cluster.accessEntries.append(entry)
        return answer(entry, cluster)
    }

    /// Changes user name and groups.
    static func update(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try changeable(call, state)
        let index = try find(call, state)
        if let name = try username(call) { state.cluster.accessEntries[index].username = name }
        if call.body["kubernetesGroups"] != nil { state.cluster.accessEntries[index].groups = try groups(call) }
        return answer(state.cluster.accessEntries[index], state.cluster)
    }

    /// Shuts a principal out.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try changeable(call, state)
        state.cluster.accessEntries.remove(at: try find(call, state))
        return .object([])
    }

    /// Gives a principal an access policy, in the whole cluster or in namespaces.
    static func associate(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try changeable(call, state)
        let index = try find(call, state)
        let name = try policy(EKSInput.text("policyArn", call))
        let scope = call.body["accessScope"]
        let namespaces = (scope?["namespaces"]?.array ?? []).compactMap(\.string)
        switch scope?["type"]?.string {
        case "cluster" where namespaces.isEmpty: break
        case "namespace" where !namespaces.isEmpty: break
        default:
            throw AWSFault("InvalidParameterException", "The specified accessScope is invalid.")
        }
        if !state.cluster.accessEntries[index].policies.contains(name) {
            state.cluster.accessEntries[index].policies.append(name)
        }
        state.cluster.accessEntries[index].namespaces[name] = namespaces.isEmpty ? nil : namespaces
        let entry = state.cluster.accessEntries[index]
        return .object([
            ("clusterName", .string(state.cluster.name)), ("principalArn", .string(entry.principalARN)),
            ("associatedAccessPolicy", associated(name, entry)),
        ])
    }

    /// Takes an access policy away.
    static func disassociate(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try changeable(call, state)
        let index = try find(call, state)
        let arn = call.path["policyArn"] ?? ""
        let name = try policy(arn)
        guard state.cluster.accessEntries[index].policies.contains(name) else {
            throw EKSClusters.notFound("The specified policyArn could not be found. You requested: \(arn)")
        }
        state.cluster.accessEntries[index].policies.removeAll { $0 == name }
        state.cluster.accessEntries[index].namespaces[name] = nil
        return .object([])
    }

    /// The access policies that there are.
    static func listKnownPolicies(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try call.jsonPage(policies, size: "maxResults", longest: 100)
        return .object([
            ("accessPolicies", .array(page.items.map { ["name": .string($0), "arn": .string(prefix + $0)] })),
            ("nextToken", page.next.map { .string($0) } ?? .null),
        ])
    }

    private static let prefix = "arn:aws:eks::aws:cluster-access-policy/"
    private static let policies = [
        "AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSClusterAdminPolicy", "AmazonEKSEditPolicy",
        "AmazonEKSViewPolicy",
    ]

    /// The name in an access policy's ARN.
    private static func policy(_ arn: String) throws(AWSFault) -> String {
        guard arn.hasPrefix(prefix), policies.contains(String(arn.dropFirst(prefix.count))) else {
            throw AWSFault("InvalidParameterException", "The specified policyArn is not valid: \(arn)")
        }
        return String(arn.dropFirst(prefix.count))
    }

    private static func username(_ call: AWSCall) throws(AWSFault) -> String? {
        let name = call.body["username"]?.string
        let reserved = ["system:", "eks:", "aws:", "amazon:", "iam:"]
        guard !(name.map { name in reserved.contains(where: name.hasPrefix) } ?? false) else {
            throw AWSFault("InvalidParameterException", "The username must not begin with a reserved prefix.")
        }
        return name
    }

    private static func groups(_ call: AWSCall) throws(AWSFault) -> [String] {
        let groups = (call.body["kubernetesGroups"]?.array ?? []).compactMap(\.string)
        guard !groups.contains(where: { $0.hasPrefix("system:") }) else {
            throw AWSFault(
                "InvalidParameterException",
                "The kubernetes group name \(groups.joined(separator: ", ")) is invalid, "
                    + "it cannot start with system:")
        }
        return groups
    }

    /// The unique id of a role or user, nil where there is none; other accounts' principals are known by theirs.
    private static func id(of arn: String, _ state: WorldState) -> String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "iam", let account = state.accounts[String(parts[4])] else { return nil }
        let name = parts[5].split(separator: "/").last.map(String.init) ?? ""
        if let role = account.iam.roles[name], Names.roleARN(state.partition, account.number, role) == arn {
            return role.id
        }
        if let user = account.iam.users[name], Names.userARN(state.partition, account.number, user) == arn {
            return user.id
        }
        return nil
    }

    /// The cluster, if its authentication mode knows access entries.
    private static func changeable(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ClusterState {
        let cluster = try EKSClusters.find(call, state)
        guard cluster.authenticationMode != "CONFIG_MAP" else {
            throw AWSFault(
                "InvalidRequestException",
                "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this "
                    + "operation.")
        }
        return cluster
    }

    private static func answer(_ entry: AccessEntry, _ cluster: ClusterState) -> AWSAnswer {
        .object([
            (
                "accessEntry",
                [
                    "clusterName": .string(cluster.name), "principalArn": .string(entry.principalARN),
                    "kubernetesGroups": JSONValue(entry.groups),
                    "accessEntryArn": .string(arn(cluster, entry.principalARN)),
                    "createdAt": .seconds(entry.createdAt),
                    "modifiedAt": .seconds(entry.createdAt), "tags": tags(entry.tags),
                    "username": .string(entry.username), "type": "STANDARD",
                ]
            )
        ])
    }

    private static func associated(_ name: String, _ entry: AccessEntry) -> JSONValue {
        let namespaces = entry.namespaces[name]
        return [
            "policyArn": .string(prefix + name),
            "accessScope": [
                "type": namespaces == nil ? "cluster" : "namespace", "namespaces": JSONValue(namespaces ?? []),
            ],
            "associatedAt": .seconds(entry.createdAt), "modifiedAt": .seconds(entry.createdAt),
        ]
    }

    /// The access policies of an entry.
    static func listPolicies(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let entry = state.cluster.accessEntries[try find(call, state)]
        return .object([
            ("clusterName", .string(state.cluster.name)), ("principalArn", .string(entry.principalARN)),
            ("associatedAccessPolicies", .array(entry.policies.map { associated($0, entry) })), ("nextToken", .null),
        ])
    }

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> Int {
        let cluster = try EKSClusters.find(call, state)
        let arn = call.path["principalArn"] ?? ""
        guard let index = cluster.accessEntries.firstIndex(where: { $0.principalARN == arn }) else {
            throw EKSClusters.notFound("The specified principalArn could not be found. You requested: \(arn)")
        }
        return index
    }

    /// The ARN of a principal's access entry.
    static func arn(_ cluster: ClusterState, _ principal: String) -> String {
        let parts = principal.split(separator: ":", maxSplits: 5)
        let resource = parts.last.map(String.init) ?? ""
        return
            "arn:\(cluster.partition):eks:\(cluster.region):\(cluster.account):access-entry/\(cluster.name)/\(resource)"
    }

    /// Tags as an object, as EKS writes them.
    static func tags(_ tags: [String: String]) -> JSONValue {
        .object(JSONObject(tags.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
}
