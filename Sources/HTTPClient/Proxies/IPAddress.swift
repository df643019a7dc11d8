#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IPv4 or IPv6 address.
struct IPAddress: Hashable, Sendable {
    /// Four or sixteen bytes.
    let bytes: [UInt8]

    /// Reads dotted or colon form; brackets around IPv6 are allowed, a zone is not.
    init?(_ text: String) {
        var text = text
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = four
            return
        }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        bytes = sixteen
    }

    /// Whether the first `bits` bits are those of `network`, which must be of the same family.
    func isInside(_ network: IPAddress, bits: Int) -> Bool {
        guard bytes.count == network.bytes.count else { return false }
        for (index, (one, other)) in zip(bytes, network.bytes).enumerated() {
            let significant = min(8, max(0, bits - index * 8))
            let mask = significant == 0 ? 0 : UInt8.max << UInt8(8 - significant)
            if one & mask != other & mask { return false }
        }
        return true
    }
}
