import Wire

/// How `kubectl apply --server-side` takes over what `kubectl apply` wrote before it.
enum LastApplied {
    /// Where `kubectl apply` keeps what it was given.
    static let annotation = "kubectl.kubernetes.io/last-applied-configuration"

    /// Lays an applied configuration over a live object.
    ///
    /// The manager `kubectl` meets no conflict over fields that stand as they were last applied on the client's side,
    /// whoever owns them; the annotation is kept in step.
    static func apply(
        _ wanted: JSONValue, to live: JSONValue?, by manager: FieldManager, force: Bool
    ) throws(APIFailure) -> JSONValue {
        let text = live?.at(["metadata", "annotations", annotation])?.string ?? ""
        guard manager.name == "kubectl", let live, !text.isEmpty else {
            return try FieldOwnership.apply(wanted, to: live, by: manager, force: force)
        }
        var merged: JSONValue
        do throws(APIFailure) {
            merged = try FieldOwnership.apply(wanted, to: live, by: manager, force: force)
        } catch {
            guard case .applyConflict(let conflicts) = error, let last = try? JSONValue.parse(text) else { throw error }
            let unchanged = last.leafPaths().filter { last.at($0)?.sortingKeys() == live.at($0)?.sortingKeys() }
            let left = conflicts.filter { !unchanged.contains($0.path) }
            guard left.isEmpty else { throw .applyConflict(left) }
            merged = try FieldOwnership.apply(wanted, to: live, by: manager, force: true)
        }
        var configuration = wanted
        configuration.set(["metadata", "managedFields"], nil)
        configuration.set(["metadata", "annotations", annotation], nil)
        merged.set(
            ["metadata", "annotations", annotation], .string(configuration.sortingKeys().serialized(.compact) + "\n"))
        return merged
    }
}
