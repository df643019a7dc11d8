/// What answers on the plain port: the inbox, the admin endpoint, and AWS for everything else.
struct FrontDesk: PromptFace, RefusingFace {
    private let aws: AWSFace
    private let inbox: InboxFace
    private let admin: AdminFace

    init(_ simulation: SimulatedWorld) {
        aws = AWSFace(simulation.world)
        inbox = InboxFace(simulation.world)
        admin = AdminFace(simulation: simulation)
    }

    func answer(_ request: RawRequest) async -> RawResponse {
        respond(to: request)
    }

    func reply(to request: RawRequest) -> ServerReply {
        .whole(respond(to: request))
    }

    private func respond(to request: RawRequest) -> RawResponse {
        let path = request.path
        guard InboxFace.serves(path) || AdminFace.serves(path) else { return aws.respond(to: request) }
        // What AWS's names lead to is AWS and nothing else.
        if let host = request.header("host"), Routing.isAWS(host) { return refuse(.otherHost(host), head: request) }
        return InboxFace.serves(path) ? inbox.respond(to: request) : admin.respond(to: request)
    }

    func refuse(_ problem: ServerProblem, head: RawRequest?) -> RawResponse {
        let code =
            switch problem {
            case .malformed: "BadRequest"
            case .headersTooLarge: "RequestHeaderSectionTooLarge"
            case .bodyTooLarge: "RequestEntityTooLarge"
            case .tooSlow: "RequestTimeout"
            case .noHost: "BadRequest"
            case .otherHost: "MisdirectedRequest"
            }
        if let head, AdminFace.serves(head.path) { return AdminFace.refusal(problem.status, code, problem.sentence) }
        if let head, InboxFace.serves(head.path) {
            return RawResponse(
                status: problem.status, headers: [("content-type", "text/plain; charset=utf-8")],
                body: Array((problem.sentence + "\n").utf8))
        }
        let scope = head?.header("authorization")?.split(separator: "/").dropFirst(3).first.map(String.init)
        let service = head.flatMap { Routing.service(of: $0, scope: scope) } ?? .sts
        return AWSWire.failure(
            AWSFault(service.speaksJSON ? code + "Exception" : code, problem.sentence, status: problem.status),
            service: service, requestID: "")
    }
}
