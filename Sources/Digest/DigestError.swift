/// What went wrong with a key or a certificate.
public enum DigestError: Error, Hashable, Sendable {
    /// The library could not make a key.
    case keyGeneration
    /// The library could not sign.
    case signing
    /// The bytes are no key of the expected kind.
    case notAKey
    /// The text is no certificate in PEM form.
    case notACertificate
    /// A host name or IP address that a certificate cannot carry.
    case badName(String)
    /// The library could not build the certificate; the step that failed.
    case certificate(String)

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .keyGeneration: "A key could not be made."
        case .signing: "The signature could not be made."
        case .notAKey: "This is not a private key in PEM form."
        case .notACertificate: "This is not a certificate in PEM form."
        case .badName(let name): "\"\(name)\" cannot stand in a certificate."
        case .certificate(let step): "The certificate could not be made (\(step))."
        }
    }
}
