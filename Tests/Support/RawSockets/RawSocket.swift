#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A TCP connection on which a test says exactly the bytes it wants, and hears exactly those that come.
public final class RawSocket: Sendable {
    /// Why there is no connection: the system's error number.
    public struct Failure: Error, Hashable {
        /// The number.
        public let number: Int32
    }

    /// The socket, for a loop that waits on many.
    public let descriptor: Int32

    /// Connects.
    ///
    /// - Parameters:
    ///   - port: The port.
    ///   - host: An IPv4 address; loopback when left out.
    ///   - patience: After so many seconds of silence, or of a full buffer, a call gives up; nil waits for ever.
    /// - Throws: ``Failure``; `EINVAL` for a host that is no address.
    public init(port: Int, host: String = "127.0.0.1", patience: Int? = 60) throws(Failure) {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw Failure(number: EINVAL) }
        let socket = socket(AF_INET, stream, 0)
        guard socket >= 0 else { throw Failure(number: errno) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let number = errno
            close(socket)
            throw Failure(number: number)
        }
        descriptor = socket
        if let patience {
            var limit = timeval(tv_sec: .init(patience), tv_usec: 0)
            for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
                setsockopt(socket, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
            }
        }
        // What is sent goes out in the pieces in which it was sent.
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Sends bytes; false once the other side takes no more.
    @discardableResult
    public func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemSend(descriptor, $0) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends a text; false once the other side takes no more.
    @discardableResult
    public func send(_ text: String) -> Bool { send(text.utf8) }

    /// Says that nothing more will come.
    public func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// What is there, or comes next: nothing at the end, which a reset is as well; nil when nothing came in time.
    public func receive(atMost limit: Int = 65_536) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &buffer, limit, 0)
        if count < 0 { return errno == ECONNRESET ? [] : nil }
        return Array(buffer[..<count])
    }

    /// What comes until the other side closes or a whole answer with a length is there; nil if nothing came in time.
    public func answer() -> HTTPAnswer? {
        var bytes: [UInt8] = []
        while true {
            guard let more = receive() else { return bytes.isEmpty ? nil : HTTPAnswer(bytes: bytes) }
            bytes += more
            let answer = HTTPAnswer(bytes: bytes)
            if more.isEmpty || answer.isWhole() { return answer }
        }
    }
}

/// The system's send, without the signal that a closed connection would raise.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
        send(descriptor, bytes.baseAddress, bytes.count, 0)
    #else
        send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #endif
}
