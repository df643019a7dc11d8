import COpenSSL
import Foundation
import Synchronization

/// A server on a loopback port whose every byte a test decides: one thread per connection, nothing corrected.
public final class FaultServer: Sendable {
    /// What happens to a connection after an answer.
    public enum Afterwards: Sendable {
        /// The next request is read from it.
        case keep
        /// It is closed.
        case close
    }

    /// Answers one request.
    public typealias Handler = @Sendable (ReceivedRequest, FaultConnection) -> Afterwards

    /// The port it listens on.
    public let port: Int

    private struct Record {
        var connections = 0
        var requests: [ReceivedRequest] = []
    }

    private let record = Mutex(Record())
    private let listener: Int32
    private let handler: Handler
    private let greet: (@Sendable (FaultConnection) -> Bool)?
    // Unsafe: an SSL_CTX is reference-counted and only read after the start.
    private nonisolated(unsafe) let context: OpaquePointer?

    /// Starts listening.
    ///
    /// - Parameters:
    ///   - tls: TLS, or nil for plain HTTP.
    ///   - greet: called before a request is read; false ends the connection.
    ///   - handler: answers each request.
    /// - Throws: ``Trouble`` when there is no port or the certificate is unusable.
    public init(
        tls: FaultTLS? = nil, greet: (@Sendable (FaultConnection) -> Bool)? = nil, handler: @escaping Handler
    ) throws {
        signal(SIGPIPE, SIG_IGN)
        self.handler = handler
        self.greet = greet
        context = try tls.map { tls throws(Trouble) in
            guard let context = tls.context() else { throw Trouble() }
            return context
        }
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socketDescriptor = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socketDescriptor, $0, length) == 0 && listen(socketDescriptor, 128) == 0
                    && getsockname(socketDescriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw Trouble() }
        port = Int(UInt16(bigEndian: address.sin_port))
        // The thread keeps the server alive until it is stopped: a test need not hold on to it while it waits.
        Thread.detachNewThread {
            while true {
                let descriptor = accept(socketDescriptor, nil, nil)
                guard descriptor >= 0 else { return }
                self.record.withLock { $0.connections += 1 }
                Thread.detachNewThread { self.serve(descriptor) }
            }
        }
    }

    deinit {
        close(listener)
        SSL_CTX_free(context)
    }

    /// Accepts no more connections.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// A port of this machine on which nobody listens.
    public static func deadPort() throws -> Int {
        let server = try FaultServer { _, _ in .close }
        server.stop()
        return server.port
    }

    /// A server that could not start.
    public struct Trouble: Error {}

    /// `http://127.0.0.1:port` or its `https` form, without a slash.
    public var url: String { "\(context == nil ? "http" : "https")://127.0.0.1:\(port)" }

    /// How many connections were accepted.
    public var connections: Int { record.withLock { $0.connections } }

    /// The requests that were read, in order.
    public var requests: [ReceivedRequest] { record.withLock { $0.requests } }

    private func serve(_ descriptor: Int32) {
        var noDelay: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
        var session: OpaquePointer?
        if let context {
            session = SSL_new(context)
            SSL_set_fd(session, descriptor)
            guard SSL_accept(session) == 1 else {
                // Closing over unread bytes would reset the connection and swallow the alert that says why.
                shutdown(descriptor, Int32(SHUT_WR))
                _ = FaultConnection(descriptor: descriptor, session: nil).waitForClose(milliseconds: 2000)
                SSL_free(session)
                close(descriptor)
                return
            }
        }
        let connection = FaultConnection(descriptor: descriptor, session: session)
        defer {
            connection.closeNow()
            SSL_free(session)
        }
        if let greet, !greet(connection) { return }
        while let request = connection.nextRequest() {
            record.withLock { $0.requests.append(request) }
            if handler(request, connection) == .close {
                if let session { SSL_shutdown(session) }
                return
            }
        }
    }
}
