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
