import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Observation
import Wire

/// A program that runs as a Job of the same service account, where nobody may run one in a pod that is there.
///
/// What it makes is taken away again, whatever happens: by its identity, so that nothing of others can be meant.
struct PodJob: Sendable {
    let cluster: any ClusterConnection
    let clock: any AWSClock
    let design: DelegateSending
    /// The name of the Job: of this test alone.
    let name: String

    /// How the program ended: its exit code and what it wrote, both streams in one.
    struct End: Sendable {
        var code: Int
        var log: String
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - words: Program and arguments.
    ///   - seconds: How long it may take.
    /// - Returns: Its exit code and its log.
    /// - Throws: Why it was not made, or why nobody knows how it ended.
    func run(_ words: [String], within seconds: Int) async throws(ClusterProblem) -> End {
        let made = try await cluster.perform(.apply(design.jobObject(name, words, within: seconds)))
        let uid = made.map { ObjectState(object: $0).uid } ?? ""
        let result: Result<End, ClusterProblem>
        do throws(ClusterProblem) { result = .success(try await end(within: seconds)) } catch {
            // It was made, and may have run.
            if case .unreachable(let reason) = error {
                result = .failure(.lost(reason))
            } else {
                result = .failure(error)
            }
        }
        // Also for whoever has stopped: a task that is cancelled would not ask any more.
        let (cluster, name, namespace) = (cluster, name, design.namespace.text)
        _ = await Task.detached { try? await cluster.perform(.delete(.job, name, in: namespace, uid: uid)) }.value
        return try result.get()
    }

    private func end(within seconds: Int) async throws(ClusterProblem) -> End {
        let start = clock.milliseconds
        var looks: Int64 = 0
        while clock.milliseconds - start < Int64(seconds) * 1000 {
            if Task.isCancelled { throw .cancelled }
            let pods = try await pods()
            if let pod = pods.first(where: { ["Succeeded", "Failed"].contains($0.phase) }) {
                let log = try await cluster.log(of: pod.name, in: pod.namespace, container: nil)
                let ended = pod.object.object["status"]?["containerStatuses"]?[0]?["state"]?["terminated"]
                return End(code: ended?["exitCode"]?.int ?? (pod.phase == "Succeeded" ? 0 : 1), log: log)
            }
            looks += 1
            await clock.sleep(milliseconds: min(3000, looks * 500))
        }
        throw .lost("The Job \(name) did not end within \(seconds) s.")
    }

    private func pods() async throws(ClusterProblem) -> [PodState] {
        let call = Read.pods(in: design.namespace).call
        let list = try await cluster.perform(call)?["items"]?.array ?? []
        return list.map { PodState(ObjectState(object: $0)) }.filter {
            $0.owner?.kind == "Job" && $0.owner?.name == name
        }
    }
}
