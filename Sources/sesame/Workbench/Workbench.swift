import AWSClient
import Calls
import Design
import HTTPClient
import Identifiers
import KubernetesClient
import Observation
import Setup
import Synchronization
import Wire

/// Where clients are put together: sessions per side and caller, the cluster's connection, one transport.
///
/// A session is made once and kept, so that credentials, clock correction, connections and pacing are shared by
/// everything that a run asks.
final class Workbench: Sendable {
    /// What the run stands on.
    let ground: Ground
    /// The flags that say where to go.
    let way: Way
    /// The time.
    let clock: any AWSClock

    private let transport: any Transport
    private let credentials: CredentialContext
    private let log: CallLog
    private let sessions = Mutex<[SessionKey: AWSSession]>([:])

    /// The flags that decide about endpoints and cluster.
    struct Way: Sendable {
        var endpointURL: String?
        var kubeconfig: String?
    }

    private struct SessionKey: Hashable {
        var side: Side
        var profile: String?
        var region: Region?
    }

    init(
        _ ground: Ground, way: Way, log: CallLog, clock: any AWSClock = SystemClock(),
        askForMFACode: (@Sendable (MFAPrompt) async -> String?)? = nil,
        saysWaits tell: (@Sendable (String) -> Void)? = nil
    ) {
        self.ground = ground
        self.way = way
        self.log = log
        self.clock = clock
        var configuration = CurlConfiguration(userAgent: "sesame/\(Version.text)")
        if !ground.isDemo {
            configuration.proxies = ProxySettings(environment: ground.environment)
            if let bundle = ground.environment["AWS_CA_BUNDLE"], !bundle.isEmpty {
                configuration.trust = HTTPTrust(roots: .file(path: bundle))
            }
        }
        let curl = CurlTransport(configuration: configuration)
        let transport: any Transport = tell.map { PatientTransport(curl, clock: clock, tell: $0) } ?? curl
        self.transport = transport
        credentials = CredentialContext(
            environment: ground.environment, home: ground.home, transport: transport, files: ground.files,
            clock: clock, askForMFACode: askForMFACode, observer: log)
    }

    /// The profiles that files name; nothing is asked of AWS.
    func profiles() throws(CredentialError) -> Profiles { try Profiles.load(credentials) }

    /// What profile, environment and flags say about a caller; nothing is asked of AWS.
    func settings(profile: String?) throws(CredentialError) -> CallerSettings {
        try CallerSettings.load(credentials, profile: profile, endpointURL: way.endpointURL)
    }

    /// What getting a caller's credentials would run and whom it would ask; nothing is run or asked.
    func credentialOutlook(profile: String?) throws(CredentialError) -> CredentialOutlook {
        try CredentialOutlook.of(credentials, profile: profile)
    }

    /// The session of a side's caller.
    ///
    /// - Parameters:
    ///   - side: Whose account.
    ///   - profile: The profile named by flag, answers file or choice; nil follows the environment.
    ///   - region: The region that calls go to; nil takes the profile's, or us-east-1 where it names none.
    /// - Returns: The session; the same one for the same caller and region.
    /// - Throws: What is wrong with files or the profile.
    func session(_ side: Side, profile: String?, region: Region?) throws(CredentialError) -> AWSSession {
        let key = SessionKey(side: side, profile: profile, region: region)
        if let session = sessions.withLock({ $0[key] }) { return session }
        // Another region of the same caller shares its credentials and what was learned about the clock.
        let sibling = sessions.withLock { sessions in
            sessions.first { $0.key.side == side && $0.key.profile == profile }?.value
        }
        let session: AWSSession
        if let sibling, let region {
            session = sibling.moved(to: region)
        } else {
            session = try open(side, profile: profile, region: region)
        }
        sessions.withLock { $0[key] = session }
        return session
    }

    /// Forgets the credentials of a side, so that they are read again.
    func forget(_ side: Side) {
        sessions.withLock { sessions in
            for key in sessions.keys where key.side == side { sessions[key] = nil }
        }
    }

    private func open(_ side: Side, profile: String?, region: Region?) throws(CredentialError) -> AWSSession {
        do {
            return try AWSSession.open(
                side.words, context: credentials, profile: profile, region: region, endpointURL: way.endpointURL)
        } catch .noRegion {
            // Who a caller is can be asked anywhere; the region that counts comes from the answers.
            return try AWSSession.open(
                side.words, context: credentials, profile: profile, region: try? Region("us-east-1"),
                endpointURL: way.endpointURL)
        }
    }

    // MARK: The cluster

    /// The kubeconfig, merged from its files.
    func kubeconfig() throws(KubeconfigProblem) -> Kubeconfig {
        try Kubeconfig.load(kubeconfigPaths, read: ground.read)
    }

    /// Where the kubeconfig is read from.
    var kubeconfigPaths: KubeconfigPaths {
        KubeconfigPaths(option: way.kubeconfig, environment: ground.environment, home: ground.home)
    }

    /// The cluster of the answers.
    ///
    /// The context that flag or answers name; else the kubeconfig's current one; where there is no kubeconfig at all,
    /// the API server that EKS names for the cluster, with a token made from the EKS account's caller.
    func cluster(_ answers: Answers, eks: AWSSession?) async throws(ClusterUnavailable) -> (any ClusterConnection)? {
        let access: KubernetesAccess
        do {
            access = try KubernetesAccess(try kubeconfig(), context: answers.kubernetesContext, read: ground.read)
        } catch {
            if case .noFile = error.kind, answers.kubernetesContext == nil {
                return try await describedCluster(answers, eks)
            }
            throw ClusterUnavailable(
                sentence: error.sentence, isAboutKubeconfig: true, isBadInput: error.isBadInput,
                isBroken: error.isBroken)
        }
        return LiveCluster(
            KubernetesSession(access, transport: transport, tokens: try tokens(access, eks), observe: log.exchanged))
    }

    private func describedCluster(
        _ answers: Answers, _ eks: AWSSession?
    ) async throws(ClusterUnavailable) -> (any ClusterConnection)? {
        guard let eks, let name = answers.eksCluster else { return nil }
        let call = Call.describeCluster(name, in: answers.eksRegion)
        let answer: JSONValue
        do {
            answer = try await eks.perform(call).value
        } catch {
            throw ClusterUnavailable(sentence: error.sentence)
        }
        guard let cluster = try? ClusterState(answer, of: call), !cluster.endpoint.isEmpty,
            !cluster.certificateAuthority.isEmpty
        else { return nil }
        return LiveCluster(
            KubernetesSession(
                server: cluster.endpoint, trust: HTTPTrust(roots: .pem(cluster.certificateAuthority)),
                transport: transport,
                tokens: EKSTokenSource(eks, cluster: name.text),
                proof: CallerProof(.eksToken(cluster: name.text)), observe: log.exchanged))
    }

    private func tokens(_ access: KubernetesAccess, _ eks: AWSSession?) throws(ClusterUnavailable) -> (any TokenSource)?
    {
        switch access.authentication {
        case .none: return nil
        case .token(let token): return StaticTokenSource(token)
        case .tokenFile(let path): return FileTokenSource(path: path, read: ground.read)
        case .eks(let command):
            if command.profile == nil, command.roleARN == nil, let eks {
                return EKSTokenSource(
                    command.region.flatMap { Region(unlisted: $0) }.map { eks.moved(to: $0) } ?? eks,
                    cluster: command.cluster)
            }
            do {
                let session = try session(
                    .eks, profile: command.profile, region: command.region.flatMap { Region(unlisted: $0) })
                guard let role = command.roleARN else { return EKSTokenSource(session, cluster: command.cluster) }
                return EKSTokenSource(session.assuming(role: role), cluster: command.cluster)
            } catch {
                throw ClusterUnavailable(sentence: error.sentence)
            }
        }
    }
}

/// Why there is no connection to the cluster.
struct ClusterUnavailable: Error {
    /// The reason as a sentence.
    var sentence: String
    /// Whether the kubeconfig is to blame, rather than somebody who does not answer.
    var isAboutKubeconfig = false
    /// Whether the kubeconfig says something that cannot be right, rather than something not supported here.
    var isBadInput = false
    /// Whether a file of it is there and cannot be right.
    var isBroken = false
}
