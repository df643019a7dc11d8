/// The best practices, checked.
struct PracticesState: Hashable, Sendable {
    var cards: [FindingCard]?
    var trouble: Trouble?
    var isOld = false
    /// The finding that had the focus last.
    var lastRow = 0
    /// Whether what is right is listed too.
    var showsAll = false

    var open: [FindingCard] { cards?.filter { $0.status != .pass } ?? [] }
    var passed: [FindingCard] { cards?.filter { $0.status == .pass } ?? [] }
}
