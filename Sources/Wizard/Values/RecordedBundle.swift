public import Diagnosis

/// A bundle that was opened, with what it says.
public struct RecordedBundle: Sendable {
    /// The file's name; for one that was pasted what it is.
    public var name: String
    /// What it holds.
    public var bundle: Bundle
    /// What that says, as of when it was written.
    public var diagnosis: Diagnosis

    /// A bundle.
    public init(name: String, bundle: Bundle) {
        self.name = name
        self.bundle = bundle
        var diagnosis = bundle.diagnosis()
        // Who only reads a file has made no call.
        diagnosis.calls = 0
        self.diagnosis = diagnosis
    }
}

/// Where a bundle is read from.
public enum BundleSource: Hashable, Sendable {
    /// A file; `~/` stands for the home folder.
    case file(String)
    /// The text itself.
    case text(String)
}
