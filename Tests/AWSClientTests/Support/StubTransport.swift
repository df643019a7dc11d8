import HTTPClient
import Synchronization

/// A transport that answers from a script and remembers what was asked.
final class StubTransport: Transport {
    typealias Reply = Result<HTTPResponse, TransportError>

    private struct State {
        var replies: [Reply]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>
    private let answer: (@Sendable (HTTPRequest) -> Reply)?

    /// Answers in order; when the script ends, requests fail as refused.
    init(_ replies: [Reply]) {
        state = Mutex(State(replies: replies))
        answer = nil
    }

    /// Answers by a function.
    init(_ answer: @escaping @Sendable (HTTPRequest) -> Reply) {
        state = Mutex(State(replies: []))
        self.answer = answer
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        if Task.isCancelled { throw .cancelled }
        let scripted = state.withLock { state -> Reply? in
            state.requests.append(request)
            return state.replies.isEmpty ? nil : state.replies.removeFirst()
        }
        return try (scripted ?? answer?(request) ?? .failure(.refused(host: "stub", port: 0))).get()
    }
}

extension StubTransport.Reply {
    /// An answer with a status and a body.
    static func http(_ status: Int, _ body: String = "", _ headers: [HTTPHeader] = []) -> StubTransport.Reply {
        .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    /// An error of the query protocol.
    static func xmlError(_ status: Int, _ code: String, _ message: String = "m", _ headers: [HTTPHeader] = [])
        -> StubTransport.Reply
    {
        .http(
            status,
            "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message></Error>"
                + "<RequestId>req-\(code)</RequestId></ErrorResponse>", headers)
    }

    /// The answer of GetCallerIdentity.
    static let identity = StubTransport.Reply.http(
        200,
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
        <Arn>arn:aws:iam::111122223333:user/me</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>\
        </GetCallerIdentityResult><ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata>\
        </GetCallerIdentityResponse>
        """)
}
