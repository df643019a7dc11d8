import Design

/// What was asked of the world for the forms, and what came back.
struct Discovery: Hashable, Sendable {
    var asked: Set<Question> = []
    var observations = Observations()

    /// Forgets answers that are about something else now.
    mutating func forget(where matches: (Question) -> Bool) {
        for question in asked where matches(question) { observations[question] = nil }
        asked = asked.filter { !matches($0) }
    }
}

extension Question {
    /// Whether the answer depends on the SES region.
    var concernsSES: Bool {
        switch self {
        case .sendingAccount, .identity, .identities: true
        default: false
        }
    }
}
