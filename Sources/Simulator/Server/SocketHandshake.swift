import Digest
import Wire

/// The opening of a WebSocket connection (RFC 6455, section 4.2).
enum SocketHandshake {
    /// Whether a request wants the connection to become something else.
    static func isWanted(by request: RawRequest) -> Bool {
        tokens(request, "connection").contains("upgrade") && request.header("upgrade") != nil
    }

    /// The answer that opens the connection, or nil where the request is no proper opening.
    ///
    /// - Parameters:
    ///   - request: the client's opening.
    ///   - known: the subprotocols that the server speaks.
    /// - Returns: the answer and the client's first subprotocol that is known; nil where there is none.
    static func answer(_ request: RawRequest, protocols known: [String]) -> (head: RawResponse, name: String)? {
        guard request.method == "GET", isWanted(by: request), tokens(request, "upgrade").contains("websocket"),
            request.header("sec-websocket-version") == "13", let key = request.header("sec-websocket-key"),
            Base64.decode(key)?.count == 16,
            let name = tokens(request, "sec-websocket-protocol").lazy.compactMap({ asked in
                known.first { $0.equalsIgnoringCase(asked) }
            }).first
        else { return nil }
        let proof = Base64.encode(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
        let head = RawResponse(
            status: 101,
            headers: [
                ("upgrade", "websocket"), ("connection", "Upgrade"), ("sec-websocket-accept", proof),
                ("sec-websocket-protocol", name),
            ])
        return (head, name)
    }

    private static func tokens(_ request: RawRequest, _ name: String) -> [String] {
        request.headers.filter { $0.name.equalsIgnoringCase(name) }.flatMap { $0.value.split(separator: ",") }
            .map { String($0).trimmingBlanks.lowercased() }
    }
}
