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
        let made = try await cluster.perform(.create(design.jobObject(name, words, within: seconds)))
        return ObjectState(object: made ?? .null)
    }

    /// The line for a shell that does the same by hand: makes it, waits for its end, shows what it wrote, and takes it
    /// away again.
    ///
    /// A Job that is over has conditions, whether it succeeded or not.
    ///
    /// - Parameters:
    ///   - words: Program and arguments.
    ///   - seconds: How long it may take.
    ///   - kubectl: Which cluster the line goes to.
    /// - Returns: The line.
    func byHand(_ words: [String], within seconds: Int, _ kubectl: KubectlOptions) -> String {
        let object = design.jobObject(name, words, within: seconds).serialized(.compact)
        func line(_ words: String...) -> String { kubectl.line(words + ["-n", design.namespace.text]) }
        // Shells disagree about what echo makes of a backslash.
        return "printf %s \(ShellQuoting.word(object)) | \(line("create", "-f", "-"))"
            + " && \(line("wait", "job/\(name)", "--for=jsonpath={.status.conditions[0].status}=True", "--timeout=\(seconds)s"))"
            + " && \(line("logs", "job/\(name)")); \(line("delete", "job", name))"
    }

    /// Takes it away where its answer was lost: it may have been made, and then it is no use to anybody.
    ///
    /// - Returns: Why it may stay; nil where it is gone, or is not there.
    func takeAwayUnseen() async -> ClusterProblem? {
        await Task.detached { () -> ClusterProblem? in
            do throws(ClusterProblem) {
                guard let found = try await cluster.perform(.get(.job, name, in: design.namespace.text)) else {
                    return nil
                }
                return await takeAway(ObjectState(object: found))
            } catch {
                return error
            }
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
