public import Design

/// What happens in the cluster while a message is sent from a pod.
public enum PodNews: Hashable, Sendable {
    /// How far the workload is.
    case workload(WorkloadStatus)
    /// A program was started in the pod, or wrote a line.
    case line(PodLine)
}
