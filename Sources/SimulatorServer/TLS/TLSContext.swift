import COpenSSL

/// What all TLS connections of a server share: certificate, key, and the rules of the handshake.
///
/// TLS 1.2 or later, HTTP/1.1 by ALPN, no renegotiation, no session tickets, no client certificates.
///
/// Unchecked: OpenSSL counts references to a context under a lock, and nothing changes this one after `init`.
final class TLSContext: @unchecked Sendable {
    fileprivate let pointer: OpaquePointer

    /// Makes the context of a certificate, which may be followed by others of its chain.
    ///
    /// - Throws: `ServerError.badCertificate`.
    init(_ pair: ServerCertificate) throws(ServerError) {
        ERR_clear_error()
        guard let pointer = sesame_tls_server_context() else { throw .badCertificate(OpenSSLReason.take()) }
        self.pointer = pointer
        guard Self.use(certificates: pair.certificate, in: pointer), Self.use(key: pair.privateKey, in: pointer) else {
            throw .badCertificate(OpenSSLReason.take())
        }
    }

    deinit { SSL_CTX_free(pointer) }

    private static func use(certificates text: String, in context: OpaquePointer) -> Bool {
        reading(text) { bio in
            guard let own = PEM_read_bio_X509(bio, nil, nil, nil) else { return false }
            defer { X509_free(own) }
            guard SSL_CTX_use_certificate(context, own) == 1 else { return false }
            while let next = PEM_read_bio_X509(bio, nil, nil, nil) {
                defer { X509_free(next) }
                guard sesame_tls_add_chain(context, next) == 1 else { return false }
            }
            // The end of the text is told as an error.
            ERR_clear_error()
            return true
        }
    }

    private static func use(key text: String, in context: OpaquePointer) -> Bool {
        reading(text) { bio in
            // Where nobody gives a password OpenSSL asks for one on the terminal.
            guard let key = PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil) else { return false }
            defer { EVP_PKEY_free(key) }
            return SSL_CTX_use_PrivateKey(context, key) == 1 && SSL_CTX_check_private_key(context) == 1
        }
    }

    private static func reading(_ text: String, _ body: (OpaquePointer) -> Bool) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return false }
            defer { BIO_free(bio) }
            return body(bio)
        }
    }
}

extension TLSSession {
    /// Begins a connection's session, or nil where memory is short.
    convenience init?(_ context: TLSContext) {
        self.init(SSL_new(context.pointer))
    }
}

/// OpenSSL's words for what it refused.
enum OpenSSLReason {
    /// The first reason of this thread's list, which is empty afterwards.
    static func take() -> String {
        defer { ERR_clear_error() }
        let code = ERR_get_error()
        guard code != 0, let text = ERR_reason_error_string(code) else { return "no reason given" }
        return String(cString: text)
    }
}
