public import AWSClient
public import Calls
import Design
public import HTTPClient
public import Identifiers
public import KubernetesClient
import Synchronization
import Wire

/// Where clients are put together: sessions per side and caller, the cluster's connection, one transport.
///
/// A session is made once and kept, so that credentials, clock correction, connections and pacing are shared by
/// everything that a run asks.
public final class Workbench: Sendable {
    /// What the run stands on.
    public let ground: Ground
    /// The flags that say where to go.
    public let way: Way
    /// The time.
    public let clock: any AWSClock

    let transport: any StreamTransport
    private let curl: CurlTransport
    private let credentials: CredentialContext
    let log: CallLog
    private let sessions = Mutex<[SessionKey: AWSSession]>([:])
    private let agreements: ProgramAgreements
    private let pluginTerminal: PluginTerminal
    private let plugins = Mutex<[PluginKey: ExecPlugin]>([:])

    /// The flags that decide about endpoints and cluster.
    public struct Way: Sendable {
        /// The endpoint of all AWS calls; nil asks AWS's own.
        public var endpointURL: String?
        /// The kubeconfig that was named.
        public var kubeconfig: String?
        /// Whether a kubeconfig's exec plugins run without being asked about.
        public var runsExecPlugins: Bool
        /// How long a question to the cluster may take.
        public var clusterTimeouts: HTTPTimeouts

        /// A way.
        public init(
            endpointURL: String? = nil, kubeconfig: String? = nil, runsExecPlugins: Bool = false,
            clusterTimeouts: HTTPTimeouts = KubernetesSession.questionTimeouts
        ) {
            self.endpointURL = endpointURL
            self.kubeconfig = kubeconfig
            self.runsExecPlugins = runsExecPlugins
            self.clusterTimeouts = clusterTimeouts
        }
    }

    private struct SessionKey: Hashable {
        var side: Side
        var profile: String?
        var region: Region?
    }

    private struct PluginKey: Hashable {
        var exec: KubeconfigExec
        var user: String?
        var cluster: JSONValue
    }

    /// A workbench.
    ///
    /// - Parameters:
    ///   - ground: Variables and files.
    ///   - way: The flags that say where to go.
    ///   - log: Who is told of every call.
    ///   - clock: The time.
    ///   - userAgent: What the program calls itself.
    ///   - askForMFACode: Asks a person for a multi-factor code; nil where nobody can be asked.
    ///   - askAboutProgram: Asks a person whether a kubeconfig's exec plugin may run; nil where nobody can be asked.
    ///   - pluginTerminal: Whether such a program can talk with a person.
    ///   - tell: Says who is being waited for when an answer takes long; nil says nothing.
    public init(
        _ ground: Ground, way: Way = Way(), log: CallLog = .none, clock: any AWSClock = SystemClock(),
        userAgent: String = "sesame/\(Version.text)", askForMFACode: (@Sendable (MFAPrompt) async -> String?)? = nil,
        askAboutProgram: (@Sendable (ProgramQuestion) async -> Bool)? = nil,
        pluginTerminal: PluginTerminal = .none, saysWaits tell: (@Sendable (String) -> Void)? = nil
    ) {
        self.ground = ground
        self.way = way
        self.log = log
        self.clock = clock
        self.pluginTerminal = pluginTerminal
        agreements = ProgramAgreements(ground.state, agreesToAll: way.runsExecPlugins, ask: askAboutProgram)
        var configuration = CurlConfiguration(userAgent: userAgent)
        if !ground.isDemo {
            configuration.proxies = ProxySettings(environment: ground.environment)
            if let bundle = ground.environment["AWS_CA_BUNDLE"], !bundle.isEmpty {
                configuration.trust = HTTPTrust(roots: .file(path: bundle))
            }
        }
        curl = CurlTransport(configuration: configuration)
        let curl = curl
        let transport: any StreamTransport = tell.map { PatientTransport(curl, clock: clock, tell: $0) } ?? curl
        self.transport = transport
        credentials = CredentialContext(
            environment: ground.environment, home: ground.home, transport: transport, files: ground.files,
            clock: clock, askForMFACode: askForMFACode, observer: log)
    }

    /// Ends every request and closes all connections; nothing can be asked afterwards.
    public func shutDown() { curl.shutDown() }

    /// The calls that ended since this was asked last, where the log keeps them.
    public func takeCalls() -> [LoggedCall] { log.takeCalls() }

    /// The profiles that files name; nothing is asked of AWS.
    public func profiles() throws(CredentialError) -> Profiles { try Profiles.load(credentials) }

    /// What profile, environment and flags say about a caller; nothing is asked of AWS.
    public func settings(profile: String?) throws(CredentialError) -> CallerSettings {
        try CallerSettings.load(credentials, profile: profile, endpointURL: way.endpointURL)
    }

    /// What getting a caller's credentials would run and whom it would ask; nothing is run or asked.
    public func credentialOutlook(profile: String?) throws(CredentialError) -> CredentialOutlook {
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
    public func session(_ side: Side, profile: String?, region: Region?) throws(CredentialError) -> AWSSession {
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

    /// The exec plugin of a context; the same one for all who ask the same cluster as the same user.
    func plugin(_ exec: KubeconfigExec, _ access: KubernetesAccess) -> ExecPlugin {
        let key = PluginKey(exec: exec, user: access.user, cluster: access.pluginCluster)
        return plugins.withLock { plugins in
            if let plugin = plugins[key] { return plugin }
            let plugin = ExecPlugin(
                exec, access,
                ExecPlugin.World(
                    environment: ground.environment, processes: credentials.processes, clock: clock,
                    agreements: agreements, terminal: pluginTerminal))
            plugins[key] = plugin
            return plugin
        }
    }

    /// Forgets the credentials of a side, so that they are read again, and programs that were refused are asked about.
    public func forget(_ side: Side) {
        if side != .ses { agreements.forgetRefusals() }
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
}
