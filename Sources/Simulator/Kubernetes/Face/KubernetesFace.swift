import Wire

/// The Kubernetes side of a world: the API server of its cluster.
public struct KubernetesFace: PromptFace, RefusingFace {
    private let world: World
    private let hub: WatchHub
    private let eksTokens = EKSTokenCheck()
    private let runner: PodRunner
    private let upkeep: Upkeep

    /// Makes the API server of a world's cluster.
    ///
    /// - Parameters:
    ///   - world: the world.
    ///   - hub: is told about every change, and tells those who watch.
    public init(_ world: World, hub: WatchHub = WatchHub()) {
        self.init(world, hub: hub, pods: PodRunner(), upkeep: Upkeep())
    }

    /// Makes the API server of a world's cluster, with what works in it while nobody asks.
    init(_ world: World, hub: WatchHub, pods: PodRunner, upkeep: Upkeep) {
        self.world = world
        self.hub = hub
        runner = pods
        self.upkeep = upkeep
    }

    /// Answers one request; a watch gets what there is now and ends.
    public func answer(_ request: RawRequest) async -> RawResponse {
        switch reply(to: request) {
        case .whole(let response): return response
        case .socket(let head, _): return head
        case .stream(var head, let pieces):
            for await piece in pieces {
                head.body += piece
                break
            }
            return head
        }
    }

    /// Answers one request, a watch by a stream of changes.
    public func reply(to request: RawRequest) -> ServerReply {
        let now = world.now
        var name = "\(request.method) \(request.path)"
        do throws(APIFailure) {
            let target = try APIPath.target(of: Percent.text(request.path)) {
                world.read { CustomKinds.all(in: $0.cluster.objects) }
            }
            let user = try ClusterAuthenticator(world: world, eksTokens: eksTokens).user(of: request)
            let call = Self.call(request, target, user)
            name = Self.operation(call)
            let fault = world.note {
                $0.options.takeFault(service: "kubernetes", operation: name, account: nil)
            }
            if let refusal = fault.flatMap(KubernetesFault.refusal) { throw refusal }
            if Representation(call) == nil, !call.isWatch, !Self.isSpecial(target) { throw .notAcceptable }
            let (answer, warnings) = work(call, now)
            if case .exec(let command) = answer { return try exec(command, request, call, name, fault) }
            if case .forward(let pod) = answer {
                return try open(answer, request, call, name, fault, [PortForwardTalk.subprotocol]) { _ in
                    PortForwardTalk(pod: pod)
                }
            }
            return deliver(answer, call, name, fault, warnings)
        } catch {
            return .whole(response(.object(error.status, status: error.code), nil, name, nil))
        }
    }

    /// The answer to a request that cannot be read.
    public func refuse(_ problem: ServerProblem, head: RawRequest?) -> RawResponse {
        let failure: APIFailure =
            switch problem {
            case .bodyTooLarge(let limit): .tooLarge("limit is \(limit)")
            case .malformed, .headersTooLarge, .tooSlow, .noHost, .otherHost: .unreadable(problem)
            }
        var answer = response(.object(failure.status, status: problem.status), nil, "unreadable", nil)
        answer.delay = .zero
        return answer
    }

    /// Paths whose answers have a form of their own.
    private static func isSpecial(_ target: APICall.Target) -> Bool {
        switch target {
        case .path(let path): ["/open", "/healthz", "/livez", "/readyz"].contains(where: path.hasPrefix)
        case .resource(_, _, _, let subresource): ["log", "exec", "portforward"].contains(subresource)
        }
    }

    private func work(_ call: APICall, _ now: Timestamp) -> (answer: APIAnswer, warnings: [String]) {
        upkeep.catchUp(world, hub)
        // Reading needs no lock for longer than it takes to copy the value.
        guard !["get", "list", "watch", "head"].contains(call.verb) else {
            var server = APIServer(cluster: world.read { $0.cluster }, now: now)
            return (server.answer(call), server.warnings)
        }
        let (result, isDeed) = world.change { state -> ((answer: APIAnswer, warnings: [String]), isDeed: Bool) in
            let version = state.cluster.objects.version
            var server = APIServer(cluster: state.cluster, now: now)
            let answer = server.answer(call)
            state.cluster = server.cluster
            // A dry run, a token and what was so already leave nothing behind.
            return ((answer, server.warnings), state.cluster.objects.version != version && !answer.isRefusal)
        }
        if isDeed { world.countDeed() }
        runner.catchUp(world, hub)
        upkeep.schedule(world, hub)
        hub.signal()
        return result
    }

    /// Opens the connection on which a command runs.
    private func exec(
        _ command: ExecRequest, _ request: RawRequest, _ call: APICall, _ name: String, _ fault: FaultRule.Kind?
    ) throws(APIFailure) -> ServerReply {
        let spoken = ExecProtocol.allCases.map(\.rawValue)
        return try open(.exec(command), request, call, name, fault, spoken) {
            ExecProtocol(rawValue: $0).map { ExecTalk(command, version: $0, world: world) }
        }
    }

    /// Opens a WebSocket in one of the subprotocols, if the client asks for that.
    private func open(
        _ answer: APIAnswer, _ request: RawRequest, _ call: APICall, _ name: String, _ fault: FaultRule.Kind?,
        _ protocols: [String], _ talk: (String) -> (any SocketTalk)?
    ) throws(APIFailure) -> ServerReply {
        guard SocketHandshake.isWanted(by: request) else { throw .badRequest("Upgrade request required") }
        guard let opening = SocketHandshake.answer(request, protocols: protocols), let talk = talk(opening.name) else {
            throw .badRequest(
                "unable to upgrade: only WebSocket with one of these subprotocols is served: "
                    + protocols.joined(separator: ", "))
        }
        var noted = response(answer, call, name, fault)
        // A connection that is to be spoilt is never opened.
        guard fault == nil else { return .whole(noted) }
        noted.headers = opening.head.headers
        return .socket(head: noted, talk: talk)
    }

    private func deliver(
        _ answer: APIAnswer, _ call: APICall, _ name: String, _ fault: FaultRule.Kind?, _ warnings: [String]
    ) -> ServerReply {
        var head = response(answer, call, name, fault)
        head.headers += Self.headers(of: warnings)
        let pieces: AsyncStream<[UInt8]>
        switch answer {
        case .watch(let request): pieces = WatchStream(world: world, hub: hub, request: request).pieces()
        // A log that is to be spoilt is not begun.
        case .follow(let request) where fault == nil:
            pieces = LogStream(world: world, hub: hub, request: request).pieces()
        default: return .whole(head)
        }
        head.headers = head.headers.filter { $0.name != "content-length" }
        return .stream(head: head, pieces: pieces)
    }

    /// Warnings as headers (RFC 7234, 5.5): printed characters alone, and no more than 4096 of them.
    private static func headers(of warnings: [String]) -> [(name: String, value: String)] {
        var room = 4096
        var headers: [(name: String, value: String)] = []
        for warning in warnings where warning.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            room -= min(warning.utf8.count, 256)
            guard room > 0 else { break }
            let text = String(warning.prefix(256)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            headers.append(("warning", "299 - \"\(text)\""))
        }
        return headers
    }

    private func response(
        _ answer: APIAnswer, _ call: APICall?, _ name: String, _ fault: FaultRule.Kind?
    ) -> RawResponse {
        var (status, type, body) = (200, "application/json", [UInt8]())
        var reason: String?
        switch answer {
        case .object(let object, let code):
            status = code
            reason = code >= 400 ? object["reason"]?.string : nil
            let form = call.flatMap(Representation.init) ?? .json
            (type, body) = form.body(of: object, call, now: world.now)
        case .text(let text, let code): (status, type, body) = (code, "text/plain; charset=utf-8", Array(text.utf8))
        case .bytes(let bytes, let media): (type, body) = (media, bytes)
        case .exec, .forward: status = 101
        case .follow: type = "text/plain; charset=utf-8"
        case .watch: break
        }
        let id = world.randomness.uuid()
        var response = RawResponse(
            status: status,
            headers: [
                ("audit-id", id), ("cache-control", "no-cache, private"), ("content-type", type),
                ("date", world.now.httpDate),
            ], body: body)
        if let fault { KubernetesFault.spoil(&response, fault) }
        response.delay = world.read { $0.options.latency(of: name, in: "kubernetes") }
        world.record(
            RequestRecord(
                time: world.now, service: "kubernetes", operation: name, region: world.read { $0.cluster.region },
                status: response.status, errorCode: reason, requestID: id))
        return response
    }

    private static func call(_ request: RawRequest, _ target: APICall.Target, _ user: ClusterUser) -> APICall {
        APICall(
            method: request.method.uppercased(), target: target,
            query: request.query.split(separator: "&").map { part in
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (
                    Percent.text(pair[0], plusIsBlank: true),
                    pair.count > 1 ? Percent.text(pair[1], plusIsBlank: true) : ""
                )
            },
            contentType: (request.header("content-type") ?? "").prefix { $0 != ";" }.lowercased().trimmingBlanks,
            accept: request.header("accept") ?? "", userAgent: request.header("user-agent") ?? "", body: request.body,
            user: user)
    }

    /// A request's name in the log and in rules for faults and delays: `create serviceaccounts/token`.
    private static func operation(_ call: APICall) -> String {
        switch call.target {
        case .path(let path): "\(call.verb) \(path)"
        case .resource(let kind, _, _, let subresource):
            "\(call.verb) \(kind.plural)\(subresource.isEmpty ? "" : "/\(subresource)")"
        }
    }
}
