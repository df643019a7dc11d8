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
    /// Has a workload make its pods anew, as `kubectl rollout restart` does: by a time in its template.
    ///
    /// - Parameters:
    ///   - kind: Deployments, stateful sets or daemon sets.
    ///   - name: The workload's name.
    ///   - namespace: Its namespace; nil takes the session's.
    ///   - uid: The identity it must have, so that a namesake made meanwhile is left alone.
    ///   - time: When it is asked for, in RFC 3339.
    /// - Returns: The object as the server keeps it now.
    /// - Throws: ``KubernetesFailure``.
    public func restart(
        _ kind: ResourceKind, name: String, namespace: String?, uid: String, at time: String
    ) async throws(KubernetesFailure) -> JSONValue {
        let namespace = namespace ?? self.namespace
        let call = KubernetesRight(
            verb: "patch", group: kind.group, resource: kind.plural, namespace: namespace, name: name)
        var message = Message(call: call, method: "PATCH", path: kind.path(namespace: namespace, name: name))
        message.query = [("fieldManager", Self.fieldManager)]
        message.isWrite = true
        message.contentType = "application/merge-patch+json"
        let annotations = JSONValue.object(JSONObject([(Self.restartAnnotation, .string(time))]))
        let patch: JSONValue = [
            // A UID cannot be changed: the server refuses to write to another object.
            "metadata": ["uid": .string(uid)],
            "spec": ["template": ["metadata": ["annotations": annotations]]],
        ]
        message.body = patch.bytes(.compact)
        return try await json(message)
    }

    /// The annotation in a pod template that `kubectl rollout restart` writes.
    private static let restartAnnotation = "kubectl.kubernetes.io/restartedAt"
}
