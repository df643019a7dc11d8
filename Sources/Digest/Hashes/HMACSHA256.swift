/// HMAC with SHA-256 (RFC 2104).
///
/// A value is a prepared key: the two key blocks are hashed once, so that each code afterwards costs only its message.
/// Keep one per signing key.
public struct HMACSHA256: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private static let blockLength = 64

    private let inner: SHA256
    private let outer: SHA256

    /// Prepares a key of any length.
    public init(key: [UInt8]) {
        let short = key.count > Self.blockLength ? SHA256.hash(key) : key
        var block = short + [UInt8](repeating: 0, count: Self.blockLength - short.count)
        for index in block.indices { block[index] ^= 0x36 }
        var inner = SHA256()
        inner.update(block)
        // 0x36 ^ 0x5c turns the inner pad into the outer one.
        for index in block.indices { block[index] ^= 0x36 ^ 0x5c }
        var outer = SHA256()
        outer.update(block)
        self.inner = inner
        self.outer = outer
    }

    /// The code of `message`, 32 bytes.
    public func code(_ message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { code($0) }
    }

    /// The code of the UTF-8 bytes of `message`, 32 bytes.
    public func code(_ message: String) -> [UInt8] {
        var message = message
        return message.withUTF8 { code(UnsafeRawBufferPointer($0)) }
    }

    /// The code of `message`, 32 bytes, without copying it.
    public func code(_ message: UnsafeRawBufferPointer) -> [UInt8] {
        var inner = inner
        inner.update(message)
        var outer = outer
        outer.update(inner.digest())
        return outer.digest()
    }

    /// The code of `message` under `key`, 32 bytes, for a key that is used once.
    public static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
        HMACSHA256(key: key).code(message)
    }

    /// Never the key.
    public var description: String { "HMACSHA256(redacted)" }

    /// Never the key.
    public var debugDescription: String { description }
}
