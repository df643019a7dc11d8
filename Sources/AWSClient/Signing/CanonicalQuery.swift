import Wire

/// The canonical form of a request's query: each name and value decoded and encoded anew, then sorted by bytes.
enum CanonicalQuery {
    /// Appends the canonical form of a wire query without its question mark.
    static func append(_ query: Substring.UTF8View, to bytes: inout [UInt8]) {
        if query.isEmpty { return }
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for pair in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = end == pair.endIndex ? pair[end...] : pair[pair.index(after: end)...]
            pairs.append((recoded(pair[..<end]), recoded(value)))
        }
        pairs.sort { a, b in
            if a.name != b.name { return a.name.lexicographicallyPrecedes(b.name) }
            return a.value.lexicographicallyPrecedes(b.value)
        }
        for (index, pair) in pairs.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            bytes += pair.name
            bytes.append(UInt8(ascii: "="))
            bytes += pair.value
        }
    }

    private static func recoded(_ text: Substring.UTF8View.SubSequence) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            var byte = text[index]
            text.formIndex(after: &index)
            if byte == UInt8(ascii: "%"), index < text.endIndex, let high = Hex.value(of: text[index]) {
                let second = text.index(after: index)
                if second < text.endIndex, let low = Hex.value(of: text[second]) {
                    byte = high << 4 | low
                    index = text.index(after: second)
                }
            }
            if PercentEncoding.isUnreserved(byte) {
                result.append(byte)
            } else {
                PercentEncoding.appendEncoded(byte, to: &result)
            }
        }
        return result
    }
}
