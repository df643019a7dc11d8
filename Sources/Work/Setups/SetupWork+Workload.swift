import Calls
public import Design
import Identifiers
import Observation
import Setup

extension SetupWork {
    /// Deletes the test workload, if sesame made it and it still is the object that somebody saw.
    ///
    /// - Parameter uid: The identity of the deployment that was seen.
    /// - Returns: Whether there was one.
    /// - Throws: Why it stays: others made it, it is another one by now, or the cluster refused.
    public func removeWorkload(_ uid: String) async throws(Problem) -> Bool {
        guard let namespace = answers.namespace else {
            throw Problem("Nobody knows the namespace of the workload.", code: "Incomplete", exitCode: .usage)
        }
        guard let cluster = context.cluster else {
            throw Problem("There is no way to the cluster.", code: "Unreachable", exitCode: .unreachable)
        }
        let name = DelegateSending.workloadName
        let place = answers.eksCluster.map { "cluster \($0.text)" } ?? "the cluster"
        do throws(ClusterProblem) {
            let read = Read<ObjectState>.deployment(namespace, name).call
            guard let object = try await cluster.perform(read).map({ ObjectState(object: $0) }) else { return false }
            guard object.labels[DelegateSending.managedByLabel] == DelegateSending.manager else {
                throw .refused(
                    reason: "NotOurs", message: "deployment \(name) was made by others; it is removed where it was made"
                )
            }
            guard object.uid == uid else {
                throw .refused(reason: "Changed", message: "deployment \(name) is another one than the one shown")
            }
            _ = try await cluster.perform(.delete(.deployment, name, in: namespace.text, uid: uid))
            return true
        } catch {
            throw Problem(error, operation: "delete deployments", in: place)
        }
    }
}
