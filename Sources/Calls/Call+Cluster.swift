public import Wire

extension Call {
    /// Reads an object of the cluster.
    public static func get(_ kind: ClusterKind, _ name: String, in namespace: String? = nil) -> Call {
        var input = JSONObject([("kind", .string(kind.rawValue))])
        if let namespace { input["namespace"] = .string(namespace) }
        input["name"] = .string(name)
        return Call(.getObject, .kubernetes, input)
    }

    /// Who the cluster says that the caller is.
    public static let selfSubjectReview = Call(.selfSubjectReview, .kubernetes)

    /// Reads all objects of a kind; without a namespace those of all namespaces.
    public static func list(_ kind: ClusterKind, in namespace: String? = nil) -> Call {
        var input = JSONObject([("kind", .string(kind.rawValue))])
        if let namespace { input["namespace"] = .string(namespace) }
        return Call(.listObjects, .kubernetes, input)
    }

    /// Server-side apply of an object.
    public static func apply(_ object: JSONValue) -> Call {
        Call(.applyObject, .kubernetes, JSONObject([("object", object)]))
    }

    /// Makes an object of a name that is not taken.
    public static func create(_ object: JSONValue) -> Call {
        Call(.createObject, .kubernetes, JSONObject([("object", object)]))
    }

    /// Which fields of an object others manage, by a dry run.
    public static func compare(_ object: JSONValue) -> Call {
        Call(.compareObject, .kubernetes, JSONObject([("object", object)]))
    }

    /// Server-side apply of an object that takes fields from their managers.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - conflicts: Manager and field of everything that may be taken; anything else stops it.
    /// - Returns: The call.
    public static func takeOver(_ object: JSONValue, _ conflicts: [JSONValue]) -> Call {
        Call(.takeOverObject, .kubernetes, JSONObject([("object", object), ("conflicts", .array(conflicts))]))
    }

    /// Takes an annotation off an object.
    public static func removeAnnotation(
        _ annotation: String, of kind: ClusterKind, _ name: String, in namespace: String?
    ) -> Call {
        var input = get(kind, name, in: namespace).input
        input["annotation"] = .string(annotation)
        return Call(.removeAnnotation, .kubernetes, input)
    }

    /// Has a workload that still has this identity make its pods anew.
    ///
    /// - Parameters:
    ///   - kind: What the workload is.
    ///   - name: Its name.
    ///   - namespace: Its namespace.
    ///   - uid: The identity that it has to have.
    ///   - time: When it is asked for, in RFC 3339, as the template's annotation says it afterwards.
    /// - Returns: The call.
    public static func restart(
        _ kind: ClusterKind, _ name: String, in namespace: String, uid: String, at time: String
    ) -> Call {
        var input = get(kind, name, in: namespace).input
        input["uid"] = .string(uid)
        input["at"] = .string(time)
        return Call(.restartWorkload, .kubernetes, input)
    }

    /// Deletes an object that still has this identity.
    public static func delete(_ kind: ClusterKind, _ name: String, in namespace: String, uid: String) -> Call {
        var input = get(kind, name, in: namespace).input
        input["uid"] = .string(uid)
        return Call(.deleteObject, .kubernetes, input)
    }

    /// The kind of object that the call is about; nil for calls to AWS.
    public var kind: ClusterKind? {
        input["object"].flatMap { ClusterKind(object: $0) } ?? self["kind"].flatMap { ClusterKind(rawValue: $0) }
    }

    /// The object's name; nil for lists and for calls to AWS.
    public var objectName: String? { input["object"]?["metadata"]?["name"]?.string ?? self["name"] }

    /// The object's namespace; nil for what belongs to the whole cluster, and for calls to AWS.
    public var namespace: String? { input["object"]?["metadata"]?["namespace"]?.string ?? self["namespace"] }

    /// The right that the call needs in the cluster; nil for calls to AWS.
    public var right: KubernetesRight? {
        guard case .kubernetes(let verb) = operation.wire else { return nil }
        if verb == .review {
            return KubernetesRight(verb: "create", group: "authentication.k8s.io", resource: "selfsubjectreviews")
        }
        let word =
            switch verb {
            case .get: "get"
            case .list: "list"
            case .apply, .compare, .takeOver, .unannotate, .restart: "patch"
            case .delete: "delete"
            case .review, .create: "create"
            }
        return KubernetesRight(
            verb: word, group: kind?.group ?? "", resource: kind?.rawValue ?? "", namespace: namespace,
            name: objectName)
    }
}
