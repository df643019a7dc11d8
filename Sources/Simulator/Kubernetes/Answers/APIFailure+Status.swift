import Wire

extension APIFailure {
    /// The message for people, as the real API server words it.
    var message: String {
        switch self {
        case .unauthorized: "Unauthorized"
        case .forbidden(let user, let action): Self.forbidden(user, action)
        case .refused(let kind, let name, let why): #"\#(kind.id) "\#(name)" is forbidden: \#(why)"#
        case .notFound(let kind, let name): #"\#(kind.id) "\#(name)" not found"#
        case .noSuchPath: "the server could not find the requested resource"
        case .exists(let kind, let name): #"\#(kind.id) "\#(name)" already exists"#
        case .stale(let kind, let name):
            #"Operation cannot be fulfilled on \#(kind.id) "\#(name)": the object has been modified; "#
                + "please apply your changes to the latest version and try again"
        case .leaving(let kind, let name): #"object is being deleted: \#(kind.id) "\#(name)" already exists"#
        case .terminating(let kind, let name, let namespace):
            #"\#(kind.id) "\#(name)" is forbidden: unable to create new content in namespace \#(namespace) "#
                + "because it is being terminated"
        case .otherObject(let key, let kind, let wanted, let found):
            #"Operation cannot be fulfilled on \#(kind.id) "\#(key.name)": StorageError: invalid object, Code: 4, "#
                + "Key: /registry/\(kind.plural)/\(key.namespace.isEmpty ? "" : key.namespace + "/")\(key.name), "
                + "ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: \(wanted), "
                + "UID in object meta: \(found)"
        case .precondition(let kind, let name, let why):
            #"Operation cannot be fulfilled on \#(kind.qualifiedKind) "\#(name)": \#(why)"#
        case .applyConflict(let conflicts): FieldConflict.message(for: conflicts)
        case .invalid(let kind, let group, let name, let problems):
            #"\#(group.isEmpty ? kind : "\(kind).\(group)") "\#(name)" is invalid: \#(Self.joined(problems))"#
        case .badRequest(let text): text
        case .notAllowed: "the server does not allow this method on the requested resource"
        case .notAcceptable: "406: Not Acceptable"
        case .mediaType(let accepted):
            "the body of the request was in an unknown format - accepted media types include: "
                + accepted.joined(separator: ", ")
        case .tooOld(let wanted, let oldest): "too old resource version: \(wanted) (\(oldest))"
        case .tooLarge(let what): "Request entity too large: \(what)"
        case .unreadable(let problem): problem.sentence
        case .patchRefused: "the server rejected our request due to an error in our request"
        case .objectTooLarge: "etcdserver: request is too large"
        case .failed(let why): "Internal error occurred: \(why)"
        case .unforeseen(let why): why
        case .busy: "the server has received too many requests and has asked us to try again later"
        case .injected(_, _, let message): message
        }
    }

    /// The `Status` object that is sent.
    var status: JSONValue {
        var object = JSONObject([
            ("kind", "Status"), ("apiVersion", "v1"), ("metadata", .object(JSONObject())), ("status", "Failure"),
            ("message", .string(message)),
        ])
        if !reason.isEmpty { object["reason"] = .string(reason) }
        if let details { object["details"] = details }
        object["code"] = .number(String(code))
        return .object(object)
    }

    private var details: JSONValue? {
        switch self {
        case .unauthorized, .badRequest, .unreadable, .mediaType, .tooOld, .tooLarge, .objectTooLarge, .unforeseen,
            .injected:
            nil
        case .noSuchPath, .failed, .patchRefused, .notAllowed, .notAcceptable: .object(JSONObject())
        case .busy: ["retryAfterSeconds": 1]
        case .forbidden(_, let action):
            switch action.target {
            case .path: .object(JSONObject())
            case .resource(let group, let resource, let name):
                Self.details(name: name, group: group, kind: String(resource.prefix { $0 != "/" }))
            }
        case .refused(let kind, let name, _), .notFound(let kind, let name), .exists(let kind, let name),
            .leaving(let kind, let name), .stale(let kind, let name):
            Self.details(name: name, group: kind.group, kind: kind.plural)
        case .otherObject(let key, let kind, _, _):
            Self.details(name: key.name, group: kind.group, kind: kind.plural)
        case .precondition(let kind, let name, _): Self.details(name: name, group: kind.group, kind: kind.kind)
        case .terminating(let kind, let name, let namespace):
            Self.details(
                name: name, group: kind.group, kind: kind.plural,
                causes: [
                    [
                        "reason": "NamespaceTerminating",
                        "message": .string("namespace \(namespace) is being terminated"),
                        "field": "metadata.namespace",
                    ]
                ])
        case .applyConflict(let conflicts):
            [
                "causes": .array(
                    conflicts.map {
                        [
                            "reason": "FieldManagerConflict",
                            "message": .string("conflict with \($0.manager.shown)"),
                            "field": .string($0.path.description),
                        ]
                    })
            ]
        case .invalid(let kind, let group, let name, let problems):
            Self.details(
                name: name, group: group, kind: kind,
                causes: problems.map {
                    [
                        "reason": .string($0.reason), "message": .string($0.message), "field": .string($0.field),
                    ]
                })
        }
    }

    private static func details(name: String, group: String, kind: String, causes: [JSONValue] = []) -> JSONValue {
        var object = JSONObject()
        if !name.isEmpty { object["name"] = .string(name) }
        if !group.isEmpty { object["group"] = .string(group) }
        object["kind"] = .string(kind)
        if !causes.isEmpty { object["causes"] = .array(causes) }
        return .object(object)
    }

    private static func forbidden(_ user: String, _ action: AccessAction) -> String {
        switch action.target {
        case .path(let path): return #"forbidden: User "\#(user)" cannot \#(action.verb) path "\#(path)""#
        case .resource(let group, let resource, let name):
            let plural = String(resource.prefix { $0 != "/" })
            let id = group.isEmpty ? plural : "\(plural).\(group)"
            let subject = name.isEmpty ? id : #"\#(id) "\#(name)""#
            let scope = action.namespace.isEmpty ? "at the cluster scope" : #"in the namespace "\#(action.namespace)""#
            return #"\#(subject) is forbidden: User "\#(user)" cannot \#(action.verb) resource "\#(resource)" "#
                + #"in API group "\#(group)" \#(scope)"#
        }
    }

    private static func joined(_ problems: [FieldProblem]) -> String {
        let texts = problems.map { "\($0.field): \($0.message)" }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
}
