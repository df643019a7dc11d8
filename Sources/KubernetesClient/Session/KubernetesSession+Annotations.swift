import Calls
public import Wire

extension KubernetesSession {
    /// Takes an annotation off an object, as `kubectl annotate NAME KEY-` does; one that is not there is no error.
    ///
    /// - Parameters:
    ///   - annotation: the annotation's key.
    ///   - kind: the object's kind.
    ///   - name: its name.
    ///   - namespace: its namespace; nil for kinds without one.
    /// - Returns: the object as the server keeps it now; nil when there is no such object.
    /// - Throws: ``KubernetesFailure``.
    public func removeAnnotation(
        _ annotation: String, of kind: ResourceKind, name: String, namespace: String?
    ) async throws(KubernetesFailure) -> JSONValue? {
        let call = KubernetesRight(
            verb: "patch", group: kind.group, resource: kind.plural, namespace: namespace, name: name)
        var message = Message(call: call, method: "PATCH", path: kind.path(namespace: namespace, name: name))
        message.query = [("fieldManager", Self.fieldManager)]
        message.isWrite = true
        message.contentType = "application/merge-patch+json"
        let patch: JSONValue = ["metadata": ["annotations": .object(JSONObject([(annotation, .null)]))]]
        message.body = patch.bytes(.compact)
        do {
            return try await json(message)
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }
}
