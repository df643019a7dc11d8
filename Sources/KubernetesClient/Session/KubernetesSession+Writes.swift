import Calls
public import Wire

extension KubernetesSession {
    /// Server-side apply (KEP-555): makes the fields that the object names as they are there, and no others.
    ///
    /// Fields that another manager set differently are never taken over by this.
    ///
    /// - Parameters:
    ///   - object: the wanted fields, with `apiVersion`, `kind` and name; a namespace where the kind has one.
    ///   - dryRun: true to ask what would be, without writing.
    /// - Returns: the object as the server keeps it, or would.
    /// - Throws: ``KubernetesFailure``; ``KubernetesFailure/conflict(_:_:)`` names managers and fields.
    public func apply(_ object: JSONValue, dryRun: Bool = false) async throws(KubernetesFailure) -> JSONValue {
        try await apply(object, dryRun: dryRun, force: false)
    }

    /// Server-side apply that takes fields from other managers: those that somebody has agreed to, and no others.
    ///
    /// The server forces all conflicts of a request or none. So the object is read first, and both the look at the
    /// conflicts and the write say which version they mean: what changes in between, ends it with 409, as
    /// `resourceVersion` is compared for every update that names one, forced or not (`Store.Update` in apiserver's
    /// `generic/registry/store.go`; kubernetes/website#40179 and argoproj/argo-cd#21085 met it).
    ///
    /// - Parameters:
    ///   - object: The wanted fields.
    ///   - agreed: The fields that may be taken, with who manages them.
    /// - Returns: The object as the server keeps it.
    /// - Throws: ``KubernetesFailure``; ``KubernetesFailure/conflict(_:_:)`` names what nobody has agreed to.
    public func takeOver(
        _ object: JSONValue, _ agreed: [FieldConflict]
    ) async throws(KubernetesFailure) -> JSONValue {
        let place = try place(of: object)
        let live = try await self.object(place.kind, name: place.name, namespace: place.namespace)
        guard let version = live?["metadata"]?["resourceVersion"], var members = object.object,
            var metadata = members["metadata"]?.object
        else { return try await apply(object) }
        metadata["resourceVersion"] = version
        members["metadata"] = .object(metadata)
        let pinned = JSONValue.object(members)
        do throws(KubernetesFailure) {
            return try await apply(pinned)
        } catch .conflict(let found, let call) {
            let others = found.filter { !agreed.contains($0) }
            guard others.isEmpty else { throw .conflict(others, call) }
        }
        return try await apply(pinned, dryRun: false, force: true)
    }

    private func apply(
        _ object: JSONValue, dryRun: Bool, force: Bool
    ) async throws(KubernetesFailure) -> JSONValue {
        let place = try place(of: object)
        var message = Message(
            call: place.call, method: "PATCH", path: place.kind.path(namespace: place.namespace, name: place.name))
        message.query = [("fieldManager", Self.fieldManager), ("force", force ? "true" : "false")]
        if dryRun { message.query.append(("dryRun", "All")) }
        // JSON is YAML; the content type is what makes it an apply.
        message.isWrite = true
        message.contentType = "application/apply-patch+yaml"
        message.body = object.bytes(.compact)
        return try await json(message)
    }

    /// Makes an object of a name that is not taken.
    ///
    /// - Parameter object: The object, with `apiVersion`, `kind` and name; a namespace where the kind has one.
    /// - Returns: The object as the server keeps it.
    /// - Throws: ``KubernetesFailure``; a status of 409 where there is one of its name.
    public func create(_ object: JSONValue) async throws(KubernetesFailure) -> JSONValue {
        let place = try place(of: object)
        var message = Message(
            call: KubernetesRight(
                verb: "create", group: place.kind.group, resource: place.kind.plural, namespace: place.namespace),
            method: "POST", path: place.kind.path(namespace: place.namespace))
        message.query = [("fieldManager", Self.fieldManager)]
        message.isWrite = true
        message.contentType = "application/json"
        message.body = object.bytes(.compact)
        return try await json(message)
    }

    /// Deletes an object and, in the background, what belongs to it.
    ///
    /// - Parameters:
    ///   - kind: its kind.
    ///   - name: its name.
    ///   - namespace: its namespace; nil for kinds without one.
    ///   - uid: the identity it must have, so that a namesake made meanwhile is left alone.
    ///   - dryRun: true to ask whether it would be allowed.
    /// - Returns: false when there was none.
    /// - Throws: ``KubernetesFailure``.
    @discardableResult
    public func delete(
        _ kind: ResourceKind, name: String, namespace: String? = nil, uid: String? = nil, dryRun: Bool = false
    ) async throws(KubernetesFailure) -> Bool {
        let call = KubernetesRight(
            verb: "delete", group: kind.group, resource: kind.plural, namespace: namespace, name: name)
        var options: JSONValue = [
            "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background",
        ]
        if case .object(var object) = options {
            if let uid { object["preconditions"] = ["uid": .string(uid)] }
            if dryRun { object["dryRun"] = ["All"] }
            options = .object(object)
        }
        let message = Message(
            call: call, method: "DELETE", path: kind.path(namespace: namespace, name: name),
            body: options.bytes(.compact), contentType: "application/json", isWrite: true)
        do {
            _ = try await send(message)
            return true
        } catch {
            if error.isNotFound { return false }
            throw error
        }
    }

    private struct Place {
        var kind: ResourceKind
        var namespace: String?
        var name: String
        var call: KubernetesRight
    }

    private func place(of object: JSONValue) throws(KubernetesFailure) -> Place {
        guard let kind = ResourceKind(of: object) else {
            let found = "\(object["apiVersion"]?.string ?? "?") \(object["kind"]?.string ?? "?")"
            throw .malformed(KubernetesRight(verb: "patch", resource: "?"), "the kind \(found) is not known")
        }
        let namespace = kind.isNamespaced ? object["metadata"]?["namespace"]?.string ?? self.namespace : nil
        guard let name = object["metadata"]?["name"]?.string, !name.isEmpty else {
            throw .malformed(KubernetesRight(verb: "patch", group: kind.group, resource: kind.plural), "it has no name")
        }
        return Place(
            kind: kind, namespace: namespace, name: name,
            call: KubernetesRight(
                verb: "patch", group: kind.group, resource: kind.plural, namespace: namespace, name: name))
    }
}
