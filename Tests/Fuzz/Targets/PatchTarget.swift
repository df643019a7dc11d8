@testable import Simulator
import Wire

/// What the API server's three forms of patches make of an object.
enum PatchTarget {
    private static let object: JSONValue = [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "a", "labels": ["b": "c"]],
        "spec": [
            "replicas": 1,
            "template": [
                "spec": ["containers": [["name": "d", "image": "e", "ports": [["containerPort": 1]]], ["name": "f"]]]
            ],
        ],
    ]

    static func complaint(about bytes: [UInt8]) -> String? {
        guard let patch = try? JSONValue.parse(bytes) else { return nil }
        if let patched = try? JSONPatches.patched(object, patch) {
            // What a patch brings itself, and what its copies may add.
            let most = JSONPatches.copiedBytes + bytes.count * 6 + 1_000
            if patched.serialized(.compact).utf8.count > most { return "a patch made more than \(most) bytes" }
            if let complaint = complaint(about: patched, "a JSON patch") { return complaint }
        }
        return complaint(about: JSONPatches.merged(object, patch), "a merge patch")
            ?? complaint(about: JSONPatches.strategic(object, patch), "a strategic patch")
    }

    /// What is kept must be readable by those who ask for it.
    private static func complaint(about object: JSONValue, _ form: String) -> String? {
        guard object.levels <= JSONPatches.levels else { return "\(form) nested \(object.levels) levels" }
        guard (try? JSONValue.parse(object.serialized(.compact))) == object else {
            return "what \(form) made reads otherwise"
        }
        return nil
    }
}
