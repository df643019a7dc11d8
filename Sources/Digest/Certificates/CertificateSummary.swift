import COpenSSL

/// What people need to know of a certificate: who it is for, who signed it, when it counts.
public struct CertificateSummary: Hashable, Sendable {
    /// The subject as one line, most specific part first (RFC 2253).
    public let subject: String
    /// The issuer as one line.
    public let issuer: String
    /// When it counts.
    public let validity: CertificateValidity
    /// The host names and IP addresses it is for, in the certificate's order.
    public let names: [String]
    /// Whether subject and issuer are the same.
    public let isSelfIssued: Bool
    /// SHA-1 of the encoded certificate, 20 bytes: the form that IAM calls a thumbprint.
    public let thumbprint: [UInt8]
    /// SHA-256 of the encoded certificate, 32 bytes.
    public let fingerprint: [UInt8]

    /// Reads the first certificate of a PEM text.
    ///
    /// - Throws: ``DigestError/notACertificate`` when there is none.
    public init(pem: String) throws(DigestError) {
        guard let box = MemoryBIO.reading(pem, { CertificateBox(PEM_read_bio_X509($0, nil, nil, nil)) }) else {
            throw .notACertificate
        }
        self.init(box)
    }

    /// Reads every certificate of a PEM text, in its order; none when the text holds none.
    public static func all(pem: String) -> [CertificateSummary] {
        MemoryBIO.reading(pem) { bio in
            var found: [CertificateSummary] = []
            while let box = CertificateBox(PEM_read_bio_X509(bio, nil, nil, nil)) {
                found.append(CertificateSummary(box))
            }
            return found
        } ?? []
    }

    private init(_ box: CertificateBox) {
        let certificate = box.pointer
        subject = Self.line(X509_get_subject_name(certificate))
        issuer = Self.line(X509_get_issuer_name(certificate))
        validity = CertificateValidity(
            notBefore: sesame_x509_not_before(certificate), notAfter: sesame_x509_not_after(certificate))
        names = Self.names(of: certificate)
        isSelfIssued = X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0
        let encoded = Self.encoded(certificate)
        thumbprint = SHA1.hash(encoded)
        fingerprint = SHA256.hash(encoded)
    }

    private static func line(_ name: OpaquePointer?) -> String {
        MemoryBIO.text { sesame_x509_name_print($0, name) == 1 } ?? ""
    }

    private static func encoded(_ certificate: OpaquePointer) -> [UInt8] {
        let length = i2d_X509(certificate, nil)
        guard length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var cursor = buffer.baseAddress
            count = Int(max(0, i2d_X509(certificate, &cursor)))
        }
    }

    private static func names(of certificate: OpaquePointer) -> [String] {
        guard let names = sesame_x509_names(certificate) else { return [] }
        defer { sesame_names_free(names) }
        var found: [String] = []
        for index in 0..<sesame_names_count(names) {
            var kind: Int32 = 0
            var count = 0
            guard let bytes = sesame_names_at(names, index, &kind, &count) else { continue }
            let value = Array(UnsafeBufferPointer(start: bytes, count: count))
            found.append(kind == 2 ? String(decoding: value, as: UTF8.self) : address(value))
        }
        return found
    }

    private static func address(_ bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        return stride(from: 0, to: bytes.count - 1, by: 2)
            .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }
}
