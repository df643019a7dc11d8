import Calls
import Canvas
import Design
import Diagnosis
import Identifiers
import Wire

/// A bundle that is looked at: nothing of it is live.
struct DiagnoseRecording: Sendable {
    /// Why nothing can be asked or changed from here, as it follows "not now: ".
    static let obstacle = "recorded: nothing live"

    /// The file's name, as it may be shown.
    let name: String
    /// What it holds.
    let bundle: Bundle

    init(_ recorded: RecordedBundle) {
        name = TerminalText.sanitized(recorded.name, limit: .max)
        bundle = recorded.bundle
    }

    /// When it was read: `read 2026-03-03 14:02 UTC`.
    var time: String { "read \(bundle.written.minute)" }

    /// When it was read and by what: `read 2026-03-03 14:02 UTC by sesame 1.0.0`.
    var source: String {
        bundle.by.isEmpty ? time : "\(time) by \(TerminalText.sanitized(bundle.by, limit: 30))"
    }

    /// How old it is: `9 days ago`.
    func age(at now: Moment) -> String {
        bundle.written.age(at: Timestamp(secondsSinceEpoch: now.milliseconds / 1000))
    }

    /// What is masked: `2 kinds are masked`.
    var masked: String {
        bundle.masked.isEmpty ? "nothing is masked" : bundle.masked.count.counting("kind is masked", "kinds are masked")
    }

    /// The account of a side as the bundle names it; nil where it does not.
    func account(_ side: Side) -> String? {
        (side == .ses ? bundle.subject.answers.sesAccount : bundle.subject.answers.eksAccount)?.text
    }

    /// The result that the pages show.
    func result(_ diagnosis: Diagnosis, isWide: Bool, offset: Int32) -> DiagnoseResult {
        let made = bundle.observations.calls.sorted { $0.key < $1.key }.compactMap { call in
            bundle.observations[call].map { MadeCall(call, $0, milliseconds: 0) }
        }
        return DiagnoseResult(
            diagnosis, bundle.observations,
            at: Moment(milliseconds: bundle.written.secondsSinceEpoch * 1000, offset: offset), milliseconds: 0,
            made: made, isWide: isWide)
    }

    /// What has to be said of the bundle itself; empty for one that is as it should be.
    var remark: String { bundle.remarks.map { TerminalText.sanitized($0, limit: .max) }.joined(separator: " ") }
}

extension WizardState {
    /// Whether a bundle is shown, of which nothing is live.
    var isRecorded: Bool { screen == .diagnose && diagnosing.recording != nil }

    /// Why nothing can be asked or changed on the page that is shown; nil where it can.
    var liveObstacle: String? { isRecorded ? DiagnoseRecording.obstacle : nil }
}
