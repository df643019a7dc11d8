import RawSockets
import Synchronization

/// What a proxy does with one request on its way to the server and back.
public enum WayFault: Hashable, Sendable, CaseIterable {
    /// Nothing: request and answer pass.
    case none
    /// The connection is reset before the server has seen a byte.
    case resetBefore
    /// The server reads and answers; the client sees a reset.
    case resetAfter
    /// The server reads and answers; the client's connection ends in the middle of the answer's head.
    case cutHead
    /// The server reads and answers; half of the body arrives, then the connection ends.
    case cutBody
    /// The server reads and answers; the client hears nothing for longer than it waits.
    case hang
    /// The server reads and answers; what arrives is no HTTP.
    case garbage
    /// The server reads and answers; a gateway says that it did not.
    case gateway503
    /// The server reads and answers; a gateway says that it waited in vain.
    case gateway504
    /// The server reads and answers; something sends an empty success instead.
    case empty200
    /// The server reads and answers; AWS's own form of an inner fault comes back instead.
    case innerFault
    /// The server reads and answers; a portal redirects to its page.
    case redirect
    /// The server reads and answers; a portal shows its page with status 200.
    case page200

    /// Whether the server has carried the request out, and the client was not told so.
    public var isLost: Bool { self != .none && self != .resetBefore }
}

/// A proxy on loopback in front of a server that speaks plain HTTP: it reads whole requests, passes them on byte for
/// byte, and does with the answers what a test says.
public final class FaultProxy: Sendable {
    /// A request that came by.
    public struct Passage: Sendable {
        /// Its place in the order of arrival, from 0.
        public var number: Int
        /// The request.
        public var request: ReceivedRequest
        /// What was done with it.
        public var fault: WayFault
    }

    private struct Record {
        var next = 0
        var passages: [Passage] = []
    }

    private let server: FaultServer
    private let record: Box

    /// `Mutex` in a reference, as the handler outlives the initialiser.
    private final class Box: Sendable {
        let state = Mutex(Record())
    }

    /// Starts in front of a server.
    ///
    /// - Parameters:
    ///   - port: The server's port on 127.0.0.1.
    ///   - choose: Says for each request what happens to it.
    /// - Throws: `FaultServer.Trouble` when there is no port.
    public init(before port: Int, choose: @escaping @Sendable (Int, ReceivedRequest) -> WayFault) throws {
        let record = Box()
        self.record = record
        server = try FaultServer { request, connection in
            let number = record.state.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            let fault = choose(number, request)
            record.state.withLock {
                $0.passages.append(Passage(number: number, request: request, fault: fault))
            }
            return FaultProxy.serve(request, connection, port: port, fault)
        }
    }

    /// `http://127.0.0.1:port`, without a slash.
    public var url: String { server.url }

    /// What came by, in order.
    public var passages: [Passage] { record.state.withLock { $0.passages } }

    /// Accepts no more connections.
    public func stop() { server.stop() }

    private static func serve(
        _ request: ReceivedRequest, _ connection: FaultConnection, port: Int, _ fault: WayFault
    ) -> FaultServer.Afterwards {
        if fault == .resetBefore {
            connection.reset()
            return .close
        }
        guard let answer = exchange(request, port: port) else {
            connection.reset()
            return .close
        }
        switch fault {
        case .none:
            connection.send(answer)
            return .keep
        case .resetBefore, .resetAfter: connection.reset()
        case .cutHead: connection.send(Array(answer.prefix(20)))
        case .cutBody:
            let end = HTTPAnswer(bytes: answer).endOfHead ?? 0
            connection.send(Array(answer.prefix(end + max(1, (answer.count - end) / 2))))
        case .hang: _ = connection.waitForClose(milliseconds: 60_000)
        case .garbage: connection.send("\u{1B}]0;x\u{07} not http at all\r\n\r\n")
        case .gateway503: page(connection, 503, "Service Unavailable")
        case .gateway504: page(connection, 504, "Gateway Timeout")
        case .empty200: connection.answer(200)
        case .innerFault:
            connection.answer(
                500,
                "<ErrorResponse><Error><Type>Receiver</Type><Code>InternalFailure</Code><Message>inner</Message></Error>"
                    + "<RequestId>lost</RequestId></ErrorResponse>", headers: [("Content-Type", "text/xml")])
        case .redirect: connection.answer(302, "", headers: [("Location", "http://portal.example.com/login")])
        case .page200: page(connection, 200, "Please sign in")
        }
        return .close
    }

    private static func page(_ connection: FaultConnection, _ status: Int, _ title: String) {
        connection.answer(
            status, "<html><head><title>\(title)</title></head><body>\(title)</body></html>",
            headers: [("Content-Type", "text/html")])
    }

    /// Passes a request on over a connection of its own and gives the whole answer; nil when there is none.
    private static func exchange(_ request: ReceivedRequest, port: Int) -> [UInt8]? {
        guard let socket = try? RawSocket(port: port, patience: nil), socket.send(request.head + request.body) else {
            return nil
        }
        var answer = HTTPAnswer(bytes: [])
        while !answer.isWhole(lengthless: true) {
            guard let more = socket.receive(), !more.isEmpty else { return nil }
            answer.bytes += more
        }
        return answer.bytes
    }
}
