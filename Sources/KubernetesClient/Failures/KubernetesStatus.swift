public import Wire

/// The API server's own account of a failure (`Status` of the core group).
public struct KubernetesStatus: Hashable, Sendable {
    /// One of the causes that the server lists.
    public struct Cause: Hashable, Sendable {
        /// The kind of cause, `FieldManagerConflict`.
        public var reason: String
        /// The server's words.
        public var message: String
        /// The field that is meant, `.spec.replicas`.
        public var field: String
    }

    /// The HTTP status.
    public var code: Int
    /// The machine's word, `AlreadyExists`; empty when the server gave none.
    public var reason: String
    /// The server's words.
    public var message: String
    /// What it lists.
    public var causes: [Cause]

    /// Reads a `Status` object; nil for everything else.
    ///
    /// Webhooks and proxies put into messages what they were sent, tokens included: the words pass the redactor here,
    /// before anybody can pass them on.
    public init?(_ json: JSONValue, code: Int, _ redactor: Redactor = Redactor()) {
        guard json["kind"]?.string == "Status" else { return nil }
        self.init(failure: json, code: code, redactor)
    }

    /// Reads a `Status` that is known to be one: on the streams of exec it does not name its kind.
    init(failure json: JSONValue, code: Int, _ redactor: Redactor) {
        func words(_ value: JSONValue?) -> String { redactor.redact(value?.string ?? "") }
        self.code = json["code"]?.int ?? code
        reason = words(json["reason"])
        message = words(json["message"])
        causes = (json["details"]?["causes"]?.array ?? []).map { cause in
            Cause(reason: words(cause["reason"]), message: words(cause["message"]), field: words(cause["field"]))
        }
    }

    /// A status by its parts.
    public init(code: Int, reason: String, message: String, causes: [Cause] = []) {
        self.code = code
        self.reason = reason
        self.message = message
        self.causes = causes
    }
}
