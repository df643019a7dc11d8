import Wire

/// Complaints gathered while reading; reading goes on so that the one AWS would report can be found.
struct Complaints {
    private var first: PolicyReadError?
    /// Whether a resource in a wrong format was noted; IAM then looks no further into resources.
    private(set) var hasResourceFormat = false

    /// Notes a complaint; of two kinds the one IAM looks for earlier stays, of one kind the earlier place.
    mutating func add(_ complaint: PolicyComplaint, at position: SourcePosition) {
        if complaint.phase == .resourceFormat { hasResourceFormat = true }
        if let first, first.complaint.phase <= complaint.phase { return }
        first = PolicyReadError(position: position, complaint: complaint)
    }

    /// Throws what was noted.
    func finish() throws(PolicyReadError) {
        if let first { throw first }
    }
}
