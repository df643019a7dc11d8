import Identifiers
import Calls
import Design
import Setup
import Wire
import Wizard

/// The setups that were begun earlier, as Home lists them.
enum SetupList {
    /// All of them, the last used one first.
    ///
    /// - Throws: Why they cannot be read.
    static func rows(_ state: StateDirectory?, now: Moment) throws(StateProblem) -> [Wizard.SavedSetup] {
        guard let state else { return [] }
        var known: Set<String> = []
        return try SetupStore(state).all().compactMap { setup in
            let answers = setup.answers
            // The same role for the same service account, and the same sender: one setup, begun again.
            let identity = [
                FieldID.eksAccount, .eksRegion, .eksCluster, .namespace, .serviceAccount, .role, .sesSender,
            ]
            .map { answers[$0] ?? "" }.joined(separator: "/")
            guard known.insert(identity).inserted else { return nil }
            return Wizard.SavedSetup(
                id: setup.key, name: answers.eksCluster?.text ?? answers.eksAccount?.text ?? "a setup",
                place: "\(answers.namespace?.text ?? "default")/\(answers.serviceAccount?.text ?? "?")",
                when: words(setup.saved, now: now), screen: screen(setup),
                summary: setup.summary, isFinished: ScreenID(saved: setup.screen) == .done,
                callers: [
                    .eks: caller(answers, .eksAccount, .eksProfile), .ses: caller(answers, .sesAccount, .sesProfile),
                ]
                .compactMapValues(\.self))
        }
    }

    /// Account and profile of a side; nil where neither is known.
    private static func caller(_ answers: Answers, _ account: FieldID, _ profile: FieldID) -> String? {
        let words = [account, profile].compactMap { answers[$0] }.filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Where it goes on; a setup that was left at Home does so at the first screen.
    private static func screen(_ setup: Setup.SavedSetup) -> ScreenID {
        guard let screen = ScreenID(saved: setup.screen), screen != .home else { return .introduction }
        return screen
    }

    /// `today 17:42`, `yesterday 17:42`, `12 March`, `12 March 2025`.
    static func words(_ time: Timestamp, now: Moment) -> String {
        let offset = Int64(now.offset)
        let local = Timestamp(secondsSinceEpoch: time.secondsSinceEpoch + offset, nanoseconds: 0).iso8601
        let today = (now.milliseconds / 1000 + offset) / 86_400
        let day = (time.secondsSinceEpoch + offset) / 86_400
        let clock = local.dropFirst(11).prefix(5)
        if day == today { return "today \(clock)" }
        if day == today - 1 { return "yesterday \(clock)" }
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let parts = local.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return String(local.prefix(10)) }
        let date = "\(parts[2]) \(months[parts[1] - 1])"
        return today - day > 300 ? "\(date) \(parts[0])" : date
    }
}
