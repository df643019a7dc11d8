import AWSClient
import Calls
import Design
import KubernetesClient
import Observation
import Wire

/// A program that runs in the pod of a Job: what it writes as it comes, and how it ends.
struct JobTalk {
    let cluster: any ClusterConnection
    let clock: any AWSClock
    let look: WorkloadLook
    let pod: PodState
    /// The container whose program it is; nil takes the pod's only one.
    let container: String?
    let listener: PodListener

    /// Listens until it ends.
    ///
    /// - Parameters:
    ///   - link: What is asked with it: a message may be out although nobody knows.
    ///   - seconds: How long it may take.
    /// - Returns: How it ended, or why nobody knows.
    func run(_ link: SendLinkName, within seconds: Int) async -> SendRun.PodRun {
        let begun = clock.milliseconds
        // Whoever may not listen, or is cut off, still learns how it ended, and reads afterwards what was written.
        let unheard = await follow(within: seconds)
        var looks: Int64 = 0
        repeat {
            do throws(WorkloadLook.Refusal) {
                let status = try await look.status(withEvents: false)
                guard let now = status.pod, now.uid == pod.uid else {
                    return failed(.lost("The Job's pod was gone before it said how it ended."))
                }
                if let container = main(of: now), let code = container.exitCode {
                    return await ended(code, container, link, unheard)
                }
            } catch {
                // One look that fails is no end; the next may tell.
                if looks > 5 { return failed(.lost(error.problem.sentence)) }
            }
            if Task.isCancelled { return failed(.cancelled) }
            looks += 1
            await clock.sleep(milliseconds: min(3000, looks * 500))
        } while clock.milliseconds - begun < Int64(seconds) * 1000
        return failed(.lost("The program in the Job's pod did not end within \(seconds) s."))
    }

    private func failed(_ problem: ClusterProblem) -> SendRun.PodRun {
        listener.end()
        return .failed(problem, listener.transcript)
    }

    private func main(of pod: PodState) -> PodState.Container? {
        container.flatMap { name in pod.mainContainers.first { $0.name == name } } ?? pod.mainContainers.first
    }

    /// Hears what it writes until it ends; why not, where not all was heard.
    private func follow(within seconds: Int) async -> ClusterProblem? {
        do throws(ClusterProblem) {
            let listener = listener
            try await cluster.follow(pod.name, in: pod.namespace, container: container, within: seconds) {
                listener.take(.out($0))
            }
            return nil
        } catch {
            return error
        }
    }

    private func ended(
        _ code: Int, _ container: PodState.Container, _ link: SendLinkName, _ unheard: ClusterProblem?
    ) async -> SendRun.PodRun {
        if ["StartError", "ContainerCannotRun"].contains(container.endReason) {
            let events = (try? await look.status(withEvents: true))?.events ?? []
            let words = events.first { $0.reason == "Failed" && $0.name == pod.name }?.message
            return failed(
                .refused(reason: "StartError", message: words ?? "The container could not start its program."))
        }
        if unheard != nil {
            do throws(ClusterProblem) {
                listener.take(log: try await cluster.log(of: pod.name, in: pod.namespace, container: self.container))
            } catch {
                // Its code alone says what became of it, but for what it would have written.
                if code == 0 { return failed(link == .send ? .lost(error.sentence) : error) }
            }
        }
        listener.end()
        listener.mix()
        return .ended(code, listener.transcript)
    }
}
