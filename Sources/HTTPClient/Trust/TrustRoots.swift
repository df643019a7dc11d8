/// The certificate authorities that are believed.
public enum TrustRoots: Hashable, Sendable {
    /// Those of the system.
    case system
    /// Those of a PEM file, instead of the system's (`AWS_CA_BUNDLE`).
    case file(path: String)
    /// Those of a PEM text, instead of the system's (a cluster's own authority).
    case pem(String)
}
