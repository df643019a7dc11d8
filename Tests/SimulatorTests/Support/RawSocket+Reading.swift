import Foundation
import RawSockets

extension RawSocket {
    /// What the server sends until it closes; nil when nothing comes for a minute.
    func readToEnd() async -> String? {
        await Thread.detached { [self] in
            var bytes: [UInt8] = []
            while true {
                guard let more = receive() else { return nil }
                if more.isEmpty { return String(decoding: bytes, as: UTF8.self) }
                bytes += more
            }
        }.value
    }

    /// What the server sends until a text is in it, or all of it.
    func read(until text: String) async -> String {
        await Thread.detached { [self] in
            var bytes: [UInt8] = []
            while let more = receive(), !more.isEmpty {
                bytes += more
                if String(decoding: bytes, as: UTF8.self).contains(text) { break }
            }
            return String(decoding: bytes, as: UTF8.self)
        }.value
    }
}
