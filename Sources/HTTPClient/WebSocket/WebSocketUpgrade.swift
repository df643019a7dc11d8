import Digest
import Wire

/// The opening of a WebSocket (RFC 6455 §4): one request, whose answer must prove that its sender read it.
struct WebSocketUpgrade {
    /// What is sent, whole.
    let head: [UInt8]
    private let proof: String
    private let offered: [String]

    /// An opening.
    ///
    /// - Parameters:
    ///   - plan: The request, checked.
    ///   - offered: The sub-protocols, the best first.
    ///   - nonce: Sixteen bytes that nobody can foresee.
    /// - Throws: ``TransportError/invalidRequest(_:)``.
    init(
        _ plan: CurlPlan, offering offered: [String], nonce: [UInt8] = SecureRandom.bytes(16)
    ) throws(TransportError) {
        guard plan.request.method == "GET", plan.request.body.isEmpty else {
            throw .invalidRequest("a WebSocket is opened by GET without a body")
        }
        let key = Base64.encode(nonce)
        proof = Self.proof(of: key)
        self.offered = offered
        let target = plan.target.pathAndQuery
        var text = "GET \(target.hasPrefix("/") ? "" : "/")\(target) HTTP/1.1\r\n"
        if plan.request.header("host") == nil, !plan.headers.contains(where: { $0.isNamed("host") }) {
            text += "Host: \(plan.target.authority)\r\n"
        }
        for header in plan.headers { text += "\(header.name): \(header.value)\r\n" }
        text +=
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \(key)\r\n"
        if !offered.isEmpty { text += "Sec-WebSocket-Protocol: \(offered.joined(separator: ", "))\r\n" }
        head = Array((text + "\r\n").utf8)
    }

    /// What the key is turned into by who understands it (§4.2.2).
    static func proof(of key: String) -> String {
        Base64.encode(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }

    /// Checks an answer of status 101.
    ///
    /// - Parameter headers: Its fields.
    /// - Returns: The sub-protocol that the server chose; nil for none.
    /// - Throws: ``WebSocketProblem/handshake(_:)``.
    func agreed(_ headers: [HTTPHeader]) throws(WebSocketProblem) -> String? {
        func values(_ name: String) -> [String] { headers.filter { $0.isNamed(name) }.map(\.value) }
        func words(_ name: String) -> [String] {
            values(name).flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace }.lowercased() }
        }
        guard words("upgrade") == ["websocket"] else { throw .handshake("Upgrade") }
        guard words("connection").contains("upgrade") else { throw .handshake("Connection") }
        guard values("sec-websocket-accept") == [proof] else { throw .handshake("Sec-WebSocket-Accept") }
        guard words("sec-websocket-extensions").isEmpty else { throw .handshake("Sec-WebSocket-Extensions") }
        let chosen = values("sec-websocket-protocol")
        guard let first = chosen.first else { return nil }
        guard chosen.count == 1, offered.contains(first) else { throw .handshake("Sec-WebSocket-Protocol") }
        return first
    }
}
