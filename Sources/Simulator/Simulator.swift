import Digest
import Wire

/// A simulation behind real servers on loopback.
public final class Simulator: Sendable {
    /// Where a simulation is reached.
    public struct Endpoints: Sendable, Hashable {
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
    }

    /// The world and what moves it.
    public let simulation: SimulatedWorld
    /// Where it is reached.
    public let endpoints: Endpoints

    private let servers: [HTTPServer]

    private init(simulation: SimulatedWorld, endpoints: Endpoints, servers: [HTTPServer]) {
        self.simulation = simulation
        self.endpoints = endpoints
        self.servers = servers
    }

    /// Starts servers for a simulation and returns when they listen.
    ///
    /// - Parameters:
    ///   - simulation: the world.
    ///   - host: a loopback address.
    ///   - port: the port of AWS and the inbox; 0 takes a free one.
    ///   - kubernetesPort: the port of the API server; 0 takes a free one.
    /// - Returns: the running simulator.
    /// - Throws: `ServerError`; then nothing listens.
    public static func start(
        _ simulation: SimulatedWorld, host: String = "127.0.0.1", port: Int = 0, kubernetesPort: Int = 0
    ) async throws(ServerError) -> Simulator {
        let certificate = try certificate(now: simulation.world.now, host: host)
        let front = try await HTTPServer.start(FrontDesk(simulation), host: host, port: port, takesAWS: true)
        let cluster: HTTPServer
        do throws(ServerError) {
            cluster = try await HTTPServer.start(
                KubernetesFace(simulation.world, hub: simulation.hub), host: host, port: kubernetesPort,
                certificate: certificate, limits: ServerLimits(bodyBytes: 3 << 20))
        } catch {
            await front.stop()
            throw error
        }
        let endpoints = Endpoints(
            aws: front.url, kubernetes: cluster.url, inbox: front.url + "/inbox", admin: front.url + AdminFace.prefix,
            certificateAuthority: certificate.certificate)
        simulation.world.change { state in
            state.inboxURL = endpoints.inbox
            state.cluster.endpoint = endpoints.kubernetes
            state.cluster.certificateAuthority = endpoints.certificateAuthority
        }
        return Simulator(simulation: simulation, endpoints: endpoints, servers: [front, cluster])
    }

    /// Stops listening and cuts every connection; returns when nothing is open any more.
    public func stop() async {
        for server in servers { await server.stop() }
    }

    private static func certificate(now: Timestamp, host: String) throws(ServerError) -> ServerCertificate {
        do throws(DigestError) {
            let start = now.secondsSinceEpoch - 3600
            let bare = host.filter { $0 != "[" && $0 != "]" }
            let made = try SelfSignedCertificate.make(
                names: ["localhost"],
                addresses: bare == "localhost" || bare == "127.0.0.1" || bare == "::1"
                    ? ["127.0.0.1", "::1"] : ["127.0.0.1", "::1", bare],
                validity: CertificateValidity.days(365, from: start))
            return ServerCertificate(certificate: made.certificatePEM, privateKey: made.privateKeyPEM)
        } catch {
            throw .badCertificate("\(error)")
        }
    }
}
