import COpenSSL

/// Fills in and signs one X.509 v3 certificate (RFC 5280).
struct CertificateBuilder {
    var names: [String]
    var addresses: [String]
    var validity: CertificateValidity
    var isAuthority: Bool

    /// Signs with the issuer's key, or with `key` itself when there is no issuer.
    func build(
        key: KeyBox, issuer: (certificate: CertificateBox, key: KeyBox)?
    ) throws(DigestError) -> CertificateBox {
        let alternatives = try alternativeNames()
        guard let box = CertificateBox(X509_new()) else { throw .certificate("allocate") }
        let certificate = box.pointer
        try check("version", X509_set_version(certificate, 2))
        var serial = SecureRandom.bytes(16)
        serial[0] = serial[0] & 0x7f | 0x40
        try check("serial", sesame_x509_serial(certificate, serial, serial.count))
        try check("validity", sesame_x509_validity(certificate, validity.notBefore, validity.notAfter))
        let commonName = names.first ?? addresses.first ?? "sesame"
        // A common name holds at most 64 characters; the alternative names are what counts.
        let subject = X509_get_subject_name(certificate)
        try check("subject", sesame_x509_name_set(subject, "CN", String(commonName.prefix(64))))
        let issuerPointer = issuer?.certificate.pointer ?? certificate
        try check("issuer", X509_set_issuer_name(certificate, X509_get_subject_name(issuerPointer)))
        try check("key", X509_set_pubkey(certificate, key.pointer))
        try extend(certificate, issuer: issuerPointer, alternatives: alternatives)
        let signer = issuer?.key.pointer ?? key.pointer
        guard X509_sign(certificate, signer, EVP_sha256()) > 0 else { throw .certificate("sign") }
        return box
    }

    private func extend(
        _ certificate: OpaquePointer, issuer: OpaquePointer, alternatives: String
    ) throws(DigestError) {
        // A certificate that signs itself must serve TLS as well as be a root: it carries both usages.
        let usage = isAuthority ? "critical,digitalSignature,keyCertSign,cRLSign" : "critical,digitalSignature"
        var extensions: [(Int32, String)] = [
            (NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE"),
            (NID_key_usage, usage),
            (NID_ext_key_usage, "serverAuth,clientAuth"),
            (NID_subject_key_identifier, "hash"),
            (NID_authority_key_identifier, "keyid"),
        ]
        if !alternatives.isEmpty { extensions.append((NID_subject_alt_name, alternatives)) }
        for (number, value) in extensions {
            try check("extension", sesame_x509_extend(certificate, issuer, number, value))
        }
    }

    /// The alternative names in OpenSSL's text form; characters that this form gives a meaning are refused.
    private func alternativeNames() throws(DigestError) -> String {
        var entries: [String] = []
        for name in names {
            let allowed = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "*"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            guard allowed, !name.isEmpty, name.utf8.count <= 253 else { throw .badName(name) }
            entries.append("DNS:" + name)
        }
        for address in addresses {
            guard let parsed = a2i_IPADDRESS(address) else {
                ERR_clear_error()
                throw .badName(address)
            }
            ASN1_OCTET_STRING_free(parsed)
            entries.append("IP:" + address)
        }
        return entries.joined(separator: ",")
    }

    private func check(_ step: String, _ result: Int32) throws(DigestError) {
        guard result == 1 else {
            ERR_clear_error()
            throw .certificate(step)
        }
    }
}
