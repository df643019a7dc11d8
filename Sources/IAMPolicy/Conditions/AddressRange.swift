/// A range of IPv4 or IPv6 addresses in CIDR notation; one address is a range of itself.
struct AddressRange: Hashable, Sendable {
    /// The address, 4 or 16 bytes.
    let bytes: [UInt8]
    /// How many leading bits count.
    let bits: Int

    /// Reads `203.0.113.0/24` or `2001:db8::/32`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = AddressRange.version4(parts[0]) ?? AddressRange.version6(parts[0]) else { return nil }
        var bits = bytes.count * 8
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...bits).contains(given), !parts[1].hasPrefix("+") else { return nil }
            bits = given
        }
        self.bytes = bytes
        self.bits = bits
    }

    /// Whether the other range lies inside this one; versions never mix.
    func contains(_ other: AddressRange) -> Bool {
        guard bytes.count == other.bytes.count, other.bits >= bits else { return false }
        let whole = bits / 8
        guard bytes[..<whole].elementsEqual(other.bytes[..<whole]) else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
        return bytes[whole] & mask == other.bytes[whole] & mask
    }

    private static func version4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: some StringProtocol) -> [UInt8]? {
        guard text.contains(":") else { return nil }
        let halves = halves(of: text)
        guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The texts before and after each `::`.
    private static func halves(of text: some StringProtocol) -> [String] {
        var halves = [""]
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("::") {
                halves.append("")
                rest = rest.dropFirst(2)
            } else {
                halves[halves.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        return halves
    }

    private static func groups(_ text: String) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let embedded = version4(part) else { return nil }
                bytes += embedded
            } else {
                guard (1...4).contains(part.count), !part.hasPrefix("+"), let group = UInt16(part, radix: 16) else {
                    return nil
                }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}
