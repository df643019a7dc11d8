import HTTPClient
public import Wire

/// The answer of an exec plugin, and what it is told (`ExecCredential` of client.authentication.k8s.io).
public struct ExecCredential: Hashable, Sendable {
    /// What proves who asks: secrets.
    public let credentials: CallerCredentials
    /// When it ends; nil counts until the API server refuses it.
    public let expiration: Timestamp?

    /// Reads what a plugin printed.
    ///
    /// - Parameters:
    ///   - output: Its standard output.
    ///   - apiVersion: The version that the kubeconfig names.
    /// - Throws: ``ExecProblem``; nothing of the output is in it but its version.
    public init(_ output: [UInt8], apiVersion: String) throws(ExecProblem) {
        guard let document = try? JSONValue.parse(output), document.object != nil else { throw .notJSON }
        guard document["kind"]?.string == "ExecCredential" else {
            throw .otherKind(Self.word(document["kind"]))
        }
        guard document["apiVersion"]?.string == apiVersion else {
            throw .otherVersion(found: Self.word(document["apiVersion"]), expected: apiVersion)
        }
        guard let status = document["status"], status.object != nil else { throw .noStatus }
        func text(_ name: String) -> String? { status[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        let token = text("token")
        var certificate: ClientCertificate?
        switch (text("clientCertificateData"), text("clientKeyData")) {
        case (let chain?, let key?): certificate = ClientCertificate(certificatePEM: chain, privateKeyPEM: key)
        case (nil, nil): break
        case (nil, _): throw .half(missing: "clientCertificateData")
        case (_, nil): throw .half(missing: "clientKeyData")
        }
        guard token != nil || certificate != nil else { throw .noCredentials }
        credentials = CallerCredentials(token: token, certificate: certificate)
        if let end = status["expirationTimestamp"], !end.isNull {
            guard let time = end.string.flatMap({ Timestamp(iso8601: $0) }) else { throw .badExpiration }
            expiration = time
        } else {
            expiration = nil
        }
    }

    /// The value of `KUBERNETES_EXEC_INFO`, which tells a plugin what it is asked for.
    ///
    /// - Parameters:
    ///   - exec: The entry; the cluster is only told where it asks for that.
    ///   - cluster: What is told of the cluster, see ``KubernetesAccess/pluginCluster``.
    ///   - isInteractive: Whether it has a terminal to talk with a person.
    /// - Returns: One line of JSON.
    public static func request(_ exec: KubeconfigExec, cluster: JSONValue, isInteractive: Bool = false) -> String {
        var spec: JSONObject = [:]
        if exec.wantsCluster { spec["cluster"] = cluster }
        spec["interactive"] = .bool(isInteractive)
        let document: JSONValue = [
            "kind": "ExecCredential", "apiVersion": .string(exec.apiVersion?.text ?? ""), "spec": .object(spec),
        ]
        return document.serialized(.compact)
    }

    private static func word(_ value: JSONValue?) -> String { value?.string ?? "none" }
}

/// Why an exec plugin gave no credentials.
public enum ExecProblem: Error, Hashable, Sendable {
    /// Nobody has agreed to running it, and nobody can be asked.
    case nobodyAgreed
    /// A person did not agree to running it.
    case refused
    /// It wants to talk with a person, which it cannot; why, as it follows "and".
    case interactive(reason: String)
    /// It cannot be started; the system's words, and what the kubeconfig says to do then.
    case cannotStart(reason: String, hint: String?)
    /// It did not end within so many seconds.
    case timedOut(seconds: Int)
    /// It ended with this status; the first line of what it said, without secrets.
    case failed(status: Int32, complaint: String?)
    /// It printed no JSON object.
    case notJSON
    /// It printed something of another kind.
    case otherKind(String)
    /// It speaks another version than the kubeconfig says.
    case otherVersion(found: String, expected: String)
    /// Its answer has no `status`.
    case noStatus
    /// Its answer has neither a token nor a client certificate.
    case noCredentials
    /// Its answer has only one of certificate and key.
    case half(missing: String)
    /// Its `expirationTimestamp` is no time.
    case badExpiration
    /// The task was cancelled.
    case cancelled

    /// What happened and what to do, for people.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - user: The kubeconfig's user.
    /// - Returns: One or two sentences.
    public func sentence(program: String, user: String) -> String {
        let (name, owner) = (Self.safe(program, 200), Self.safe(user, 100))
        let plugin = "The exec plugin \(name) of the kubeconfig's user \(owner)"
        switch self {
        case .nobodyAgreed:
            return
                "The kubeconfig's user \(owner) gets credentials from the program \(name), which nobody has agreed to "
                + "run: it is somebody else's. --exec-plugins runs it; at a terminal sesame shows the command and asks "
                + "once."
        case .refused: return "\(plugin) was not run: you did not agree to it."
        case .interactive(let reason):
            return "\(plugin) wants to talk with a person (interactiveMode: Always), and \(reason)."
        case .cannotStart(let reason, let hint):
            let words = hint.map { " The kubeconfig says: \(Self.safe($0, 400).withoutFullStop)." } ?? ""
            return "\(plugin) cannot be started: \(Self.safe(reason, 200)).\(words)"
        case .timedOut(let seconds): return "\(plugin) did not end within \(seconds) seconds and was stopped."
        case .failed(let status, let complaint):
            return
                "\(plugin) ended with status \(status)\(complaint.map { ": \(Self.safe($0, 300).withoutFullStop)" } ?? "")."
        case .notJSON: return "\(plugin) printed something that is not a JSON object."
        case .otherKind(let kind): return "\(plugin) printed kind \(Self.safe(kind, 80)); expected ExecCredential."
        case .otherVersion(let found, let expected):
            return "\(plugin) printed apiVersion \(Self.safe(found, 80)), but the kubeconfig says that it speaks "
                + "\(Self.safe(expected, 80))."
        case .noStatus: return "\(plugin) printed an answer without status."
        case .noCredentials: return "\(plugin) gave neither a token nor a client certificate."
        case .half(let missing):
            return "\(plugin) gave an answer without \(missing): certificate and key belong together."
        case .badExpiration: return "\(plugin) gave an expirationTimestamp that is not a time."
        case .cancelled: return "\(plugin) was stopped."
        }
    }

    private static func safe(_ text: String, _ limit: Int) -> String { Redactor().shown(text, limit: limit) }
}
