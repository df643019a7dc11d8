import HTTPClient
import Wire

extension KubernetesAccess {
    /// Where a pod finds its service account's token, authority and namespace.
    private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The cluster of the pod that this runs in, as its service account; nil outside of pods.
    ///
    /// Source: client-go's `rest.InClusterConfig` and `clientcmd`'s `inClusterClientConfig.Possible`, which want both
    /// variables and the token's file.
    ///
    /// - Parameters:
    ///   - environment: The variables: `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT`.
    ///   - read: Reads the service account's files.
    /// - Throws: ``KubeconfigProblem`` where a file that is there cannot be read.
    public init?(pod environment: [String: String], read: FileReader) throws(KubeconfigProblem) {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
            let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty,
            try Self.text("token", read) != nil
        else { return nil }
        let authority = try Self.text("ca.crt", read)
        server = "https://" + (host.contains(":") ? "[\(host)]" : host) + ":" + port
        context = "of this pod"
        namespace = try Self.text("namespace", read)?.filter { !$0.isWhitespace } ?? ""
        if namespace.isEmpty { namespace = "default" }
        authorityPEM = authority
        trust = HTTPTrust(roots: authority.map { .pem($0) } ?? .system)
        authentication = .tokenFile(path: Self.folder + "/token")
        pluginCluster = .null
    }

    private static func text(_ name: String, _ read: FileReader) throws(KubeconfigProblem) -> String? {
        let path = "\(folder)/\(name)"
        do throws(FileFailure) { return try read(path).map { String(decoding: $0, as: UTF8.self) } } catch {
            throw KubeconfigProblem(.unreadable(error.reason), file: path)
        }
    }
}
