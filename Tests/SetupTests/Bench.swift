import AWSClient
import Design
import FaultServer
import Foundation
import HTTPClient
import Identifiers
import KubernetesClient
import LiveSimulator
import Observation
import Setup
import Simulator
import SimulatorServer
import Synchronization
import Wire

/// A simulator with a context that reaches it, and a log of the requests that were made.
final class Bench: Sendable {
    let simulator: Simulator
    let context: SetupContext
    let log: RequestLog
    /// The proxy between the callers and the simulated AWS, where a test asked for one.
    let proxy: FaultProxy?

    /// The EKS account's caller, who may change something.
    var eks: AWSSession {
        get throws {
            guard let session = context.eks else { throw BenchError.noKey }
            return session.bound(to: try AccountID("111122223333"))
        }
    }

    var world: World { simulator.simulation.world }

    /// Breaks something in the world; the name is that of its scenario.
    func breakFault(_ name: String) throws { try simulator.simulation.breakFault(name) }

    private init(simulator: Simulator, context: SetupContext, log: RequestLog, proxy: FaultProxy?) {
        self.simulator = simulator
        self.context = context
        self.log = log
        self.proxy = proxy
    }

    /// The same simulator, reached another way.
    convenience init(_ bench: Bench, _ context: SetupContext) {
        self.init(simulator: bench.simulator, context: context, log: bench.log, proxy: bench.proxy)
    }

    /// A simulator among many tests on a busy machine is slower than any API server that is well.
    private static let patience = HTTPTimeouts(connect: .seconds(30), total: .seconds(60))

    static let answersFile = """
        schema: sesame/answers/v1
        eks:
          account: "111122223333"
          region: eu-west-1
          cluster: mail-prod
          oidcProvider: oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E
          sandbox: true
        ses:
          account: "444455556666"
          region: eu-west-1
          sender: no-reply@example.com
          identity: no-reply@example.com
          receiver: ops@example.com
          sandbox: true
        kubernetes:
          namespace: default
          serviceAccount: ses-sender
        names:
          role: ses-sender-role
          permissionsPolicy: ses-sender-policy
          sendingPolicy: ses-sender
        """

    /// Starts a simulator in a scenario, hands a bench over, and stops it.
    static func run(
        _ scenario: String, state: Setup.StateDirectory? = nil, clock: any AWSClock = HurriedClock(),
        through faults: (@Sendable (Int, ReceivedRequest) -> WayFault)? = nil, hastyFor operation: String? = nil,
        change: @Sendable (inout SetupContext) -> Void = { _ in }, _ body: (Bench) async throws -> Void
    ) async throws {
        try await LiveSimulator.with(try SimulatedWorld(scenario)) { simulator in
            let simulation = simulator.simulation
            let log = RequestLog()
            simulation.world.listen { log.add($0) }
            let curl = CurlTransport()
            let proxy = try faults.map {
                try FaultProxy(before: try HTTPTarget(simulator.endpoints.aws).port, choose: $0)
            }
            defer { proxy?.stop() }
            let transport: any StreamTransport = operation.map { HastyTransport(inner: curl, operation: $0) } ?? curl
            let overrides = EndpointOverrides.all(proxy?.url ?? simulator.endpoints.aws)
            let session = { (side: String, label: String) throws -> AWSSession in
                guard let key = simulation.access.keys.first(where: { $0.side == side }) else { throw BenchError.noKey }
                return AWSSession(
                    label: label, region: try Region("eu-west-1"),
                    provider: StaticCredentials(
                        Credentials(
                            accessKeyID: key.accessKeyID, secretAccessKey: key.secretAccessKey,
                            source: .credentialsFile(profile: key.profile))),
                    transport: transport, endpoints: EndpointSettings(overrides: overrides))
            }
            guard let token = simulation.access.clusterTokens.first else { throw BenchError.noKey }
            let cluster = cluster(simulator, token: token.token, transport)
            var context = SetupContext(
                eks: try session("eks", "EKS account"), ses: try session("ses", "SES account"), cluster: cluster,
                clock: clock, state: state, random: { 0.5 })
            change(&context)
            try await body(Bench(simulator: simulator, context: context, log: log, proxy: proxy))
        }
    }

    /// The cluster as the owner of another token sees it.
    func cluster(token: String) -> LiveCluster { Self.cluster(simulator, token: token, CurlTransport()) }

    private static func cluster(_ simulator: Simulator, token: String, _ transport: any StreamTransport) -> LiveCluster
    {
        var session = KubernetesSession(
            server: simulator.endpoints.kubernetes,
            trust: HTTPTrust(roots: .pem(simulator.endpoints.certificateAuthority)), transport: transport,
            tokens: StaticTokenSource(token), timeouts: patience)
        session.writeTimeouts = patience
        return LiveCluster(session)
    }

    /// The answers that come with the simulation, with changes.
    func answers(_ changes: [(FieldID, String)] = []) throws -> Answers {
        var answers = try AnswersReader.read(Self.answersFile, file: "answers.yaml")
        for (field, text) in changes { try answers.set(text, for: field, from: .typed) }
        return answers
    }

    func plan(_ answers: Answers? = nil, options: PlanOptions = PlanOptions()) async throws -> PlannedSetup {
        try await Planner(context).plan(try answers ?? self.answers(), options: options)
    }

    func apply(
        _ answers: Answers? = nil, options: PlanOptions = PlanOptions(), apply: ApplyOptions = ApplyOptions(),
        report: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) async throws -> ApplyReport {
        try await Applier(context).apply(try await plan(answers, options: options), options: apply, report: report)
    }

    func send(_ options: SendOptions = SendOptions()) async throws -> SendReport {
        await TestSend(context).send(try await plan().design, options: options)
    }
}

enum BenchError: Error { case noKey }

/// Gives up on the answers to one operation soon, so that a server that hangs over it costs a test little.
struct HastyTransport: StreamTransport {
    var inner: any StreamTransport
    var operation: String

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        var request = request
        let seen = ReceivedRequest.operation(request.method, String(request.url.suffix(20)), request.body)
        if seen == operation { request.timeouts.total = .seconds(5) }
        return try await inner.send(request)
    }

    func open(
        _ request: HTTPRequest, offering subprotocols: [String], limits: WebSocketLimits
    ) async throws(TransportError) -> WebSocketOpening {
        try await inner.open(request, offering: subprotocols, limits: limits)
    }
}

extension ReceivedRequest {
    /// The AWS operation that the request asks for.
    var operation: String { Self.operation(method, path, body) }

    /// The AWS operation: of a query request its action, else by method and path of SES's REST API.
    static func operation(_ method: String, _ path: String, _ body: [UInt8]) -> String {
        let fields = String(decoding: body, as: UTF8.self).split(separator: "&")
        if let action = fields.first(where: { $0.hasPrefix("Action=") }) { return String(action.dropFirst(7)) }
        return method == "POST" && path.hasSuffix("/v2/email/identities") ? "CreateEmailIdentity" : "\(method) \(path)"
    }
}

/// The time of day goes on as it does, but waits are a thousand times shorter than time and stopwatch say.
final class HurriedClock: AWSClock {
    private let waited = Mutex<Int64>(0)
    private let system = SystemClock()

    var now: Timestamp { system.now.adding(seconds: Int(waited.withLock { $0 } / 1000)) }
    /// Runs by what was waited for alone: how long a busy machine took says nothing about the age of a plan.
    var milliseconds: Int64 { waited.withLock { $0 } }

    func sleep(milliseconds: Int64) async {
        waited.withLock { $0 += milliseconds }
        await system.sleep(milliseconds: max(1, milliseconds / 1000))
    }
}

/// The requests that reached the simulator.
final class RequestLog: Sendable {
    private let records = Mutex<[RequestRecord]>([])

    func add(_ record: RequestRecord) { records.withLock { $0.append(record) } }
    func clear() { records.withLock { $0 = [] } }
    var all: [RequestRecord] { records.withLock { $0 } }
}

/// A directory of its own for one test.
func withStateDirectory(_ body: (Setup.StateDirectory) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("sesame-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(Setup.StateDirectory(path: path))
}
