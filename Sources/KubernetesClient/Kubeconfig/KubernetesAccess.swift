public import HTTPClient
public import Wire

/// Everything that is needed to talk to one cluster, made from a kubeconfig's context.
public struct KubernetesAccess: Sendable {
    /// How the caller proves who asks, apart from a client certificate, which is part of ``trust``.
    public enum Authentication: Hashable, Sendable, CustomStringConvertible {
        /// Nothing to show, or the client certificate alone.
        case none
        /// A token that never changes: a secret.
        case token(String)
        /// A file that holds the token.
        case tokenFile(path: String)
        /// An EKS token, made without running the entry's command.
        case eks(EKSTokenCommand)
        /// A program that prints credentials, once somebody has agreed to running it.
        case exec(KubeconfigExec)

        /// Never a token.
        public var description: String {
            switch self {
            case .none: "none"
            case .token: "token (redacted)"
            case .tokenFile(let path): "token file \(path)"
            case .eks(let command): "EKS token for \(command.cluster)"
            case .exec(let exec): "exec plugin \(exec.command.text)"
            }
        }
    }

    /// The context's name.
    public var context: String
    /// The API server's URL without a final slash.
    public var server: String
    /// Whom to believe, with the client certificate if there is one.
    public var trust: HTTPTrust
    /// The cluster's authority in PEM form, to be compared with what EKS says; nil when the system's are believed.
    public var authorityPEM: String?
    /// The cluster's own proxy; nil leaves it to the environment.
    public var proxy: ProxyChoice?
    /// The namespace where a call names none.
    public var namespace: String
    /// The name of the kubeconfig's user; nil where the context names none.
    public var user: String?
    /// The file that names the user.
    public var userFile: String?
    /// How the caller proves who asks.
    public var authentication: Authentication
    /// Whom to act as.
    public var impersonation: Impersonation?
    /// What exec plugins are told about the cluster that ask for it (`spec.cluster` of `KUBERNETES_EXEC_INFO`).
    public var pluginCluster: JSONValue

    /// Resolves a context: reads the files it names, recognises how to authenticate.
    ///
    /// - Parameters:
    ///   - config: the kubeconfig.
    ///   - name: the context; nil for the current one.
    ///   - read: reads a certificate or key file.
    /// - Throws: ``KubeconfigProblem`` with the file and place to blame.
    public init(_ config: Kubeconfig, context name: String? = nil, read: FileReader) throws(KubeconfigProblem) {
        let context = try config.context(name)
        let cluster = try config.cluster(of: context)
        let user = try config.user(of: context)
        self.context = context.name
        server = try Self.server(of: cluster)
        // What is not checked proves nothing, whatever stands beside it: the two together are a mistake or a trap.
        if cluster.acceptsAnyCertificate, cluster.authority != nil {
            throw KubeconfigProblem(.insecureWithAuthority(cluster: cluster.name), at: cluster.origin)
        }
        let authority = try Self.pem(cluster.authority, key: "certificate-authority", read: read)
        authorityPEM = authority
        trust = HTTPTrust(
            roots: authority.map { .pem($0) } ?? .system,
            clientCertificate: try Self.clientCertificate(of: user, read: read), serverName: cluster.serverName,
            acceptsAnyCertificate: cluster.acceptsAnyCertificate)
        proxy = try Self.proxy(of: cluster)
        pluginCluster = Self.pluginCluster(cluster, server: server, authority: authority)
        namespace = context.namespace.flatMap { $0.isEmpty ? nil : $0 } ?? "default"
        self.user = user?.name
        userFile = user?.origin.file
        authentication = try Self.authentication(of: user)
        impersonation = user?.impersonation
        if let user, let detail = user.impersonationDetail, user.impersonation?.user.isEmpty != false {
            throw KubeconfigProblem(.impersonationWithoutUser(user: user.name, key: detail.text), at: detail)
        }
    }

    /// How the caller proves who asks, for sentences.
    public var proof: CallerProof {
        let kind: CallerProof.Kind =
            switch authentication {
            case .none: trust.clientCertificate == nil ? .nothing : .clientCertificate
            case .token: .token
            case .tokenFile(let path): .tokenFile(path)
            case .eks(let command): .eksToken(cluster: command.cluster, caller: command.callerWords)
            case .exec(let exec): .execPlugin(exec.command.text)
            }
        return CallerProof(kind, user: user, file: userFile)
    }

    /// kubectl knows three kinds of proxies, and refuses all others.
    private static func proxy(of cluster: KubeconfigCluster) throws(KubeconfigProblem) -> ProxyChoice? {
        guard let proxy = cluster.proxyURL, !proxy.text.isEmpty else { return nil }
        let scheme = proxy.text.lowercased().prefix { $0 != ":" }
        guard ["http", "https", "socks5"].contains(scheme), proxy.text.dropFirst(scheme.count).hasPrefix("://"),
            proxy.text.count > scheme.count + 3
        else {
            throw KubeconfigProblem(
                .unexpected(
                    key: "proxy-url", found: proxy.text,
                    expected: "a URL that begins with http://, https:// or socks5://"),
                at: proxy)
        }
        return .url(proxy.text)
    }

    private static func pluginCluster(
        _ cluster: KubeconfigCluster, server: String, authority: String?
    ) -> JSONValue {
        var told: JSONObject = ["server": .string(Self.told(cluster.server?.text ?? server))]
        if let name = cluster.serverName, !name.isEmpty { told["tls-server-name"] = .string(name) }
        if cluster.acceptsAnyCertificate { told["insecure-skip-tls-verify"] = true }
        if let authority { told["certificate-authority-data"] = .string(Base64.encode(Array(authority.utf8))) }
        if let proxy = cluster.proxyURL?.text, !proxy.isEmpty { told["proxy-url"] = .string(proxy) }
        if cluster.disablesCompression { told["disable-compression"] = true }
        // client-go writes the member where there is nothing to tell, too.
        told["config"] = cluster.pluginConfig ?? .null
        return .object(told)
    }

    /// The server as client-go tells it: as it is written, but without a query where it has a path.
    private static func told(_ server: String) -> String {
        let place = server.prefix { $0 != "?" && $0 != "#" }
        let rest = place.drop { $0 != ":" }.drop { ":/".contains($0) }
        guard let slash = rest.firstIndex(of: "/"), rest[slash...].count > 1 else { return server }
        return String(place)
    }

    private static func server(of cluster: KubeconfigCluster) throws(KubeconfigProblem) -> String {
        guard let server = cluster.server, !server.text.isEmpty else {
            throw KubeconfigProblem(
                .unexpected(key: "server", found: "missing", expected: "the API server's URL"), at: cluster.origin)
        }
        guard (try? HTTPTarget(server.text)) != nil else {
            throw KubeconfigProblem(
                .unexpected(key: "server", found: server.text, expected: "a URL that begins with https://"),
                at: server)
        }
        var text = server.text
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    private static func authentication(of user: KubeconfigUser?) throws(KubeconfigProblem) -> Authentication {
        guard let user else { return .none }
        if let file = user.tokenFile, !file.text.isEmpty { return .tokenFile(path: file.path) }
        if let token = user.token, !token.text.isEmpty { return .token(token.text) }
        if let exec = user.exec {
            if let command = EKSTokenCommand(exec) { return .eks(command) }
            try exec.check()
            return .exec(exec)
        }
        if let technique = user.unsupported {
            throw KubeconfigProblem(
                .unsupportedAuthentication(user: user.name, technique: technique.text), at: technique)
        }
        return .none
    }

    private static func clientCertificate(
        of user: KubeconfigUser?, read: FileReader
    ) throws(KubeconfigProblem) -> ClientCertificate? {
        guard let user, user.certificate != nil || user.key != nil else { return nil }
        let certificate = try pem(user.certificate, key: "client-certificate", read: read)
        let key = try pem(user.key, key: "client-key", read: read)
        guard let certificate, let key else {
            let missing = certificate == nil ? "client-certificate" : "client-key"
            throw KubeconfigProblem(
                .unexpected(key: missing, found: "missing", expected: "certificate and key together"),
                at: user.origin)
        }
        return ClientCertificate(certificatePEM: certificate, privateKeyPEM: key)
    }

    private static func pem(
        _ data: KubeconfigData?, key: String, read: FileReader
    ) throws(KubeconfigProblem) -> String? {
        switch data {
        case nil: return nil
        case .inline(let text):
            guard let bytes = Base64.decode(text.text.filter { !$0.isWhitespace }) else {
                // The value may be a private key: it is never repeated.
                throw KubeconfigProblem(
                    .unexpected(key: key + "-data", found: "not base64", expected: "base64 of PEM"), at: text)
            }
            return String(decoding: bytes, as: UTF8.self)
        case .file(let text):
            let bytes: [UInt8]?
            do {
                bytes = try read(text.path)
            } catch {
                throw KubeconfigProblem(
                    .unexpected(
                        key: key, found: "\(text.path), which cannot be read (\(error.reason))",
                        expected: "a PEM file"), at: text)
            }
            guard let bytes else {
                throw KubeconfigProblem(
                    .unexpected(key: key, found: "\(text.path), which does not exist", expected: "a PEM file"),
                    at: text)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
