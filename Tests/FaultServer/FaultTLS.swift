import COpenSSL

/// How a server speaks TLS.
public struct FaultTLS: Sendable {
    /// The certificate in PEM form.
    public var certificatePEM: String
    /// Its key in PEM form.
    public var privateKeyPEM: String
    /// The authority whose client certificates are demanded; nil demands none.
    public var clientAuthorityPEM: String?

    /// TLS with a certificate.
    public init(certificatePEM: String, privateKeyPEM: String, clientAuthorityPEM: String? = nil) {
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
        self.clientAuthorityPEM = clientAuthorityPEM
    }

    /// The server side of OpenSSL, or nil when something of it is unusable.
    func context() -> OpaquePointer? {
        guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
        guard let certificate = Self.certificate(certificatePEM), SSL_CTX_use_certificate(context, certificate) == 1,
            let bio = Self.bio(privateKeyPEM), let key = PEM_read_bio_PrivateKey(bio, nil, nil, nil),
            SSL_CTX_use_PrivateKey(context, key) == 1
        else { return nil }
        BIO_free(bio)
        EVP_PKEY_free(key)
        X509_free(certificate)
        if let clientAuthorityPEM {
            guard let authority = Self.certificate(clientAuthorityPEM) else { return nil }
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority)
            X509_free(authority)
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        }
        return context
    }

    private static func bio(_ text: String) -> OpaquePointer? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        BIO_write(bio, text, Int32(text.utf8.count))
        return bio
    }

    private static func certificate(_ text: String) -> OpaquePointer? {
        guard let bio = bio(text) else { return nil }
        defer { BIO_free(bio) }
        return PEM_read_bio_X509(bio, nil, nil, nil)
    }
}
