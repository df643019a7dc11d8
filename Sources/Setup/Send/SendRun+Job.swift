import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Observation
import Wire

// Programs as Jobs of the pods' service account: where that is asked for, and where nobody may run one in a pod that is
// there.
extension SendRun {
    /// Whether the first Job's pod is what the link of the workload waits for.
    private var isStarting: Bool { options.byJob && links.isEmpty }

    /// Runs a program as a Job; where exec was refused and a Job may not be either, the refusal of exec.
    ///
    /// - Parameters:
    ///   - words: Program and arguments.
    ///   - link: What is asked with it; begun here where the first Job's pod comes before it.
    ///   - seconds: How long the program may take, once it runs.
    /// - Returns: How it went.
    mutating func runAsJob(_ words: [String], as link: SendLinkName, within seconds: Int) async -> PodRun {
        guard let cluster = context.cluster else {
            let problem = ClusterProblem.unreachable("There is no way to the cluster; name a context.")
            return notMade(problem)
        }
        // A Job is written, and nothing is written in a cluster that nobody has proven to be the one.
        if !isClusterProven, let refusal = await context.refusal(design, cluster) {
            // Who was stopped while it was proven learns nothing of the cluster.
            let problem =
                Task.isCancelled
                ? Problem("Stopped before a Job was made. Nothing was sent.", code: "Cancelled", short: "stopped")
                : Problem(refusal)
            if isStarting {
                end(SendLink(.workload, problem))
                return .notStarted
            }
            return .failed(
                Task.isCancelled ? .cancelled : .refused(reason: "ClusterNotProven", message: problem.sentence),
                PodTranscript())
        }
        isClusterProven = true
        let number = UInt32(context.random() * 4_294_967_295)
        let hash = String(number, radix: 16).zeroPadded(to: 8)
        let job = PodJob(
            cluster: cluster, design: design, name: "sesame-test-\(hash)-\(link == .send ? "send" : "who")")
        let made: ObjectState
        do throws(ClusterProblem) {
            made = try await job.make(words, within: PodLimits.workload + seconds)
        } catch {
            if case .lost = error, let stays = await job.takeAwayUnseen() {
                note([PodLine(.leftover, "Whether the Job \(job.name) was made is not known: \(leftover(job, stays))")])
            }
            return notMade(error)
        }
        byHand.append(job.byHand(words, within: PodLimits.workload + seconds, options.kubectl))
        let result = await run(words, by: made, as: link, within: seconds, cluster)
        if let stays = await job.takeAway(made) {
            note([PodLine(.leftover, "The Job \(job.name) stays: \(leftover(job, stays))")])
        }
        return result
    }

    /// Why a Job stays, how long, and what takes it away before.
    private func leftover(_ job: PodJob, _ problem: ClusterProblem) -> String {
        let words = problem.failure(in: design.place(of: .kubernetes)).words.withoutFullStop
        let after = "\(words). The cluster deletes it two minutes after its end"
        // Who may not delete it is not told to.
        if case .denied = problem { return after + "." }
        let delete = options.kubectl.line(["delete", "job", job.name, "-n", design.namespace.text])
        return "\(after); \(delete) does it at once."
    }

    /// There is no Job.
    private mutating func notMade(_ problem: ClusterProblem) -> PodRun {
        var right: KubernetesRight?
        if case .denied(let refused, _) = problem { right = refused }
        if isStarting {
            _ = fail(.workload, problem, asking: right)
            return .notStarted
        }
        if let right, let refusedExec {
            note([PodLine(.note, "\(right.permission) is refused too.")])
            return .failed(refusedExec, PodTranscript())
        }
        return .failed(problem, PodTranscript())
    }

    /// Waits until the Job's pod runs, hears what it writes, and learns how it ended.
    private mutating func run(
        _ words: [String], by job: ObjectState, as link: SendLinkName, within seconds: Int,
        _ cluster: any ClusterConnection
    ) async -> PodRun {
        let look = WorkloadLook(cluster: cluster, design: design, pod: nil, job: job)
        switch await started(look) {
        case .no(let run): return run
        case .running(let status, let pod):
            if isStarting {
                guard ended(status) != nil else { return .notStarted }
                begin(link)
            }
            if options.byJob { note(command: words) }
            let listener = PodListener(report)
            let talk = JobTalk(
                cluster: cluster, clock: context.clock, look: look, pod: pod, container: status.container,
                listener: listener)
            let result = await talk.run(link, within: seconds)
            output += listener.lines
            return result
        }
    }

    /// How it went until the pod ran.
    private enum Start {
        case running(WorkloadStatus, PodState)
        case no(PodRun)
    }

    /// Waits until the Job's pod runs, and tells how far it is where nothing else runs yet.
    private mutating func started(_ look: WorkloadLook) async -> Start {
        let begun = context.clock.milliseconds
        var looks: Int64 = 0
        while true {
            let isLate = context.clock.milliseconds - begun >= Int64(PodLimits.workload) * 1000
            var status: WorkloadStatus
            do throws(WorkloadLook.Refusal) {
                status = try await look.status(withEvents: looks > 0 || isLate)
            } catch {
                guard isStarting else { return .no(.failed(error.problem, PodTranscript())) }
                _ = fail(.workload, error.problem, asking: error.right)
                return .no(.notStarted)
            }
            looks += 1
            if isLate, !status.isRunning { status.giveUp(after: PodLimits.workload) }
            if isStarting { tell(status) }
            if status.isRunning, let pod = status.pod { return .running(status, pod) }
            if let fault = status.fault {
                if isStarting {
                    failed(fault)
                    return .no(.notStarted)
                }
                let words = fault.says.isEmpty ? "\(fault.found) (\(fault.place))" : fault.says
                return .no(.failed(.refused(reason: fault.kind.code, message: words), PodTranscript()))
            }
            if Task.isCancelled {
                let words = "Stopped while the Job's pod was on its way. Nothing was sent."
                if isStarting {
                    _ = fail(.workload, "Cancelled", words)
                    return .no(.notStarted)
                }
                return .no(.failed(.refused(reason: "Cancelled", message: words), PodTranscript()))
            }
            await context.clock.sleep(milliseconds: min(3000, looks * 500))
        }
    }
}
