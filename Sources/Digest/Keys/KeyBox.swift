import COpenSSL

/// Owns one `EVP_PKEY`.
///
/// Unchecked: OpenSSL 3 keys are reference-counted and safe to use from several threads once built; the pointer never
/// changes and nothing here mutates the key.
final class KeyBox: @unchecked Sendable {
    let pointer: OpaquePointer

    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// The key in PKCS #8 PEM form, or nil when the library refuses.
    var privatePEM: String? {
        MemoryBIO.text { PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) == 1 }
    }

    /// The key that a PEM text holds, of whatever kind.
    static func read(privatePEM: String) -> KeyBox? {
        MemoryBIO.reading(privatePEM) { KeyBox(PEM_read_bio_PrivateKey($0, nil, nil, nil)) }
    }
}
