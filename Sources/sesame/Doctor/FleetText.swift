import Diagnosis
import Wire
import Work

/// All service accounts of a cluster for people who read lines: the counts, a row each, then each cause once.
struct FleetText {
    /// How lines look.
    let paint: Paint
    /// The command that looks at one of them, by its name.
    let command: (String) -> String

    /// The report.
    func lines(_ look: FleetExamination) -> [String] {
        let diagnosis = look.diagnosis
        let cluster = diagnosis.cluster ?? "The cluster"
        if let untold = diagnosis.untold {
            return paint.lines(sign: "?", " \(cluster): cannot tell: \(untold)") + closing(look)
        }
        let count = diagnosis.rows.count
        let mail = diagnosis.rows.count { $0.sends }
        var lines = paint.lines(
            "\(cluster): \(count.counting("service account")) with a role, \(mail) may send mail")
        guard count > 0 else { return lines + closing(look) }
        for (sign, state, words) in Self.states where diagnosis.count(state) > 0 {
            lines += paint.lines(sign: sign, " \(diagnosis.count(state)) \(words)")
        }
        lines += [""] + table(diagnosis.rows) + [""]
        for cause in diagnosis.causes { lines += card(cause.finding, cause.rows, diagnosis) + [""] }
        if let worst = diagnosis.rows.first, worst.state != .right {
            lines += paint.lines("All about one of them: \(command(worst.name))")
        }
        return lines + closing(look)
    }

    private static let states: [(String, FleetDiagnosis.Row.State, String)] = [
        ("✗", .broken, "broken"), ("!", .atRisk, "at risk"), ("?", .cannotTell, "cannot tell"), ("✓", .right, "right"),
    ]

    private func table(_ rows: [FleetDiagnosis.Row]) -> [String] {
        func width(_ heading: String, _ text: (FleetDiagnosis.Row) -> String) -> Int {
            max(heading.count, rows.map { text($0).count }.max() ?? 0)
        }
        let names = width("service account", \.name)
        let roles = width("role", \.role)
        let codes = width("code", \.code)
        func row(_ name: String, _ role: String, _ code: String, _ pods: String, _ mail: String) -> String {
            let cells = [name.blankPadded(to: names), role.blankPadded(to: roles), code.blankPadded(to: codes)]
            let number = String(repeating: " ", count: max(0, 4 - pods.count)) + pods
            return (cells + [number] + (mail.isEmpty ? [] : [mail])).joined(separator: "  ")
        }
        let head = "  " + row("service account", "role", "code", "pods", "")
        return [paint.line(head)]
            + rows.map { one in
                let sign = Self.states.first { $0.1 == one.state }?.0 ?? " "
                return paint.line(
                    sign: sign,
                    " "
                        + row(
                            one.name, one.role, one.code, one.pods.map { "\($0)" } ?? "?", one.sends ? "mail" : ""))
            }
    }

    /// A cause with those who share it: repaired once, all of them are right.
    private func card(
        _ finding: Finding, _ rows: [FleetDiagnosis.Row], _ diagnosis: FleetDiagnosis
    ) -> [String] {
        // What repairs it, and by which command, stands where one of them is looked at alone.
        var finding = finding
        finding.fix?.commands = []
        finding.docs = nil
        let share =
            rows.count == 1
            ? rows[0].name
            : "\(rows.count) of the \(diagnosis.count(.broken)) broken: "
                + rows.map(\.name).joined(separator: ", ")
        return FindingText.lines(finding, paint) + paint.lines("  Shared by  \(share)", hanging: 13)
    }

    private func closing(_ look: FleetExamination) -> [String] {
        let seconds = "\(look.milliseconds / 1000).\(look.milliseconds % 1000 / 100)"
        return paint.lines(
            "\(look.isStopped ? "Stopped. " : "")Read only: \(look.made.count.counting("call")) in \(seconds) s; what is "
                + "shared was asked once.")
    }
}
