import Calls
public import Wire

extension KubernetesSession {
    /// Reads one object as it is; nil when it, or its namespace, is not there.
    ///
    /// - Parameters:
    ///   - kind: its kind.
    ///   - name: its name.
    ///   - namespace: its namespace; nil for kinds without one.
    /// - Returns: the object, or nil.
    /// - Throws: ``KubernetesFailure``.
    public func object(
        _ kind: ResourceKind, name: String, namespace: String? = nil
    ) async throws(KubernetesFailure) -> JSONValue? {
        let call = KubernetesRight(
            verb: "get", group: kind.group, resource: kind.plural, namespace: namespace, name: name)
        do {
            return try await json(Message(call: call, method: "GET", path: kind.path(namespace: namespace, name: name)))
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }

    /// Reads all objects of a kind, page after page.
    ///
    /// - Parameters:
    ///   - kind: the kind.
    ///   - namespace: the namespace; nil for all.
    ///   - labelSelector: `app=mailer`; nil for every object.
    ///   - fieldSelector: `involvedObject.uid=…`; nil for every object.
    /// - Returns: the objects in the server's order, each with `kind` and `apiVersion`.
    /// - Throws: ``KubernetesFailure``.
    public func objects(
        _ kind: ResourceKind, namespace: String? = nil, labelSelector: String? = nil, fieldSelector: String? = nil
    ) async throws(KubernetesFailure) -> [JSONValue] {
        let call = KubernetesRight(verb: "list", group: kind.group, resource: kind.plural, namespace: namespace)
        var found: [JSONValue] = []
        var next = ""
        var tokens: Set<String> = []
        repeat {
            var message = Message(call: call, method: "GET", path: kind.path(namespace: namespace))
            message.query.append(("limit", "500"))
            if let labelSelector { message.query.append(("labelSelector", labelSelector)) }
            if let fieldSelector { message.query.append(("fieldSelector", fieldSelector)) }
            if !next.isEmpty { message.query.append(("continue", next)) }
            let page = try await json(message)
            guard let items = page["items"], let elements = items.isNull ? [] : items.array else {
                throw .malformed(call, "a list without items")
            }
            // Lists leave kind and version out of their items.
            for element in elements {
                guard var object = element.object else { throw .malformed(call, "an item that is no object") }
                if object["kind"] == nil { object["kind"] = .string(kind.kind) }
                if object["apiVersion"] == nil { object["apiVersion"] = .string(kind.apiVersion) }
                found.append(.object(object))
            }
            next = page["metadata"]?["continue"]?.string ?? ""
            // A server that gives the same place twice would be asked for ever.
            if !next.isEmpty, !tokens.insert(next).inserted { throw .malformed(call, "its pages do not end") }
        } while !next.isEmpty
        return found
    }
}
