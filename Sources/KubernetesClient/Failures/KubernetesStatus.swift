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
    public init?(_ json: JSONValue, code: Int) {
        guard json["kind"]?.string == "Status" else { return nil }
        self.code = json["code"]?.int ?? code
        reason = json["reason"]?.string ?? ""
        message = json["message"]?.string ?? ""
        causes = (json["details"]?["causes"]?.array ?? []).map { cause in
            Cause(
                reason: cause["reason"]?.string ?? "", message: cause["message"]?.string ?? "",
                field: cause["field"]?.string ?? "")
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
