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

    /// The socket.
    let descriptor: Int32
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 16_384)

    /// Connects.
    init(host: String, port: UInt16) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw BenchmarkProblem(sentence: "\(host) is not an IPv4 address")
        }
        let descriptor = descriptor
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            throw BenchmarkProblem(sentence: "\(host):\(port): \(String(cString: strerror(errno)))")
        }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Sends a request; they are far smaller than a socket's buffer.
    mutating func send(_ request: [UInt8]) throws {
        received.removeAll(keepingCapacity: true)
        guard write(descriptor, request, request.count) == request.count else {
            throw BenchmarkProblem(sentence: "a request could not be sent: \(String(cString: strerror(errno)))")
        }
    }

    /// Takes what is there.
    mutating func receive() -> Arrival {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return .ended }
        received += buffer[0..<count]
        guard let head = endOfHead() else { return .more }
        let lines = String(decoding: received[0..<head], as: UTF8.self).lowercased().split(separator: "\r\n")
        var length = 0
        var closes = lines[0].hasPrefix("http/1.0")
        for line in lines.dropFirst() {
            if line.hasPrefix("content-length:") { length = Int(line.dropFirst(15).drop { $0 == " " }) ?? 0 }
            if line.hasPrefix("connection:") { closes = line.hasSuffix("close") }
        }
        guard received.count >= head + 4 + length else { return .more }
        return .answer(isSuccess: lines[0].contains(" 200"), closes: closes)
    }

    /// Ends the connection.
    func close() { _ = systemClose(descriptor) }

    private func endOfHead() -> Int? {
        guard received.count >= 4 else { return nil }
        for index in 0...(received.count - 4)
        where received[index] == 13 && received[index + 1] == 10 && received[index + 2] == 13
            && received[index + 3] == 10
        {
            return index
        }
        return nil
    }
}

/// The system's close; here because the name is taken where it is used.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
