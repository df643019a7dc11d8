import Wire

/// What the API server answers.
enum APIAnswer: Sendable {
    /// An object with an HTTP status.
    case object(JSONValue, status: Int = 200)
    /// Plain text.
    case text(String, status: Int = 200)
    /// Bytes of a media type.
    case bytes([UInt8], type: String)
    /// Changes from a version on, as they happen.
    case watch(WatchRequest)
    /// What a container writes, until it ends.
    case follow(LogRequest)
    /// A command that may run in a container.
    case exec(ExecRequest)
    /// A connection to the ports of a pod of this name that may be opened.
    case forward(pod: String)

    /// Whether it says that nothing was done.
    var isRefusal: Bool {
        switch self {
        case .object(_, let status), .text(_, let status): status >= 400
        case .bytes, .watch, .follow, .exec, .forward: false
        }
    }

    /// Nothing but success.
    static func success(_ kind: ResourceKind, name: String, uid: String) -> APIAnswer {
        .object([
            "kind": "Status", "apiVersion": "v1", "metadata": .object(JSONObject()), "status": "Success",
            "details": .object(
                JSONObject(
                    [("name", .string(name))] + (kind.group.isEmpty ? [] : [("group", .string(kind.group))])
                        + [("kind", .string(kind.plural)), ("uid", .string(uid))])),
        ])
    }
}

/// What somebody watches.
struct WatchRequest: Sendable {
    /// Which resource.
    var kind: ResourceKind
    /// In which namespace; nil for all.
    var namespace: String?
    /// Which objects.
    var selector: Selector
    /// Changes after this version.
    var version: Int
    /// Objects that are sent first as if they had just been added.
    var initial: [JSONValue]
    /// Whether a bookmark ends the initial objects.
    var marksInitial: Bool
    /// Whether objects are sent as table rows.
    var asTable: Bool
    /// After how many seconds the server ends the watch.
    var seconds: Int
    /// Why the watch ends at once: a `Status`, sent as its only event.
    var failure: JSONValue?
}
