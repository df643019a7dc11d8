import Calls
import Wire

/// Where a program runs: a container of a pod.
struct PodPlace: Hashable, Sendable {
    var pod: String
    var namespace: String
    /// The container; nil where the pod has only one.
    var container: String?
    /// Which cluster it is in.
    var kubectl: KubectlOptions

    /// The line for a shell that runs the same by hand.
    func byHand(_ words: [String]) -> String {
        let before = ["kubectl", "exec", "-n", namespace] + kubectl.words
        let after = [pod] + (container.map { ["-c", $0] } ?? []) + ["--"] + words
        return (before + after).map(ShellQuoting.word).joined(separator: " ")
    }
}
