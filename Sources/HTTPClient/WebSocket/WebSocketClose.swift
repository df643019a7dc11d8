/// How one side says that it will send no more.
public struct WebSocketClose: Hashable, Sendable {
    /// The status code: 1000 is the normal end; nil where none was sent.
    public var code: UInt16?
    /// The reason in words: text from outside.
    public var reason: String

    /// A closing.
    public init(code: UInt16? = nil, reason: String = "") {
        self.code = code
        self.reason = reason
    }

    /// The normal end.
    static let normal = WebSocketClose(code: 1000)

    /// The frame's content.
    var payload: [UInt8] {
        guard let code else { return [] }
        return [UInt8(code >> 8), UInt8(code & 0xFF)] + reason.utf8
    }

    /// Reads a frame's content.
    init(payload: [UInt8]) throws(WebSocketProblem) {
        if payload.isEmpty {
            self.init()
            return
        }
        guard payload.count > 1, let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else {
            throw .badClose
        }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        // 1004 to 1006 and 1015 stand for what was never sent; the rest below 3000 is the RFCs' to give away.
        guard (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code) else {
            throw .badClose
        }
        self.init(code: code, reason: reason)
    }
}
