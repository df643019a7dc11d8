import Wire

/// With what a caller proves to an API server who asks; never the secret itself.
public struct CallerProof: Hashable, Sendable {
    /// The ways.
    public enum Kind: Hashable, Sendable {
        /// Nothing is shown.
        case nothing
        /// A token of the kubeconfig.
        case token
        /// A token in a file.
        case tokenFile(String)
        /// An EKS token for the cluster of this name, made from an AWS caller: of this profile, or with this role's ARN;
        /// nil is the EKS account's caller.
        case eksToken(cluster: String, caller: String? = nil)
        /// A client certificate.
        case clientCertificate
        /// What an exec plugin of this name printed.
        case execPlugin(String)
    }

    /// The way.
    public var kind: Kind
    /// The name of the kubeconfig's user; nil where none is used.
    public var user: String?
    /// The file that names the user.
    public var file: String?

    /// A way, with the kubeconfig's user and file where there are any.
    public init(_ kind: Kind, user: String? = nil, file: String? = nil) {
        self.kind = kind
        self.user = user
        self.file = file
    }

    /// What an API server that does not know the caller did with it, and what may be the reason.
    var refusal: String {
        let place = file.map { " (\(TerminalText.sanitized($0, limit: 200)))" } ?? ""
        let owner = user.map { " of the kubeconfig's user \(TerminalText.sanitized($0, limit: 100))\(place)" } ?? ""
        switch kind {
        case .nothing:
            return "it was shown neither a token nor a client certificate\(owner)."
        case .token:
            return "it refused the token\(owner), which may have expired, been withdrawn, or belong to another cluster."
        case .tokenFile(let path):
            return "it refused the token in the file \(TerminalText.sanitized(path, limit: 200)), which may have "
                + "expired or belong to another cluster."
        case .eksToken(let cluster, let caller):
            let whose = caller.map { TerminalText.sanitized($0, limit: 200) } ?? "the EKS account's caller"
            return
                "it refused the EKS token made for cluster \(TerminalText.sanitized(cluster, limit: 100)) with the "
                + "credentials of \(whose)\(owner). Perhaps no access entry names that role or user, or this "
                + "computer's clock is wrong."
        case .execPlugin(let program):
            return
                "it refused, twice, what the exec plugin \(TerminalText.sanitized(program, limit: 200))\(owner) printed: "
                + "its token may be somebody's whom this cluster does not know."
        case .clientCertificate:
            return "it did not accept the client certificate\(owner), which may have expired or be signed by an "
                + "authority that the cluster does not know."
        }
    }
}
