public import Design
import Digest
import Wire

/// What the masks of a setup's bundles have met, kept with its state (0600), so that the same value has the same mask in
/// each of them.
public struct MaskStore: Sendable {
    private let directory: StateDirectory

    /// The store in a state directory.
    public init(_ directory: StateDirectory) { self.directory = directory }

    /// What was kept for a setup; nothing where nothing was, or it cannot be understood.
    public func memory(of answers: Answers) -> MaskMemory {
        guard let bytes = try? directory.read(Self.name(answers)), let document = try? JSONValue.parse(bytes) else {
            return MaskMemory()
        }
        return MaskMemory(document) ?? MaskMemory()
    }

    /// Keeps it.
    ///
    /// - Throws: What the system refused; then what was kept before stands.
    public func keep(_ memory: MaskMemory, of answers: Answers) throws(StateProblem) {
        guard !memory.isEmpty else { return }
        try directory.write(Array((memory.document.serialized(.pretty) + "\n").utf8), to: Self.name(answers))
    }

    /// The file of whoever's pods they are; of a setup of which too little is known, by what is.
    private static func name(_ answers: Answers) -> String {
        let parts = [FieldID.eksAccount, .eksRegion, .eksCluster, .namespace, .serviceAccount].map { answers[$0] ?? "" }
        return "masks/\(Hex.encode(SHA256.hash(parts.joined(separator: "\0")).prefix(8))).json"
    }
}
