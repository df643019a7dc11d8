import Calls
import Design

/// What was asked of the world for the forms, and what came back.
struct Discovery: Hashable, Sendable {
    var asked: Set<Call> = []
    var observations = Observations()

    /// Forgets answers that are about something else now.
    mutating func forget(where matches: (Call) -> Bool) {
        for call in asked where matches(call) { observations[call] = nil }
        asked = asked.filter { !matches($0) }
    }
}

extension Call {
    /// Whether the answer depends on the SES region.
    var concernsSES: Bool { operation.service.isSES }
}
