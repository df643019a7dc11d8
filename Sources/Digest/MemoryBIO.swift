import COpenSSL

/// OpenSSL's in-memory files.
enum MemoryBIO {
    /// The text that `write` put into a new memory file; nil when it says that it failed.
    static func text(_ write: (OpaquePointer) -> Bool) -> String? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(bio) }
        guard write(bio) else { return nil }
        var count = 0
        guard let bytes = sesame_bio_bytes(bio, &count) else { return nil }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// What `read` makes of a memory file that holds `text`.
    static func reading<Value>(_ text: String, _ read: (OpaquePointer) -> Value?) -> Value? {
        var text = text
        let value = text.withUTF8 { bytes -> Value? in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
            defer { BIO_free(bio) }
            return read(bio)
        }
        ERR_clear_error()
        return value
    }
}
