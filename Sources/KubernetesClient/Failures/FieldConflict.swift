/// A field that another manager set to something else; server-side apply did not touch it.
public struct FieldConflict: Hashable, Sendable {
    /// Who set it, `kubectl-edit`.
    public var manager: String
    /// The field, `.spec.replicas`.
    public var field: String

    /// A conflict.
    public init(manager: String, field: String) {
        self.manager = manager
        self.field = field
    }

    /// Reads a cause of a conflict: `conflict with "kubectl" using apps/v1`.
    init?(_ cause: KubernetesStatus.Cause) {
        guard cause.reason == "FieldManagerConflict" else { return nil }
        let parts = cause.message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        self.init(manager: parts.count == 3 ? String(parts[1]) : cause.message, field: cause.field)
    }
}
