import Identifiers
import Calls
import Design
import Observation
import Wire

/// A program that runs as a Job of the pods' service account: no pod has to be there, and none is entered.
///
/// It is taken away again, whatever happens: by its identity, so that nothing of others can be meant.
struct PodJob: Sendable {
    let cluster: any ClusterConnection
    let design: DelegateSending
    /// The name of the Job: of this test alone.
    let name: String

    /// Makes it.
    ///
    /// - Parameters:
    ///   - words: Program and arguments.
    ///   - seconds: How long it may exist until it has ended, waiting for its image included.
    /// - Returns: The Job.
    /// - Throws: Why it was not made, or why nobody knows.
    func make(_ words: [String], within seconds: Int) async throws(ClusterProblem) -> ObjectState {
        do throws(ClusterProblem) {
            let made = try await cluster.perform(.create(design.jobObject(name, words, within: seconds)))
            return ObjectState(object: made ?? .null)
        } catch {
            // Whose answer was lost may have been made: then it is no use to anybody.
            if case .lost = error { _ = await takeAway() }
            throw error
        }
    }

    /// The line for a shell that does the same by hand: makes it, waits for its end, shows what it wrote, and takes it
    /// away again.
    ///
    /// A Job that is over has conditions, whether it succeeded or not.
    ///
    /// - Parameters:
    ///   - words: Program and arguments.
    ///   - seconds: How long it may take.
    ///   - context: The kubeconfig's context; nil names none.
    /// - Returns: The line.
    func kubectl(_ words: [String], within seconds: Int, context: String?) -> String {
        let object = design.jobObject(name, words, within: seconds).serialized(.compact)
        func kubectl(_ words: String...) -> String {
            let place = ["-n", design.namespace.text] + (context.map { ["--context", $0] } ?? [])
            return (["kubectl"] + words + place).map(ShellQuoting.word).joined(separator: " ")
        }
        // Shells disagree about what echo makes of a backslash.
        return "printf %s \(ShellQuoting.word(object)) | \(kubectl("create", "-f", "-"))"
            + " && \(kubectl("wait", "job/\(name)", "--for=jsonpath={.status.conditions[0].status}=True", "--timeout=\(seconds)s"))"
            + " && \(kubectl("logs", "job/\(name)")); \(kubectl("delete", "job", name))"
    }

    /// Takes it away, where nobody has kept its identity.
    private func takeAway() async {
        let (cluster, name, namespace) = (cluster, name, design.namespace.text)
        await Task.detached {
            guard let found = try? await cluster.perform(.get(.job, name, in: namespace)) else { return }
            _ = try? await cluster.perform(
                .delete(.job, name, in: namespace, uid: ObjectState(object: found).uid))
        }.value
    }

    /// Takes it away, also for whoever has stopped: a task that is cancelled would not ask any more.
    ///
    /// - Parameter job: The Job as it was made.
    /// - Returns: Why it stays; nil where it is gone.
    func takeAway(_ job: ObjectState) async -> ClusterProblem? {
        let (cluster, name, namespace) = (cluster, name, design.namespace.text)
        return await Task.detached { () -> ClusterProblem? in
            do throws(ClusterProblem) {
                _ = try await cluster.perform(.delete(.job, name, in: namespace, uid: job.uid))
                return nil
            } catch {
                return error
            }
        }.value
    }
}
