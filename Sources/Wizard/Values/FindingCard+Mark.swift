extension FindingCard.Status {
    /// The mark of the row.
    var mark: Mark {
        switch self {
        case .pass: .right
        case .warn: .attention
        case .fail: .wrong
        case .unknown: .unknown
        case .skipped: .nothing
        }
    }
}
