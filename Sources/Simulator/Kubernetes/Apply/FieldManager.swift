import Wire

/// Who last wrote a set of fields, and how.
struct FieldManager: Hashable, Sendable {
    /// How fields were written.
    enum Operation: String, Hashable, Sendable {
        /// By server-side apply.
        case apply = "Apply"
        /// By any other write.
        case update = "Update"
    }

    var name: String
    var operation: Operation
    var apiVersion: String
    /// When it last wrote, in ISO 8601.
    var time: String
    var subresource = ""

    /// The manager as a conflict names it: appliers by name, others with the version; without a moment since
    /// Kubernetes 1.27.
    var shown: String {
        let base = "\"\(name)\"" + (subresource.isEmpty ? "" : " with subresource \"\(subresource)\"")
        return operation == .apply ? base : "\(base) using \(apiVersion)"
    }

    /// Whether both stand for the same entry, whenever they wrote.
    func isSame(as other: FieldManager) -> Bool {
        name == other.name && operation == other.operation && subresource == other.subresource
            && (operation == .apply || apiVersion == other.apiVersion)
    }
}

/// A field that an applier wants to set and another manager owns with another value.
struct FieldConflict: Hashable, Sendable {
    var manager: FieldManager
    var path: FieldPath

    /// Conflicts in the order of the API server: by manager, then what stands at a place before what is below it.
    static func sorted(_ conflicts: [FieldConflict]) -> [FieldConflict] {
        conflicts.sorted { left, right in
            left.manager.shown == right.manager.shown
                ? left.path.comes(before: right.path) : left.manager.shown < right.manager.shown
        }
    }

    /// The message about several conflicts, as the API server words it.
    static func message(for conflicts: [FieldConflict]) -> String {
        if conflicts.count == 1, let only = conflicts.first {
            return "Apply failed with 1 conflict: conflict with \(only.manager.shown): \(only.path)"
        }
        let managers = Set(conflicts.map(\.manager.shown)).sorted()
        let lines = managers.flatMap { manager in
            ["conflicts with \(manager):"]
                + conflicts.filter { $0.manager.shown == manager }.map { "- \($0.path)" }
        }
        return "Apply failed with \(conflicts.count) conflicts: \(lines.joined(separator: "\n"))"
    }
}
