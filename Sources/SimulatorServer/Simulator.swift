import Digest
public import Simulator
import Wire

/// A simulation behind real servers on loopback.
public final class Simulator: Sendable {
    /// The world and what moves it.
    public let simulation: SimulatedWorld
    /// Where it is reached.
    public let endpoints: SimulatorEndpoints

    private let servers: [HTTPServer]

    private init(simulation: SimulatedWorld, endpoints: SimulatorEndpoints, servers: [HTTPServer]) {
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
        let front = try await HTTPServer.start(simulation.plainFace, host: host, port: port, takesAWS: true)
        let cluster: HTTPServer
        do throws(ServerError) {
            cluster = try await HTTPServer.start(
                simulation.clusterFace, host: host, port: kubernetesPort, certificate: certificate,
                limits: ServerLimits(bodyBytes: 3 << 20))
        } catch {
            await front.stop()
            throw error
        }
        let endpoints = SimulatorEndpoints(
            plain: front.url, cluster: cluster.url, certificateAuthority: certificate.certificate)
        simulation.isReached(at: endpoints)
        return Simulator(simulation: simulation, endpoints: endpoints, servers: [front, cluster])
    }

    /// Stops listening and cuts every connection; returns when nothing is open any more.
    public func stop() async {
        for server in servers { await server.stop() }
    }

    /// Goes back to a moment of the world.
    ///
    /// Every connection is cut before and none is taken meanwhile, so that nothing that was asked in the other future
    /// changes what is put back.
    ///
    /// - Parameters:
    ///   - snapshot: a moment of this simulation's world.
    ///   - sendsAgain: whether somebody was sending mail then and is about to begin again.
    public func restore(_ snapshot: WorldSnapshot, sendsAgain: Bool = false) async {
        for server in servers { await server.hold() }
        await simulation.restore(snapshot, sendsAgain: sendsAgain)
        for server in servers { server.release() }
    }

    /// The files that point clients here, as texts by path.
    ///
    /// - Parameter directory: where the files would be.
    /// - Returns: `aws-config`, `aws-credentials`, `kubeconfig` and `answers.yaml` in the directory.
    public func files(in directory: String) -> [String: String] {
        simulation.files(in: directory, at: endpoints)
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
