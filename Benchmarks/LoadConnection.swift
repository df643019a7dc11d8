import RawSockets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One connection of the load generator.
struct LoadConnection {
    /// What came in.
    enum Arrival {
        /// Not all of an answer yet.
        case more
        /// A whole answer, and whether the server closes after it.
        case answer(isSuccess: Bool, closes: Bool)
        /// The server closed without an answer.
        case ended
    }

    /// The socket's number.
    var descriptor: Int32 { socket.descriptor }

    private let socket: RawSocket
    private var received = HTTPAnswer(bytes: [])

    /// Connects; the connection ends with its last user.
    init(host: String, port: UInt16) throws {
        do throws(RawSocket.Failure) {
            socket = try RawSocket(port: Int(port), host: host, patience: nil)
        } catch {
            throw BenchmarkProblem(sentence: "\(host):\(port): \(String(cString: strerror(error.number)))")
        }
    }

    /// Sends a request.
    mutating func send(_ request: [UInt8]) throws {
        received.bytes.removeAll(keepingCapacity: true)
        guard socket.send(request) else {
            throw BenchmarkProblem(sentence: "a request could not be sent: \(String(cString: strerror(errno)))")
        }
    }

    /// Takes what is there.
    mutating func receive() -> Arrival {
        guard let more = socket.receive(atMost: 16_384), !more.isEmpty else { return .ended }
        received.bytes += more
        guard let head = received.head, received.isWhole(head, lengthless: true) else { return .more }
        let connection = head.lines.last { $0.hasPrefix("connection:") }
        let closes = connection.map { $0.hasSuffix("close") } ?? head.lines[0].hasPrefix("http/1.0")
        return .answer(isSuccess: head.lines[0].contains(" 200"), closes: closes)
    }
}
