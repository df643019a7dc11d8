import COpenSSL

/// Owns one `X509`.
///
/// Unchecked: the certificate is not changed after it is built, and OpenSSL's reading functions are thread-safe.
final class CertificateBox: @unchecked Sendable {
    let pointer: OpaquePointer

    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        X509_free(pointer)
    }

    func pem() throws(DigestError) -> String {
        guard let text = MemoryBIO.text({ PEM_write_bio_X509($0, pointer) == 1 }) else {
            throw .certificate("write")
        }
        return text
    }
}
