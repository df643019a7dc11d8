import Foundation
import RawSockets

extension FaultConnection {
    /// Answers CONNECT and carries bytes both ways until one side ends: for a connection without TLS of its own.
    ///
    /// - Parameters:
    ///   - port: Where the tunnel leads, on loopback.
    ///   - limit: After so many bytes from there the tunnel breaks; nil never.
    public func tunnel(to port: Int, breakingAfter limit: Int? = nil) {
        guard let far = try? RawSocket(port: port, patience: nil) else { return }
        send("HTTP/1.1 200 Connection established\r\n\r\n")
        var carried = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var entries = [descriptor, far.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, 2, 60_000) > 0 {
            for (index, entry) in entries.enumerated() where entry.revents != 0 {
                let count = read(entry.fd, &buffer, buffer.count)
                guard count > 0 else { return }
                if index == 0 {
                    guard far.send(Array(buffer[..<count])) else { return }
                    continue
                }
                guard send(Array(buffer[..<count])) else { return }
                carried += count
                if let limit, carried > limit { return reset() }
            }
        }
    }
}
