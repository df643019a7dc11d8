import Wire

/// The Elastic Kubernetes Service of one caller, in the session's region: the region of the cluster.
///
/// Operations throw `AWSFailure`; the codes that matter are ResourceNotFoundException and AccessDeniedException.
public struct EKS: Sendable {
    private let session: AWSSession

    /// A view over a session.
    public init(_ session: AWSSession) { self.session = session }

    /// The names of all clusters in the region, page after page (ListClusters).
    public func listClusters() async throws(AWSFailure) -> [String] {
        var names: [String] = []
        var token: String?
        repeat {
            let answer = try await call(
                "ListClusters", ["clusters"], query: [("maxResults", "100"), ("nextToken", token)])
            names += answer.texts("clusters")
            let next = answer.optional("nextToken")
            token = next == token ? nil : next
        } while token != nil
        return names
    }

    /// Issuer, endpoint, authority and state of a cluster (DescribeCluster).
    public func describeCluster(_ name: String) async throws(AWSFailure) -> Cluster {
        let cluster = try await call("DescribeCluster", ["clusters", name]).structure("cluster")
        let network = cluster.optionalStructure("resourcesVpcConfig")
        return Cluster(
            name: cluster.optional("name") ?? name, arn: cluster.optional("arn"),
            status: try cluster.required("status"), version: cluster.optional("version"),
            platformVersion: cluster.optional("platformVersion"), endpoint: cluster.optional("endpoint"),
            certificateAuthority: cluster.optionalStructure("certificateAuthority")?.optional("data"),
            issuer: cluster.optionalStructure("identity")?.optionalStructure("oidc")?.optional("issuer"),
            hasPublicEndpoint: network?.bool("endpointPublicAccess"),
            hasPrivateEndpoint: network?.bool("endpointPrivateAccess"),
            publicAccessCIDRs: network?.texts("publicAccessCidrs") ?? [],
            authenticationMode: cluster.optionalStructure("accessConfig")?.optional("authenticationMode"),
            healthIssues: (cluster.optionalStructure("health")?.members("issues") ?? []).map {
                Cluster.HealthIssue(code: $0.optional("code") ?? "", message: $0.optional("message") ?? "")
            }, tags: cluster.entries("tags").map { AWSTag($0.key, $0.value) })
    }

    /// The Pod Identity associations of a cluster, page after page (ListPodIdentityAssociations).
    ///
    /// - Parameters:
    ///   - cluster: The cluster's name.
    ///   - namespace: Only those of this namespace.
    ///   - serviceAccount: Only those of this service account.
    /// - Returns: The associations.
    /// - Throws: ``AWSFailure``.
    public func listPodIdentityAssociations(
        cluster: String, namespace: String? = nil, serviceAccount: String? = nil
    ) async throws(AWSFailure) -> [PodIdentityAssociation] {
        var all: [PodIdentityAssociation] = []
        var token: String?
        repeat {
            let answer = try await call(
                "ListPodIdentityAssociations", ["clusters", cluster, "pod-identity-associations"],
                query: [("namespace", namespace), ("serviceAccount", serviceAccount), ("nextToken", token)])
            all += answer.members("associations").map {
                PodIdentityAssociation(
                    id: $0.optional("associationId") ?? "", arn: $0.optional("associationArn") ?? "",
                    namespace: $0.optional("namespace") ?? "", serviceAccount: $0.optional("serviceAccount") ?? "")
            }
            let next = answer.optional("nextToken")
            token = next == token ? nil : next
        } while token != nil
        return all
    }

    private func call(_ name: String, _ path: [String], query: [(String, String?)] = []) async throws(AWSFailure)
        -> JSONFields
    {
        try await session.call(Operation(service: .eks, name: name), .rest("GET", path, query: query)).document()
    }
}
