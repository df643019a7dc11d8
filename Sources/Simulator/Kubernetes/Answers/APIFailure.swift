import Wire

/// Why the API server refuses a request; `status` words it as Kubernetes does.
enum APIFailure: Error, Sendable, Hashable {
    /// Nobody is known by these credentials.
    case unauthorized
    /// The user is known and may not do it.
    case forbidden(user: String, action: AccessAction)
    /// Admission said no, with its own reason.
    case refused(kind: ResourceKind, name: String, why: String)
    /// There is no such object.
    case notFound(kind: ResourceKind, name: String)
    /// There is no such path or resource.
    case noSuchPath
    /// An object with this name is there already.
    case exists(kind: ResourceKind, name: String)
    /// The object has changed since it was read.
    case stale(kind: ResourceKind, name: String)
    /// The object is another one than the write means: the name is taken by another uid.
    case otherObject(key: ObjectKey, kind: ResourceKind, wanted: String, found: String)
    /// A precondition of a delete does not hold.
    case precondition(kind: ResourceKind, name: String, why: String)
    /// The namespace is on its way out.
    case terminating(kind: ResourceKind, name: String, namespace: String)
    /// An object with this name is there, and on its way out.
    case leaving(kind: ResourceKind, name: String)
    /// Fields belong to other field managers.
    case applyConflict([FieldConflict])
    /// The object is not valid.
    case invalid(kind: String, group: String, name: String, problems: [FieldProblem])
    /// The request makes no sense.
    case badRequest(String)
    /// The method is not served at the path.
    case notAllowed
    /// Nothing of what the client takes can be made.
    case notAcceptable
    /// The body's media type is not one of these.
    case mediaType(accepted: [String])
    /// The version that a watch starts from is no longer remembered.
    case tooOld(wanted: Int, oldest: Int)
    /// There is too much in the request; what, and what would be allowed.
    case tooLarge(String)
    /// The request never reached the API.
    case unreadable(ServerProblem)
    /// A JSON patch does not fit the object; the real server does not say why.
    case patchRefused
    /// etcd takes no object that is so large.
    case objectTooLarge
    /// The server itself failed.
    case failed(String)
    /// The server did not expect this, and has no reason for it.
    case unforeseen(String)
    /// The server has too much to do.
    case busy
    /// A fault that was asked for.
    case injected(code: Int, reason: String, message: String)

    /// An invalid object of a resource.
    static func invalid(_ kind: ResourceKind, _ name: String, _ problems: [FieldProblem]) -> APIFailure {
        .invalid(kind: kind.kind, group: kind.group, name: name, problems: problems)
    }

    /// The HTTP status.
    var code: Int {
        switch self {
        case .unauthorized: 401
        case .forbidden, .refused, .terminating: 403
        case .notFound, .noSuchPath: 404
        case .exists, .leaving, .stale, .otherObject, .precondition, .applyConflict: 409
        case .invalid, .patchRefused: 422
        case .unreadable(let problem): problem.status
        case .badRequest: 400
        case .notAllowed: 405
        case .notAcceptable: 406
        case .mediaType: 415
        case .tooOld: 410
        case .tooLarge: 413
        case .failed, .unforeseen, .objectTooLarge: 500
        case .busy: 429
        case .injected(let code, _, _): code
        }
    }

    /// The machine-readable reason.
    var reason: String {
        switch self {
        case .unauthorized: "Unauthorized"
        case .forbidden, .refused, .terminating: "Forbidden"
        case .notFound, .noSuchPath: "NotFound"
        case .exists, .leaving: "AlreadyExists"
        case .stale, .otherObject, .precondition, .applyConflict: "Conflict"
        case .invalid, .patchRefused: "Invalid"
        case .badRequest, .unreadable: "BadRequest"
        case .objectTooLarge, .unforeseen: ""
        case .notAllowed: "MethodNotAllowed"
        case .notAcceptable: "NotAcceptable"
        case .mediaType: "UnsupportedMediaType"
        case .tooOld: "Expired"
        case .tooLarge: "RequestEntityTooLarge"
        case .failed: "InternalError"
        case .busy: "TooManyRequests"
        case .injected(_, let reason, _): reason
        }
    }
}
