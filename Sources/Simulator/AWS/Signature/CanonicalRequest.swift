import Digest
import Wire

/// The canonical request of Signature Version 4, built from the bytes that came off the wire.
///
/// This is the simulator's own reading of the standard; it shares nothing with the signer of the clients.
struct CanonicalRequest {
    /// The request as received.
    let request: RawRequest
    /// The names of the signed headers, as the signature lists them.
    let signedHeaders: [String]
    /// Whether the signature stands in the query, whose own parameter is then left out.
    let presigned: Bool

    /// SHA-256 of the canonical request, in lower-case hex.
    var digest: [UInt8] {
        var hash = SHA256()
        hash.update(text)
        return hash.digest()
    }

    /// The canonical request itself, without the hash being taken.
    var text: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        output.append(contentsOf: request.method.utf8)
        output.append(0x0A)
        appendPath(&output)
        output.append(0x0A)
        appendQuery(&output)
        output.append(0x0A)
        for name in signedHeaders { appendHeader(name, &output) }
        output.append(0x0A)
        output.append(contentsOf: signedHeaders.joined(separator: ";").utf8)
        output.append(0x0A)
        output.append(contentsOf: Hex.digits(of: SHA256.hash(request.body)))
        return output
    }

    /// The path with dot segments and doubled slashes removed, then encoded once more: `%40` becomes `%2540`.
    private func appendPath(_ output: inout [UInt8]) {
        let path = request.path.utf8
        var segments: [Substring.UTF8View.SubSequence] = []
        for segment in path.split(separator: 0x2F) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        for segment in segments {
            output.append(0x2F)
            Percent.encode(segment, into: &output)
        }
        if segments.isEmpty || path.last == 0x2F { output.append(0x2F) }
    }

    /// The parameters decoded, encoded again by the standard, and sorted by name, then value.
    private func appendQuery(_ output: inout [UInt8]) {
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for part in request.query.utf8.split(separator: 0x26) {
            let equals = part.firstIndex(of: 0x3D)
            let rawName = part[..<(equals ?? part.endIndex)]
            let rawValue = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
            var (name, value): ([UInt8], [UInt8]) = ([], [])
            Percent.encode(Percent.decode(rawName), into: &name)
            Percent.encode(Percent.decode(rawValue), into: &value)
            if presigned, name.elementsEqual("X-Amz-Signature".utf8) { continue }
            pairs.append((name, value))
        }
        pairs.sort { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value) : left.name.lexicographicallyPrecedes(right.name)
        }
        for (index, pair) in pairs.enumerated() {
            if index > 0 { output.append(0x26) }
            output.append(contentsOf: pair.name)
            output.append(0x3D)
            output.append(contentsOf: pair.value)
        }
    }

    /// All values of a header, trimmed, runs of blanks made one, joined by commas in the order received.
    private func appendHeader(_ name: String, _ output: inout [UInt8]) {
        output.append(contentsOf: name.utf8)
        output.append(0x3A)
        var isFirst = true
        for header in request.headers where header.name.equalsIgnoringCase(name) {
            if !isFirst { output.append(0x2C) }
            isFirst = false
            appendTrimmed(header.value, &output)
        }
        output.append(0x0A)
    }

    private func appendTrimmed(_ value: String, _ output: inout [UInt8]) {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var pendingBlank = false
        var started = false
        for byte in value.utf8 {
            if isBlank(byte) {
                pendingBlank = started
            } else {
                if pendingBlank { output.append(0x20) }
                pendingBlank = false
                started = true
                output.append(byte)
            }
        }
    }
}
