import Design
import Diagnosis
import Identifiers

/// What the last look at a setup said, in a few words with its time.
struct DiagnoseVerdict: Hashable, Sendable {
    /// The mark, the time and, for what is broken, the link.
    let words: String
    /// The same without the time.
    let timeless: String

    init(_ result: DiagnoseResult) {
        let time = result.at.clock.prefix(5)
        if let cause = result.diagnosis.rootCauses.first {
            words = "✗ \(time) \(cause.link.words)"
            timeless = "✗ \(cause.link.words)"
        } else {
            let mark = result.hasDoubt || result.isStopped ? "?" : "✓"
            words = "\(mark) \(time)"
            timeless = mark
        }
    }

    /// What a setup is known by: cluster and service account.
    static func key(_ answers: Answers) -> String { key(name(answers), place(answers)) }

    static func key(_ name: String, _ place: String) -> String { "\(name) \(place)" }

    /// A setup's name: its cluster.
    static func name(_ answers: Answers) -> String {
        answers.eksCluster?.text ?? answers.eksAccount?.text ?? "this setup"
    }

    /// Namespace and service account.
    static func place(_ answers: Answers) -> String {
        "\(answers.namespace?.text ?? "default")/\(answers.serviceAccount?.text ?? "?")"
    }
}

/// What goes on as soon as it is known who the credentials are.
enum DiagnoseWait: Hashable, Sendable {
    case look, find, list, fleet
}
