import Design
import Synchronization
import Wire

/// What happens in the cluster before a message leaves a pod, line by line: each row once when it is right, and what it
/// waits for when that changes.
final class WorkloadPrinter: Sendable {
    private let paint: Paint
    private let told = Mutex<Set<String>>([])

    init(paint: Paint) {
        self.paint = paint
    }

    /// Prints what is new in a status.
    func print(_ status: WorkloadStatus) {
        for row in status.rows where row.state != .waiting {
            let words = Self.words(row)
            let isNew = told.withLock { $0.insert("\(row.part) \(row.state) \(row.subject) \(row.remark)").inserted }
            guard isNew else { continue }
            let part = row.part.rawValue.blankPadded(to: 11)
            let time = row.milliseconds.map(Self.time) ?? ""
            let blank = String(repeating: " ", count: max(0, 8 - time.count))
            Console.lines(
                paint.lines(
                    sign: Self.sign(row.state), " \(part)  \(blank)\(time)  \(words)", hanging: SendPrinter.margin,
                    aloud: row.state == .running ? "running" : nil))
        }
    }

    /// Prints a line of a program in the pod.
    func print(_ line: PodLine) {
        switch line.kind {
        case .command: Console.lines(paint.command("  In the pod: ", line.text))
        case .note, .leftover: Console.lines(paint.lines("  \(line.text)", hanging: 2))
        case .output, .error:
            if !line.text.isEmpty { Console.lines(paint.lines("    \(line.text)", hanging: 6)) }
        }
    }

    private static func words(_ row: WorkloadRow) -> String {
        [row.subject, row.remark].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func sign(_ state: WorkloadRow.State) -> String {
        switch state {
        case .right: "✓"
        case .running, .waiting: "…"
        case .wrong: "✗"
        case .unknown: "?"
        }
    }

    private static func time(_ milliseconds: Int64) -> String {
        milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
