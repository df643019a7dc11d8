import Wire

/// The canonical form of a request's path.
enum CanonicalPath {
    /// Normalises the wire path and encodes it once more: dot segments and doubled slashes go, `%40` becomes `%2540`.
    ///
    /// A path that ends in a dot segment loses its last slash, as botocore has it; RFC 3986 would keep it.
    static func append(_ path: Substring.UTF8View, to bytes: inout [UInt8]) {
        if path.isEmpty {
            bytes.append(UInt8(ascii: "/"))
            return
        }
        // The usual path has no dot segments and no doubled slashes: encode as it is.
        if isNormal(path) {
            for byte in path { appendEncoded(byte, to: &bytes) }
            return
        }
        var segments: [Substring.UTF8View.SubSequence] = []
        for segment in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                if !segments.isEmpty { segments.removeLast() }
                continue
            }
            segments.append(segment)
        }
        bytes.append(UInt8(ascii: "/"))
        for (index, segment) in segments.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "/")) }
            for byte in segment { appendEncoded(byte, to: &bytes) }
        }
        if !segments.isEmpty, path.last == UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
    }

    private static func isNormal(_ path: Substring.UTF8View) -> Bool {
        var previous: UInt8 = 0
        for byte in path {
            if previous == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
            previous = byte
        }
        return path.first == UInt8(ascii: "/")
    }

    private static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
        if byte == UInt8(ascii: "/") || PercentEncoding.isUnreserved(byte) {
            bytes.append(byte)
        } else {
            PercentEncoding.appendEncoded(byte, to: &bytes)
        }
    }
}
