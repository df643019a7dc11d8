import HTTPClient

/// The canonical request: what client and server both compute and hash.
struct CanonicalRequest {
    /// Its bytes.
    private(set) var bytes: [UInt8] = []
    /// The names of the signed headers, sorted, joined with semicolons.
    private(set) var signedHeaders: String = ""

    /// Whether intermediaries change a header, so that it is never signed (source: botocore, auth.py).
    ///
    /// Names are compared only with those of their length: most headers are told apart by that alone.
    static func isUnsigned(_ name: String) -> Bool {
        switch name.utf8.count {
        case 2: name == "te"
        case 6: name == "expect"
        case 7: name == "trailer" || name == "upgrade"
        case 10: name == "user-agent" || name == "connection" || name == "keep-alive"
        case 13: name == "authorization"
        case 15: name == "x-amzn-trace-id"
        case 17: name == "transfer-encoding"
        case 18: name == "proxy-authenticate"
        case 19: name == "proxy-authorization"
        default: false
        }
    }

    /// Builds it.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The path as it goes on the wire.
    ///   - query: The query as it goes on the wire, without the question mark.
    ///   - headers: The headers to sign, names in lower case.
    ///   - payloadHash: The hash of the body in hexadecimal digits.
    init(
        method: String, path: Substring, query: Substring, headers: [(name: String, value: String)],
        payloadHash: [UInt8]
    ) {
        var signed = headers
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
            CanonicalRequest.appendTrimmed(value, to: &bytes)
            bytes.append(10)
        }
        bytes.append(10)
        bytes += names.utf8
        bytes.append(10)
        bytes += payloadHash
        self.bytes = bytes
        signedHeaders = names
    }

    private static func sort(_ headers: inout [(name: String, value: String)]) {
        for index in headers.indices.dropFirst() {
            var place = index
            while place > 0, headers[place].name < headers[place - 1].name {
                headers.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    /// Trims white space around a value and makes one blank of each run inside.
    private static func appendTrimmed(_ value: String, to bytes: inout [UInt8]) {
        let whole: Void? = value.utf8.withContiguousStorageIfAvailable { text in
            if isTidy(text) {
                bytes.append(contentsOf: text)
            } else {
                appendTidied(text, to: &bytes)
            }
        }
        if whole == nil { appendTidied(Array(value.utf8), to: &bytes) }
    }

    /// Whether a value has no white space but single blanks inside, as nearly all have.
    private static func isTidy(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text {
            if byte <= 0x20, byte == 0x20 ? previous == 0x20 : byte >= 0x09 && byte <= 0x0d { return false }
            previous = byte
        }
        return text.isEmpty || previous != 0x20
    }

    private static func appendTidied(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        var pending = false
        let start = bytes.count
        for byte in text {
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
