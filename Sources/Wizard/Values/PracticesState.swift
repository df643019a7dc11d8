import Design
import Diagnosis

/// The best practices, checked.
struct PracticesState: Hashable, Sendable {
    private(set) var cards: [Finding]?
    private(set) var trouble: Problem?
    var isOld = false
    /// When what is shown was read.
    private(set) var readAt: Moment?
    /// The finding that had the focus last.
    var lastRow = 0
    /// Whether what is right is listed too.
    var showsAll = false

    /// Takes what was checked now.
    mutating func take(_ result: Result<[Finding], Problem>, at now: Moment) {
        switch result {
        case .success(let cards):
            self.cards = cards
            readAt = now
            trouble = nil
        case .failure(let trouble): self.trouble = trouble
        }
    }

    var open: [Finding] { cards?.filter { $0.status != .pass } ?? [] }
    var passed: [Finding] { cards?.filter { $0.status == .pass } ?? [] }
}
