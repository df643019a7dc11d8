import COpenSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One accepted connection, used by the thread that serves it.
public final class FaultConnection {
    private(set) var descriptor: Int32
    private let session: OpaquePointer?
    var pending: [UInt8] = []

    init(descriptor: Int32, session: OpaquePointer?) {
        self.descriptor = descriptor
        self.session = session
    }

    /// Sends bytes as they are; false when the other side is gone.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { buffer -> Int in
                if let session { return Int(SSL_write(session, buffer.baseAddress, Int32(buffer.count))) }
                return write(descriptor, buffer.baseAddress, buffer.count)
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Sends text as it is.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends a whole answer with its length.
    public func answer(_ status: Int, _ body: String = "", headers: [(String, String)] = []) {
        let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        send("HTTP/1.1 \(status) Status\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Ends the connection by RST, so that what was sent may be lost.
    public func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        closeNow()
    }

    /// Waits until the other side closes, at most so many milliseconds; true when it did.
    public func waitForClose(milliseconds: Int32 = 60_000) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, milliseconds) == 1 else { return false }
        return receive().isEmpty
    }

    /// Does nothing for so long.
    public func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }

    /// The next request, or nil when the connection ended.
    public func nextRequest() -> ReceivedRequest? {
        let mark = Array("\r\n\r\n".utf8)
        while true {
            if let end = Self.index(of: mark, in: pending) {
                guard var request = ReceivedRequest(head: Array(pending[..<end])) else { return nil }
                pending.removeFirst(end + mark.count)
                let length = request.header("content-length").flatMap { Int($0) } ?? 0
                while pending.count < length {
                    let more = receive()
                    guard !more.isEmpty else { return nil }
                    pending += more
                }
                request.body = Array(pending.prefix(length))
                pending.removeFirst(length)
                return request
            }
            let more = receive()
            guard !more.isEmpty else { return nil }
            pending += more
        }
    }

    func closeNow() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
    }

    func receive() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16384)
        let count: Int
        if let session {
            count = Int(SSL_read(session, &buffer, Int32(buffer.count)))
        } else {
            count = read(descriptor, &buffer, buffer.count)
        }
        return Array(buffer.prefix(max(0, count)))
    }

    private static func index(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return (0...(bytes.count - mark.count)).first { Array(bytes[$0..<($0 + mark.count)]) == mark }
    }
}
