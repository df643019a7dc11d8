@testable import HTTPClient

/// The answer to the opening of a WebSocket, and the frames after it.
enum SocketTarget {
    /// What is read must not depend on the pieces in which it comes, nor exceed the limits.
    static func complaint(about bytes: [UInt8]) -> String? {
        let whole = read(bytes, by: max(1, bytes.count))
        for size in [1, 3] where read(bytes, by: size) != whole { return "in pieces of \(size) it reads otherwise" }
        return whole.first { $0.count > 4000 }.map { "\($0.count) characters of one event" }
    }

    /// Everything that happened, in words.
    private static func read(_ bytes: [UInt8], by size: Int) -> [String] {
        var answer = UpgradeAnswer(host: "h", bodyLimit: 1000)
        var reader = WebSocketReader(WebSocketLimits(frame: 300, message: 500))
        var said: [String] = []
        var isOpen = false
        func hear(_ piece: UnsafeRawBufferPointer) -> Bool {
            do throws(WebSocketProblem) {
                try reader.read(piece) { said.append("\($0)") }
                return true
            } catch {
                said.append(error.reason)
                return false
            }
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            let goesOn = bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { piece -> Bool in
                if isOpen { return hear(piece) }
                do throws(TransportError) {
                    switch try answer.take(piece) {
                    case nil: return true
                    case .refused(let response):
                        said.append("\(response.status) \(response.body)")
                        return false
                    case .switched(let headers, let rest):
                        said.append("\(headers)")
                        isOpen = true
                        return rest.withUnsafeBytes(hear)
                    }
                } catch {
                    said.append(error.sentence)
                    return false
                }
            }
            if !goesOn { return said }
        }
        return said
    }
}
