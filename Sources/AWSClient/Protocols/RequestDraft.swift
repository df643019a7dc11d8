import Wire

/// A request before it knows its endpoint and signature.
struct RequestDraft: Sendable {
    /// The HTTP method.
    var method: String
    /// The path as it goes on the wire, percent-encoded, beginning with a slash.
    var path = "/"
    /// Query parameters in order, not yet percent-encoded.
    var query: [(name: String, value: String)] = []
    /// Headers beside those that every request carries.
    var headers: [(name: String, value: String)] = []
    /// The body.
    var body: [UInt8] = []

    /// A query-protocol request: a form POST to `/`.
    static func form(_ input: QueryInput, action: String, version: String) -> RequestDraft {
        RequestDraft(
            method: "POST", headers: [("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: input.body(action: action, version: version))
    }

    /// A REST-JSON request.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The path's segments; each is percent-encoded, slashes included.
    ///   - query: Query parameters; those with a nil value are left out.
    ///   - body: The JSON document; nil sends none.
    /// - Returns: The request.
    static func rest(
        _ method: String, _ path: [String], query: [(String, String?)] = [], body: JSONValue? = nil
    ) -> RequestDraft {
        var draft = RequestDraft(method: method)
        draft.path = "/" + path.map { PercentEncoding.encode($0) }.joined(separator: "/")
        draft.query = query.compactMap { name, value in value.map { (name, $0) } }
        if let body {
            draft.headers.append(("content-type", "application/json"))
            draft.body = Array(body.serialized(.compact).utf8)
        }
        return draft
    }

    /// A JSON 1.1 request.
    ///
    /// - Parameters:
    ///   - target: The operation's full name.
    ///   - body: The input.
    /// - Returns: The request.
    static func target(_ target: String, body: JSONValue) -> RequestDraft {
        RequestDraft(
            method: "POST", headers: [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)],
            body: Array(body.serialized(.compact).utf8))
    }

    /// The query as it goes on the wire, without the question mark.
    var wireQuery: String {
        query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }
}
