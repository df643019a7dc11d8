import COpenSSL

/// Random bytes fit for keys and tokens.
public enum SecureRandom {
    /// So many unpredictable bytes.
    ///
    /// OpenSSL's generator is seeded by the kernel; where it cannot deliver, the system's own generator stands in.
    public static func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        if RAND_bytes(&bytes, Int32(count)) == 1 { return bytes }
        var generator = SystemRandomNumberGenerator()
        for index in bytes.indices { bytes[index] = generator.next() }
        return bytes
    }
}
