import NIOCore
import NIOHTTP1
import NIOPosix
public import Simulator

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An HTTP/1.1 server on loopback, plain or over TLS, in front of a face.
///
/// Requests reach the face byte for byte as they were sent. Connections stay open between requests; pipelined
/// requests are answered in their order.
public final class HTTPServer: Sendable {
    /// The host it listens on.
    public let host: String
    /// The port it listens on.
    public let port: Int
    /// Whether it speaks TLS.
    public let isSecure: Bool

    private let channel: any Channel
    private let connections: OpenConnections

    private init(channel: any Channel, host: String, isSecure: Bool, connections: OpenConnections) {
        self.channel = channel
        self.host = host
        self.isSecure = isSecure
        self.connections = connections
        port = channel.localAddress?.port ?? 0
    }

    /// Starts a server and returns when it listens.
    ///
    /// - Parameters:
    ///   - face: what answers.
    ///   - host: a loopback address, or `localhost`.
    ///   - port: the port; 0 takes a free one.
    ///   - certificate: with it the server speaks TLS, without it plain HTTP.
    ///   - limits: what it takes from clients.
    ///   - takesAWS: whether requests that are meant for AWS's own endpoints are answered too.
    /// - Returns: the running server.
    /// - Throws: `ServerError`.
    public static func start(
        _ face: any Face, host: String = "127.0.0.1", port: Int = 0, certificate: ServerCertificate? = nil,
        limits: ServerLimits = ServerLimits(), takesAWS: Bool = false
    ) async throws(ServerError) -> HTTPServer {
        guard HostNames.isLoopback(host) else { throw .notLoopback(host) }
        let context = try certificate.map { pair throws(ServerError) in try TLSContext(pair) }
        let connections = OpenConnections()
        let names = HostNames(listeningOn: host, takesAWS: takesAWS)
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = limits.headerBytes
        decoding.maxHeaderListSize = limits.headerBytes
        decoding.maxHeaderFieldCount = limits.headerFields
        let decoderLimits = decoding
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try connections.add(channel)
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(TLSHandler(context)) }
                    // Bytes that follow an opening belong to what the connection becomes.
                    let decoder = HTTPRequestDecoder(
                        leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoderLimits)
                    let http: [any RemovableChannelHandler] = [
                        HTTPResponseEncoder(), ByteToMessageHandler(decoder), HTTPServerPipelineHandler(),
                    ]
                    try pipeline.addHandlers(http)
                    try pipeline.addHandler(
                        ConnectionHandler(
                            face: face, limits: limits, names: names, isSecure: context != nil, http: http,
                            connections: connections))
                }
            }
        do {
            let channel = try await bootstrap.bind(host: host == "[::1]" ? "::1" : host, port: port).get()
            return HTTPServer(channel: channel, host: host, isSecure: context != nil, connections: connections)
        } catch {
            throw .cannotListen(host: host, port: port, reason: reason(of: error))
        }
    }

    /// Stops listening, cuts every connection, and returns when all of them are closed.
    public func stop() async {
        try? await channel.close().get()
        await connections.hold()
    }

    /// Cuts every connection and takes none until ``release()``; returns when nothing that came before is answered any more,
    /// and no talk goes on.
    func hold() async {
        await connections.hold()
        guard let address = channel.localAddress else { return }
        // What came before this one waits in front of it to be taken; after it all of that was taken, and cut.
        let last = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(to: address).get()
        try? await last?.closeFuture.get()
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try? await loop.submit {}.get() }
    }

    /// Takes connections again.
    func release() { connections.release() }

    /// `http://host:port` or `https://host:port`.
    public var url: String {
        let shown = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(isSecure ? "https" : "http")://\(shown):\(port)"
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? IOError else { return String(describing: error) }
        return String(cString: strerror(error.errnoCode))
    }
}
