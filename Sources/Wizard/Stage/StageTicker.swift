import Calls
import Canvas
import Design
import Identifiers

/// The last call, as row 23 of the stage shows it; another one takes its place at most twice a second.
struct StageTicker: Sendable {
    /// How long a call stands at least, in milliseconds.
    static let pause: Int64 = 500

    /// The call that is shown.
    private(set) var shown: LoggedCall?
    /// The newest one, until its time has come.
    private var next: LoggedCall?
    private var since: Moment?

    /// When another call takes the place; nil where none waits.
    var due: Moment? { next == nil ? nil : since?.adding(milliseconds: Self.pause) }

    /// Takes calls that were made, in the order of their answers.
    mutating func take(_ calls: [LoggedCall], at now: Moment) {
        // What was looked for and is not there is shown where there is nothing else: after "all is right" it says the
        // opposite to who reads it alone.
        let told = calls.last { $0.problem == nil || $0.isRefused || $0.writes }
        guard let last = told ?? (shown == nil && next == nil ? calls.last : nil) else { return }
        next = last
        turn(at: now)
    }

    /// Shows the newest call as soon as the one that is shown stood long enough.
    mutating func turn(at now: Moment) {
        guard let next, since.map({ now.since($0) >= Self.pause }) ?? true else { return }
        shown = next
        self.next = nil
        since = now
    }

    /// Draws it: operation, whom it was asked, what came back, how long that took.
    func paint(_ state: WizardState, _ frame: inout Frame, row: Int) {
        guard let shown else { return }
        let time = "\(shown.milliseconds) ms"
        let end = frame.size.columns - 3
        let last = min(end, 103)
        let room = last - TextWidth.columns(time) - 2
        frame.write(time, row: row, column: last - TextWidth.columns(time), limit: end)
        var place = shown.place.hasSuffix(" account") ? "the \(shown.place)" : shown.place
        // Whose role a token is exchanged for is known: that of the answers.
        if shown.words.hasPrefix("sts AssumeRole"), let account = state.answers.eksAccount { place = account.text }
        let answer = shown.problem ?? "answered"
        let words = place.isEmpty ? [shown.words, answer] : [shown.words, "in \(place)", answer]
        frame.write(words.joined(separator: "   "), row: row, column: 3, limit: room)
    }
}
