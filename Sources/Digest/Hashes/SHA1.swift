import COpenSSL

/// SHA-1, for certificate thumbprints and the WebSocket handshake (RFC 6455) only; it protects nothing.
public enum SHA1 {
    /// The length of a digest in bytes.
    public static let digestLength = 20

    /// The digest of `bytes`, 20 bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: digestLength) { buffer, count in
            bytes.withUnsafeBytes { sesame_sha1($0.baseAddress, $0.count, buffer.baseAddress) }
            count = digestLength
        }
    }
}
