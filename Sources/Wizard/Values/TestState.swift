/// The test message: how it is sent, and what came of it.
struct TestState: Hashable, Sendable {
    private(set) var request = SendRequest()
    private(set) var links: [LinkResult] = []
    var outcome: SendOutcome?
    /// What the shown results are of.
    private(set) var sent: SendRequest?
    var showsRequestIDs = false
    /// Whether something was applied since, so that the results may be of another world.
    var isOld = false

    /// Begins to send what is asked for now.
    mutating func begin() {
        forgetResults()
        isOld = false
        sent = request
    }

    /// Takes news of a link.
    mutating func hear(_ link: LinkResult) { links.append(link) }

    /// Takes the other way; results of the first are of no use then.
    mutating func changeWay() {
        request.way = request.way == .chain ? .owner : .chain
        forgetResults()
    }

    /// Takes the other receiver.
    mutating func changeTarget() {
        request.target = request.target == .receiver ? .simulator : .receiver
        forgetResults()
    }

    /// Sends to Amazon's own mailbox from now on.
    mutating func useTestMailbox() { request.target = .simulator }

    private mutating func forgetResults() {
        links = []
        outcome = nil
    }

    var isAccepted: Bool {
        if case .accepted = outcome { return true }
        return false
    }

    var card: FindingCard? {
        guard case .refused(let card) = outcome else { return nil }
        return card
    }
}
