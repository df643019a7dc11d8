import COpenSSL

/// SHA-256 (FIPS 180-4), at once or in parts.
///
/// A value is a hash in progress: copying it forks the computation, which is how ``HMACSHA256`` reuses a key.
public struct SHA256: Sendable {
    /// The length of a digest in bytes.
    public static let digestLength = 32

    private var state = sesame_sha256()

    /// Starts a hash.
    public init() {
        sesame_sha256_begin(&state)
    }

    /// Adds bytes to the hash.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sesame_sha256_update(&state, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes to the hash.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Adds the UTF-8 bytes of a text to the hash.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// The digest of everything added so far, 32 bytes; more may be added afterwards.
    public func digest() -> [UInt8] {
        var copy = state
        return [UInt8](unsafeUninitializedCapacity: Self.digestLength) { buffer, count in
            if let base = buffer.baseAddress { sesame_sha256_end(&copy, base) }
            count = Self.digestLength
        }
    }

    /// The digest of `bytes`, 32 bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// The digest of `bytes`, 32 bytes, without copying them.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }

    /// The digest of the UTF-8 bytes of `text`, 32 bytes.
    public static func hash(_ text: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(text)
        return hash.digest()
    }
}
