/// The test message: how it is sent, and what came of it.
struct TestState: Hashable, Sendable {
    var request = SendRequest()
    var links: [LinkResult] = []
    var outcome: SendOutcome?
    /// What the shown results are of.
    var sent: SendRequest?
    var showsRequestIDs = false
    /// Whether something was applied since, so that the results may be of another world.
    var isOld = false

    var isAccepted: Bool {
        if case .accepted = outcome { return true }
        return false
    }

    var card: FindingCard? {
        guard case .refused(let card) = outcome else { return nil }
        return card
    }
}
