/// Where a simulation is reached.
public struct SimulatorEndpoints: Sendable, Hashable {
    /// AWS, all services: `http://127.0.0.1:port`.
    public let aws: String
    /// The cluster's API server: `https://127.0.0.1:port`.
    public let kubernetes: String
    /// The page of delivered mail.
    public let inbox: String
    /// The admin endpoint.
    public let admin: String
    /// The certificate that the API server's chains to, PEM.
    public let certificateAuthority: String

    /// Makes the endpoints of two servers.
    ///
    /// - Parameters:
    ///   - plain: the URL before `SimulatedWorld.plainFace`.
    ///   - cluster: the URL before `SimulatedWorld.clusterFace`.
    ///   - certificateAuthority: the certificate that the latter's chains to, PEM.
    public init(plain: String, cluster: String, certificateAuthority: String) {
        aws = plain
        kubernetes = cluster
        inbox = plain + InboxFace.prefix
        admin = plain + AdminFace.prefix
        self.certificateAuthority = certificateAuthority
    }
}

extension SimulatedWorld {
    /// What answers on the plain port: AWS, the inbox and the admin endpoint.
    public var plainFace: any Face { FrontDesk(self) }

    /// What answers on the port with TLS: the cluster's API server.
    public var clusterFace: any Face { KubernetesFace(world, hub: hub, pods: pods, upkeep: upkeep) }

    /// Tells the world where it is reached, which some of its answers say.
    public func isReached(at endpoints: SimulatorEndpoints) {
        world.change { state in
            state.inboxURL = endpoints.inbox
            state.cluster.endpoint = endpoints.kubernetes
            state.cluster.certificateAuthority = endpoints.certificateAuthority
        }
    }
}
