import Calls
import Design
import Identifiers
import Observation
import Wire

/// One look at the workload that sends: all that is asked for it goes out at once.
struct WorkloadLook: Sendable {
    let cluster: any ClusterConnection
    let design: DelegateSending
    /// The pod that a person named; nil looks at the test workload.
    let pod: String?
    /// The Job that was made for it; nil where a workload that is there sends.
    var job: ObjectState?

    /// What cannot be done without, and was not answered.
    struct Refusal: Error {
        var problem: ClusterProblem
        var right: KubernetesRight?
    }

    /// How far the workload is.
    ///
    /// - Parameter withEvents: Whether the cluster is asked what it says happened.
    /// - Returns: The status, without times.
    /// - Throws: Why deployment or pods could not be looked at; what else may not be read is left out.
    func status(withEvents: Bool) async throws(Refusal) -> WorkloadStatus {
        async let account = asked(Read.annotatedAccount(design.namespace, design.serviceAccount))
        async let events = withEvents ? asked(Read.events(in: design.namespace)) : nil
        if let job {
            async let pods = asked(Read.pods(in: design.namespace))
            let sight = WorkloadSight(
                deployment: nil, replicaSets: nil, pods: try needed(await pods)?.pods ?? [],
                events: seen(await events)?.events, account: seen(await account))
            var status = WorkloadStatus(job: job, role: design.roleARN.text, sight)
            status.unread = unread(await events) + unread(await account)
            return status
        }
        guard let name = pod else {
            async let deployment = asked(Read.deployment(design.namespace, DelegateSending.workloadName))
            async let sets = asked(Read.replicaSets(design.namespace))
            async let pods = asked(Read.pods(in: design.namespace))
            let sight = WorkloadSight(
                deployment: try needed(await deployment), replicaSets: seen(await sets)?.objects,
                pods: try needed(await pods)?.pods ?? [], events: seen(await events)?.events,
                account: seen(await account))
            var status = WorkloadStatus(
                DelegateSending.workloadName, in: design.namespace.text, role: design.roleARN.text, sight)
            status.unread = unread(await events) + unread(await sets) + unread(await account)
            return status
        }
        async let found = asked(Read.pod(design.namespace, name))
        let sight = WorkloadSight(
            deployment: nil, replicaSets: nil, pods: [],
            events: seen(await events)?.events, account: seen(await account))
        guard let pod = try needed(await found) else { return WorkloadStatus(missing: name, in: design.namespace.text) }
        return WorkloadStatus(pod: pod, role: design.roleARN.text, sight)
    }

    /// What may not be read, as it follows "cannot tell: ".
    private func unread<View>(_ answer: Result<View?, Refusal>?) -> [String] {
        guard case .failure(let refusal)? = answer, case .denied = refusal.problem else { return [] }
        return [refusal.problem.failure(in: design.place(of: .kubernetes)).words]
    }

    private func asked<View: AnswerView>(_ read: Read<View>) async -> Result<View?, Refusal> {
        do throws(ClusterProblem) {
            guard let answer = try await cluster.perform(read.call) else { return .success(nil) }
            do throws(ViewProblem) { return .success(try View(answer, of: read.call)) } catch {
                let words = "The answer of the cluster is not understood: \(error.reason)."
                return .failure(Refusal(problem: .unreachable(words), right: read.call.right))
            }
        } catch {
            return .failure(Refusal(problem: error, right: read.call.right))
        }
    }

    /// What was answered; nil also where nobody may look.
    private func seen<View>(_ answer: Result<View?, Refusal>?) -> View? { (try? answer?.get()) ?? nil }

    private func needed<View>(_ answer: Result<View?, Refusal>) throws(Refusal) -> View? { try answer.get() }
}
