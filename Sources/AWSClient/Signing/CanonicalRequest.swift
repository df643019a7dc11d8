import HTTPClient

/// The canonical request: what client and server both compute and hash.
struct CanonicalRequest {
    /// Its bytes.
    private(set) var bytes: [UInt8] = []
    /// The names of the signed headers, sorted, joined with semicolons.
    private(set) var signedHeaders: String = ""

    /// Headers that intermediaries change: never signed (source: botocore, auth.py).
    private static let unsigned: Set<String> = [
        "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id", "authorization",
    ]

    /// Builds it.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The path as it goes on the wire.
    ///   - query: The query as it goes on the wire, without the question mark.
    ///   - headers: The headers; those that are never signed are passed over.
    ///   - payloadHash: The hash of the body in hexadecimal digits.
    init(
        method: String, path: Substring, query: Substring, headers: [(name: String, value: Substring)],
        payloadHash: [UInt8]
    ) {
        var signed: [(name: String, value: Substring)] = []
        signed.reserveCapacity(headers.count)
        for (name, value) in headers where !CanonicalRequest.unsigned.contains(name) { signed.append((name, value)) }
        // A stable sort: headers of one name keep their order.
        CanonicalRequest.sort(&signed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        bytes += method.utf8
        bytes.append(10)
        CanonicalPath.append(path.utf8, to: &bytes)
        bytes.append(10)
        CanonicalQuery.append(query.utf8, to: &bytes)
        bytes.append(10)
        var names = ""
        var previous = ""
        for (name, value) in signed {
            if name == previous {
                bytes[bytes.count - 1] = UInt8(ascii: ",")
            } else {
                if !names.isEmpty { names += ";" }
                names += name
                bytes += name.utf8
                bytes.append(UInt8(ascii: ":"))
                previous = name
            }
            CanonicalRequest.appendTrimmed(value.utf8, to: &bytes)
            bytes.append(10)
        }
        bytes.append(10)
        bytes += names.utf8
        bytes.append(10)
        bytes += payloadHash
        self.bytes = bytes
        signedHeaders = names
    }

    private static func sort(_ headers: inout [(name: String, value: Substring)]) {
        for index in headers.indices.dropFirst() {
            var place = index
            while place > 0, headers[place].name < headers[place - 1].name {
                headers.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    /// Trims white space around a value and makes one blank of each run inside.
    private static func appendTrimmed(_ value: Substring.UTF8View, to bytes: inout [UInt8]) {
        var pending = false
        let start = bytes.count
        for byte in value {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
                pending = true
                continue
            }
            if pending, bytes.count > start { bytes.append(0x20) }
            pending = false
            bytes.append(byte)
        }
    }
}
