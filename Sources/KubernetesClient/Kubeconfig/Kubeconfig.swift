public import Wire

/// What the kubeconfig files of a person say together.
public struct Kubeconfig: Sendable {
    /// The clusters, by order of appearance; names differ.
    public var clusters: [KubeconfigCluster] = []
    /// The contexts, by order of appearance; names differ.
    public var contexts: [KubeconfigContext] = []
    /// The users, by order of appearance; names differ.
    public var users: [KubeconfigUser] = []
    /// The context that the files choose.
    public var currentContext: String?

    /// Nothing.
    public init() {}

    /// Reads and merges files: for each name, and for the current context, the first file that has it wins whole.
    ///
    /// - Parameters:
    ///   - paths: the files.
    ///   - read: reads one file.
    /// - Returns: what they say together.
    /// - Throws: ``KubeconfigProblem`` for a file that cannot be read or understood, and when there is none at all.
    public static func load(
        _ paths: KubeconfigPaths, read: FileReader
    ) throws(KubeconfigProblem) -> Kubeconfig {
        var merged = Kubeconfig()
        var found = false
        for path in paths.files {
            let bytes: [UInt8]?
            do {
                bytes = try read(path)
            } catch {
                throw KubeconfigProblem(.unreadable(error.reason), file: path)
            }
            guard let bytes else {
                if paths.mustExist { throw KubeconfigProblem(.missingFile, file: path) }
                continue
            }
            found = true
            merged.merge(try KubeconfigReader(file: path).read(bytes))
        }
        guard found else { throw KubeconfigProblem(.noFile(paths: paths.files)) }
        return merged
    }

    /// Reads one file's bytes.
    public static func read(_ bytes: [UInt8], file: String) throws(KubeconfigProblem) -> Kubeconfig {
        var config = Kubeconfig()
        config.merge(try KubeconfigReader(file: file).read(bytes))
        return config
    }

    /// The context of that name, or the current one.
    ///
    /// - Throws: ``KubeconfigProblem`` when there is none, naming those that exist.
    public func context(_ name: String? = nil) throws(KubeconfigProblem) -> KubeconfigContext {
        guard let wanted = name ?? currentContext, !wanted.isEmpty else {
            throw KubeconfigProblem(.noContext(available: contexts.map(\.name)))
        }
        guard let context = contexts.first(where: { $0.name == wanted }) else {
            throw KubeconfigProblem(.unknownContext(wanted, available: contexts.map(\.name)))
        }
        return context
    }

    /// The cluster that a context names.
    public func cluster(of context: KubeconfigContext) throws(KubeconfigProblem) -> KubeconfigCluster {
        guard let cluster = clusters.first(where: { $0.name == context.cluster?.text }) else {
            let kind = KubeconfigProblem.Kind.danglingReference(
                context: context.name, kind: "cluster", name: context.cluster?.text ?? "")
            throw KubeconfigProblem(kind, at: context.cluster ?? context.origin)
        }
        return cluster
    }

    /// The user that a context names; nil when it names none.
    public func user(of context: KubeconfigContext) throws(KubeconfigProblem) -> KubeconfigUser? {
        guard let name = context.user, !name.text.isEmpty else { return nil }
        guard let user = users.first(where: { $0.name == name.text }) else {
            throw KubeconfigProblem(
                .danglingReference(context: context.name, kind: "user", name: name.text), at: name)
        }
        return user
    }

    /// Whether nothing is said at all, so that kubectl goes by the pod that it runs in.
    public var isEmpty: Bool {
        clusters.isEmpty && contexts.isEmpty && users.isEmpty && (currentContext ?? "").isEmpty
    }

    private mutating func merge(_ other: Kubeconfig) {
        for cluster in other.clusters where !clusters.contains(where: { $0.name == cluster.name }) {
            clusters.append(cluster)
        }
        for context in other.contexts where !contexts.contains(where: { $0.name == context.name }) {
            contexts.append(context)
        }
        for user in other.users where !users.contains(where: { $0.name == user.name }) { users.append(user) }
        if currentContext == nil { currentContext = other.currentContext }
    }
}

/// One entry of `clusters`.
public struct KubeconfigCluster: Hashable, Sendable {
    /// The entry's name.
    public var name: String
    /// The API server's URL.
    public var server: KubeconfigText?
    /// The cluster's own authority.
    public var authority: KubeconfigData?
    /// The name that the server's certificate must carry, when it is not the URL's host.
    public var serverName: String?
    /// The proxy for this cluster, which beats the environment's.
    public var proxyURL: KubeconfigText?
    /// Whether any certificate is accepted.
    public var acceptsAnyCertificate: Bool
    /// Whether answers are not to be compressed; none is asked to be here, and exec plugins are told.
    public var disablesCompression: Bool
    /// What exec plugins are told about this cluster beyond its address; may hold anything.
    public var pluginConfig: JSONValue?
    /// Where the entry begins.
    public var origin: KubeconfigText
}

/// One entry of `contexts`: which cluster, as whom, in which namespace.
public struct KubeconfigContext: Hashable, Sendable {
    /// The entry's name.
    public var name: String
    /// The cluster's entry.
    public var cluster: KubeconfigText?
    /// The user's entry.
    public var user: KubeconfigText?
    /// The namespace where a call names none.
    public var namespace: String?
    /// Where the entry begins.
    public var origin: KubeconfigText
}

/// A certificate or key that a kubeconfig names by file or carries itself.
public enum KubeconfigData: Hashable, Sendable {
    /// The path of a PEM file.
    case file(KubeconfigText)
    /// Base64 of PEM.
    case inline(KubeconfigText)
}
