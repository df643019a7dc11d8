import Wire

/// Complaints gathered while reading; reading goes on so that the one AWS would report can be found.
struct Complaints {
    private var first: PolicyReadError?

    /// Notes a complaint; of two kinds the one IAM looks for earlier stays, of one kind the earlier place.
    mutating func add(_ complaint: PolicyComplaint, at position: SourcePosition) {
        if let first, first.complaint.phase <= complaint.phase { return }
        first = PolicyReadError(position: position, complaint: complaint)
    }

    /// Whether a complaint of this phase or an earlier one was noted.
    func has(upTo phase: PolicyComplaint.Phase) -> Bool {
        first.map { $0.complaint.phase <= phase } ?? false
    }

    /// Throws what was noted.
    func finish() throws(PolicyReadError) {
        if let first { throw first }
    }
}
