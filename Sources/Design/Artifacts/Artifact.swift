public import Calls

/// A document generated from answers.
public struct Artifact: Hashable, Sendable {
    /// Which of the six it is; its description is the file's name.
    public var name: ArtifactName
    /// The side that it belongs to.
    public var side: Side
    /// Where it goes: an account ID, or the cluster's name.
    public var account: String
    /// What it is for, in one sentence.
    public var purpose: String
    /// The whole file, ending with a newline.
    public var content: String

    /// An artifact.
    public init(name: ArtifactName, side: Side, account: String, purpose: String, content: String) {
        self.name = name
        self.side = side
        self.account = account
        self.purpose = purpose
        self.content = content
    }
}
