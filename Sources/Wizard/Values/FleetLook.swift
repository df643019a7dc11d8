public import Diagnosis

/// A look at every service account of a cluster, as its page shows it.
public struct FleetLook: Sendable {
    /// How they stand.
    public var diagnosis: FleetDiagnosis
    /// How many calls it took.
    public var calls: Int
    /// How long it took.
    public var milliseconds: Int64
    /// Whether a person stopped it before all was read.
    public var isStopped: Bool

    /// A look.
    public init(diagnosis: FleetDiagnosis, calls: Int, milliseconds: Int64, isStopped: Bool = false) {
        self.diagnosis = diagnosis
        self.calls = calls
        self.milliseconds = milliseconds
        self.isStopped = isStopped
    }
}
