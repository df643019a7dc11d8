import Calls

/// The calls that were made since the start, as far as they are kept: the newest, and of them the newest with their
/// answers.
struct CallsMade: Sendable {
    /// How many calls are kept, and how many of them with what came back, which may be long.
    static let most = 256
    static let mostAnswers = 48

    /// The calls in the order of their answers.
    private(set) var all: [LoggedCall] = []
    /// How many there were in all.
    private(set) var count = 0

    /// Takes calls that were made.
    mutating func take(_ new: [LoggedCall]) {
        count += new.count
        let before = all.count
        all += new
        let answersFrom = max(0, all.count - Self.mostAnswers)
        for index in max(0, before - Self.mostAnswers)..<max(answersFrom, max(0, before - Self.mostAnswers)) {
            all[index] = all[index].withoutAnswer
        }
        if all.count > Self.most { all.removeFirst(all.count - Self.most) }
    }
}
