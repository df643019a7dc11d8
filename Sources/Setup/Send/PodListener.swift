import Design
import KubernetesClient
import Synchronization

/// Hears what a program in a pod writes, and tells its lines as they come.
final class PodListener: Sendable {
    private struct Heard {
        var transcript = PodTranscript()
        var lines: [PodLine] = []
    }

    private let heard = Mutex(Heard())
    private let report: @Sendable (SendEvent) -> Void

    init(_ report: @escaping @Sendable (SendEvent) -> Void) {
        self.report = report
    }

    /// All of it so far.
    var transcript: PodTranscript { heard.withLock { $0.transcript } }
    /// The lines so far.
    var lines: [PodLine] { heard.withLock { $0.lines } }

    /// Takes a piece.
    func take(_ piece: PodOutput) {
        switch piece {
        case .out(let bytes): tell { $0.take(bytes, .output) }
        case .error(let bytes): tell { $0.take(bytes, .error) }
        }
    }

    /// Takes what a log holds, in which both streams are one: what was heard of it before comes first, and is told once.
    func take(log text: String) {
        let known = transcript.output.count
        tell { $0.take(Array(text.utf8.dropFirst(known)), .output) }
    }

    /// Both streams are one: what was heard counts as either.
    func mix() {
        heard.withLock { heard in
            let all = heard.transcript.output
            _ = heard.transcript.take(all, .error)
        }
    }

    /// The program has ended.
    func end() { tell { $0.end() } }

    private func tell(_ change: (inout PodTranscript) -> [PodLine]) {
        let lines = heard.withLock { heard in
            let lines = change(&heard.transcript)
            heard.lines += lines
            return lines
        }
        for line in lines { report(.line(line)) }
    }
}
