/// Reads the answer to an upgrade (RFC 9112), byte for byte, as libcurl hands out connections and no answers of it.
struct UpgradeAnswer {
    /// What came.
    enum Outcome {
        /// Status 101, with its fields and the first bytes of what follows.
        case switched([HTTPHeader], rest: [UInt8])
        /// Any other answer, whole.
        case refused(HTTPResponse)
    }

    private enum Framing {
        case length(Int)
        case chunked
        case untilClose
    }

    /// The longest head, in bytes.
    static let headBytes = 64 << 10

    private let bodyLimit: Int
    private let host: String
    private var bytes: [UInt8] = []
    private var scanned = 0
    private var answer: HTTPResponse?
    private var framing = Framing.untilClose

    init(host: String, bodyLimit: Int) {
        self.host = host
        self.bodyLimit = bodyLimit
    }

    /// Takes bytes; nil while more are needed.
    mutating func take(_ more: UnsafeRawBufferPointer) throws(TransportError) -> Outcome? {
        bytes += more
        while answer == nil {
            // What is no HTTP need not have an empty line, nor end.
            guard bytes.prefix(5).elementsEqual("HTTP/".utf8.prefix(bytes.count)) else { throw .notHTTP(host: host) }
            let end = endOfHead()
            guard end ?? bytes.count <= Self.headBytes else { throw .notHTTP(host: host) }
            guard let end else { return nil }
            let head = try read(head: bytes[..<end])
            bytes.removeFirst(end)
            scanned = 0
            if head.status == 101 { return .switched(head.headers, rest: bytes) }
            // An interim answer; the real one follows.
            if head.status < 200 { continue }
            framing = try Self.framing(of: head, host: host)
            answer = head
        }
        return try body(isAtEnd: false)
    }

    /// Says that no more will come.
    mutating func end() throws(TransportError) -> Outcome {
        guard answer != nil else {
            throw bytes.isEmpty ? .reset(host: host) : .truncated(host: host)
        }
        guard let outcome = try body(isAtEnd: true) else { throw .truncated(host: host) }
        return outcome
    }

    private mutating func body(isAtEnd: Bool) throws(TransportError) -> Outcome? {
        guard var response = answer else { return nil }
        switch framing {
        case .length(let length):
            guard length <= bodyLimit else { throw .tooLarge(limit: bodyLimit) }
            guard bytes.count >= length else { return nil }
            response.body = Array(bytes.prefix(length))
        case .chunked:
            guard let whole = try ChunkedBody.whole(bytes, limit: bodyLimit, host: host) else {
                // Chunks of one byte take six; a line of digits must not go on for ever.
                guard bytes.count <= 8 * bodyLimit + Self.headBytes else { throw .tooLarge(limit: bodyLimit) }
                return nil
            }
            response.body = whole
        case .untilClose:
            guard bytes.count <= bodyLimit else { throw .tooLarge(limit: bodyLimit) }
            guard isAtEnd else { return nil }
            response.body = bytes
        }
        return .refused(response)
    }

    private mutating func endOfHead() -> Int? {
        var index = max(0, scanned - 3)
        while index + 1 < bytes.count {
            if bytes[index] == 0x0A {
                if bytes[index + 1] == 0x0A { return index + 2 }
                if index + 2 < bytes.count, bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A { return index + 3 }
            }
            index += 1
        }
        scanned = bytes.count
        return nil
    }

    private func read(head: ArraySlice<UInt8>) throws(TransportError) -> HTTPResponse {
        var status: Int?
        var headers: [HTTPHeader] = []
        for line in head.split(separator: 0x0A, omittingEmptySubsequences: true) {
            let parsed = line.withUnsafeBytes { HeaderLine($0) }
            guard status != nil else {
                // "HTTP/1.1 101 Switching Protocols"
                let words = line.split(separator: 0x20, maxSplits: 2)
                guard case .status = parsed, words.count > 1, words[0].starts(with: "HTTP/1.".utf8),
                    let code = Int(String(decoding: words[1].prefix { $0 != 0x0D }, as: UTF8.self)),
                    (100...999).contains(code)
                else { throw .notHTTP(host: host) }
                status = code
                continue
            }
            switch parsed {
            case .field(let header): headers.append(header)
            case .continuation(let text):
                if let last = headers.indices.last { headers[last].value += " " + text }
            case .status, .nothing: break
            }
        }
        guard let status else { throw .notHTTP(host: host) }
        return HTTPResponse(status: status, headers: headers)
    }

    private static func framing(of answer: HTTPResponse, host: String) throws(TransportError) -> Framing {
        if answer.status == 204 || answer.status == 304 { return .length(0) }
        if let coding = answer.header("transfer-encoding") {
            guard coding.lowercased().hasSuffix("chunked") else { throw .notHTTP(host: host) }
            return .chunked
        }
        guard let text = answer.header("content-length") else { return .untilClose }
        guard let length = Int(text), length >= 0 else { throw .notHTTP(host: host) }
        return .length(length)
    }
}

/// A body in chunks (RFC 9112 §7.1).
private enum ChunkedBody {
    /// The body once its last chunk is there; nil before.
    static func whole(_ bytes: [UInt8], limit: Int, host: String) throws(TransportError) -> [UInt8]? {
        var body: [UInt8] = []
        var index = 0
        while true {
            guard let end = bytes[index...].firstIndex(of: 0x0A) else { return nil }
            let line = String(
                decoding: bytes[index..<end].prefix { $0 != 0x3B && $0 != 0x0D && $0 != 0x20 }, as: UTF8.self)
            guard line.allSatisfy(\.isHexDigit), let size = Int(line, radix: 16) else { throw .notHTTP(host: host) }
            if size == 0 { return body }
            guard size <= limit - body.count else { throw .tooLarge(limit: limit) }
            let start = end + 1
            guard bytes.count >= start + size + 2 else { return nil }
            body += bytes[start..<(start + size)]
            guard bytes[start + size] == 0x0D, bytes[start + size + 1] == 0x0A else { throw .notHTTP(host: host) }
            index = start + size + 2
        }
    }
}
