/// The best practices, checked.
struct PracticesState: Hashable, Sendable {
    private(set) var cards: [FindingCard]?
    private(set) var trouble: Trouble?
    var isOld = false
    /// The finding that had the focus last.
    var lastRow = 0
    /// Whether what is right is listed too.
    var showsAll = false

    /// Takes what was checked now.
    mutating func take(_ result: Result<[FindingCard], Trouble>) {
        switch result {
        case .success(let cards):
            self.cards = cards
            trouble = nil
        case .failure(let trouble): self.trouble = trouble
        }
    }

    var open: [FindingCard] { cards?.filter { $0.status != .pass } ?? [] }
    var passed: [FindingCard] { cards?.filter { $0.status == .pass } ?? [] }
}
