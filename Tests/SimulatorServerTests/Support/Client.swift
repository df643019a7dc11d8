import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A blocking connection to loopback, plain or over TLS; everything ends after 30 seconds at the latest.
final class Client {
    struct Failure: Error { var reason: String }

    private let descriptor: Int32
    private let peer: TLSPeer?

    /// Connects, and with TLS shakes hands.
    init(port: Int, secure: Bool) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        peer = secure ? TLSPeer() : nil
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(reason: "connect: \(errno)") }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if let peer {
            while true {
                let isDone = peer.shakeHands()
                sendRaw(peer.takeOutput())
                if isDone { break }
                guard let bytes = receiveRaw(), !bytes.isEmpty else { throw Failure(reason: "no handshake") }
                peer.receive(bytes)
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        guard let peer else { return sendRaw(bytes) }
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            peer.write(Array(bytes[start..<min(bytes.count, start + 1 << 20)]))
            sendRaw(peer.takeOutput())
        }
    }

    /// Bytes as they are, whatever the connection speaks.
    func sendRaw(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemSend(descriptor, $0) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more comes: `close_notify` with TLS, and where wanted the end of the stream.
    func endInput(stream: Bool = true) {
        if let peer {
            peer.sayGoodbye()
            sendRaw(peer.takeOutput())
        }
        if stream { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    /// All that comes until the server closes.
    ///
    /// - Throws: where nothing comes for half a minute, or a stream over TLS ends without a goodbye.
    func readToEnd() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            guard let bytes = receiveRaw() else { throw Failure(reason: "nothing comes") }
            guard let peer else {
                if bytes.isEmpty { return all }
                all += bytes
                continue
            }
            peer.receive(bytes)
            all += peer.read()
            if bytes.isEmpty {
                guard peer.heardGoodbye else { throw Failure(reason: "cut off after \(all.count) bytes") }
                return all
            }
        }
    }

    /// Whether the server closes, in whatever way.
    func isClosed() -> Bool {
        while let bytes = receiveRaw() {
            if bytes.isEmpty { return true }
        }
        return false
    }

    /// What has come; empty at the end, nil where nothing comes.
    private func receiveRaw() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { return errno == ECONNRESET ? [] : nil }
        return Array(buffer.prefix(count))
    }

    /// Runs blocking work on a thread of its own.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// The system's send, without the signal that a closed connection would raise.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
        send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
        send(descriptor, bytes.baseAddress, bytes.count, 0)
    #endif
}
