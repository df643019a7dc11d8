import Wire

/// Clusters as EKS describes them.
enum EKSClusters {
    /// The names of the account's clusters in the region.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let limit = call.query["maxResults"]?.last.map { Int($0) ?? 0 } ?? 100
        guard (1...100).contains(limit) else {
            throw AWSFault("InvalidParameterException", "maxResults must be between 1 and 100")
        }
        let isHere = state.cluster.account == call.account && state.cluster.region == call.region
        let page = try call.jsonPage(isHere ? [state.cluster.name] : [], size: "maxResults", longest: 100)
        return .object([
            ("clusters", JSONValue(page.items)), ("nextToken", page.next.map { .string($0) } ?? .null),
        ])
    }

    /// Everything about a cluster.
    static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try find(call, state)
        let network: JSONValue = [
            "subnetIds": [], "securityGroupIds": [], "clusterSecurityGroupId": "sg-0a1b2c3d4e5f60718",
            "vpcId": "vpc-0a1b2c3d4e5f60718", "endpointPublicAccess": .bool(cluster.publicEndpoint),
            "endpointPrivateAccess": .bool(!cluster.publicEndpoint), "publicAccessCidrs": ["0.0.0.0/0"],
        ]
        let authority = Base64.encode(Array(cluster.certificateAuthority.utf8))
        return .object([
            (
                "cluster",
                .present([
                    ("name", .string(cluster.name)), ("arn", .string(cluster.arn)),
                    ("createdAt", .seconds(cluster.createdAt)), ("version", .string(cluster.version)),
                    ("endpoint", .string(cluster.endpoint)),
                    (
                        "roleArn",
                        .string("arn:\(cluster.partition):iam::\(cluster.account):role/\(cluster.name)-cluster")
                    ),
                    ("resourcesVpcConfig", network),
                    (
                        "kubernetesNetworkConfig",
                        ["serviceIpv4Cidr": "10.100.0.0/16", "ipFamily": "ipv4"]
                    ), ("identity", ["oidc": ["issuer": .string(cluster.issuerURL)]]), ("status", "ACTIVE"),
                    ("certificateAuthority", ["data": .string(authority)]),
                    ("platformVersion", .string(cluster.platformVersion)), ("tags", [:]),
                    ("health", ["issues": []]),
                    ("computeConfig", cluster.isAutomatic ? ["enabled": true] : nil),
                    ("accessConfig", ["authenticationMode": .string(cluster.authenticationMode)]),
                ])
            )
        ])
    }

    /// The add-ons' names.
    static func listAddons(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try call.jsonPage(find(call, state).addons.sorted(), size: "maxResults", longest: 100)
        return .object([("addons", JSONValue(page.items)), ("nextToken", page.next.map { .string($0) } ?? .null)])
    }

    /// An add-on.
    static func describeAddon(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let cluster = try find(call, state)
        let name = call.path["addonName"] ?? ""
        guard cluster.addons.contains(name) else {
            throw notFound("No addon: \(name) found in cluster: \(cluster.name)")
        }
        let arn =
            "arn:\(cluster.partition):eks:\(cluster.region):\(cluster.account):addon/\(cluster.name)/\(name)/"
            + "c4d5e6f7-2b3c-4d5e-8f9a-1b2c3d4e5f60"
        return .object([
            (
                "addon",
                [
                    "addonName": .string(name), "clusterName": .string(cluster.name), "status": "ACTIVE",
                    "addonVersion": "v1.3.8-eksbuild.2", "health": ["issues": []], "addonArn": .string(arn),
                    "createdAt": .seconds(cluster.createdAt), "modifiedAt": .seconds(cluster.createdAt), "tags": [:],
                ]
            )
        ])
    }

    /// The identity providers for people, of which a world has none; they are not the IAM provider.
    static func listIdentityProviderConfigs(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        _ = try find(call, state)
        return .object([("identityProviderConfigs", []), ("nextToken", .null)])
    }

    /// The cluster that the path names.
    static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ClusterState {
        let name = call.path["name"] ?? ""
        let cluster = state.cluster
        guard cluster.account == call.account, cluster.region == call.region, cluster.name == name else {
            throw notFound("No cluster found for name: \(name).")
        }
        return cluster
    }

    /// Something that EKS does not know.
    static func notFound(_ message: String) -> AWSFault {
        AWSFault("ResourceNotFoundException", message, status: 404)
    }
}
