import Wire

/// How far a workload is, from its deployment to its running container.
///
/// A pure function of what the cluster shows: it knows no clock, and asks nobody.
public struct WorkloadStatus: Hashable, Sendable {
    /// The deployment's name, or the pod's where one was named.
    public let name: String
    /// The namespace.
    public let namespace: String
    /// What it needs, in the order of its life.
    public internal(set) var rows: [WorkloadRow]
    /// Why it does not go on; nil while it does.
    public internal(set) var fault: WorkloadFault?
    /// The pod to look at; nil while there is none.
    public let pod: PodState?
    /// The container that a program would run in; nil while there is none.
    public let container: String?
    /// What the pod shows of its role; nil while there is no pod, or the service account is not known.
    public let verdict: PodVerdict?
    /// The deployment's identity; nil where there is none.
    public let uid: String?
    /// Whether sesame made the deployment.
    public let isOwn: Bool
    /// What the cluster says happened to its objects, newest first.
    public let events: [EventState]

    /// Whether its container runs.
    public var isRunning: Bool { rows.last?.part == .container && rows.last?.state == .right }

    /// What may not be read about it, as it follows "cannot tell: ".
    public var unread: [String] = []

    /// Looks at a deployment.
    ///
    /// - Parameters:
    ///   - name: The deployment's name.
    ///   - namespace: Its namespace.
    ///   - role: The ARN of the role that its pods are to have.
    ///   - sight: What was read.
    public init(_ name: String, in namespace: String, role: String, _ sight: WorkloadSight) {
        self.name = name
        self.namespace = namespace
        var reader = WorkloadReader(namespace: namespace, role: role, sight: sight)
        reader.read(deployment: name)
        pod = sight.currentPod
        container = pod.flatMap { Self.container(of: $0, preferring: name) }
        verdict = pod.flatMap { pod in sight.account.map { PodVerdict(pod, $0, role: role) } }
        rows = reader.rows
        fault = reader.fault
        uid = sight.deployment?.uid
        isOwn = sight.deployment?.labels[DelegateSending.managedByLabel] == DelegateSending.manager
        let uids = [sight.deployment?.uid, sight.currentSet?.uid, pod?.uid].compactMap(\.self)
        events = (sight.events ?? []).filter { uids.contains($0.uid) }
    }

    /// Looks at one pod, whoever made it.
    ///
    /// - Parameters:
    ///   - pod: The pod.
    ///   - role: The ARN of the role that it is to have.
    ///   - sight: What was read besides it.
    public init(pod: PodState, role: String, _ sight: WorkloadSight) {
        name = pod.name
        namespace = pod.namespace
        var reader = WorkloadReader(namespace: pod.namespace, role: role, sight: sight)
        reader.read(pod)
        self.pod = pod
        container = Self.container(of: pod, preferring: DelegateSending.workloadName)
        verdict = sight.account.map { PodVerdict(pod, $0, role: role) }
        rows = reader.rows
        fault = reader.fault
        uid = nil
        isOwn = false
        events = sight.events(of: pod.object)
    }

    /// Looks at a Job that runs one program.
    ///
    /// - Parameters:
    ///   - job: The Job.
    ///   - role: The ARN of the role that its pod is to have.
    ///   - sight: What was read besides it.
    public init(job: ObjectState, role: String, _ sight: WorkloadSight) {
        name = job.name
        namespace = job.namespace
        var reader = WorkloadReader(namespace: job.namespace, role: role, sight: sight)
        reader.read(job: job)
        let pod = sight.pod(ofJob: job)
        self.pod = pod
        container = pod.flatMap { Self.container(of: $0, preferring: DelegateSending.workloadName) }
        verdict = pod.flatMap { pod in sight.account.map { PodVerdict(pod, $0, role: role) } }
        rows = reader.rows
        fault = reader.fault
        uid = nil
        isOwn = false
        let uids = [job.uid] + [pod?.uid].compactMap(\.self)
        events = (sight.events ?? []).filter { uids.contains($0.uid) }
    }

    /// There is no such pod.
    public init(missing name: String, in namespace: String) {
        self.name = name
        self.namespace = namespace
        rows = [WorkloadRow(.pod, .wrong, name, "is not there")]
        fault = WorkloadFault(.missing, found: "no pod \(name)", place: "namespace \(namespace)")
        pod = nil
        container = nil
        verdict = nil
        uid = nil
        isOwn = false
        events = []
    }

    /// Writes down when each row became right, counted from the start.
    ///
    /// - Parameters:
    ///   - elapsed: Milliseconds since the start.
    ///   - earlier: The status before, whose times are kept.
    public mutating func note(_ elapsed: Int64, after earlier: WorkloadStatus?) {
        for index in rows.indices where rows[index].state != .waiting {
            let before = earlier?.rows.first {
                $0.part == rows[index].part && $0.subject == rows[index].subject && $0.state == .right
            }
            rows[index].milliseconds = rows[index].state == .right ? before?.milliseconds ?? elapsed : elapsed
        }
    }

    /// Gives up waiting.
    ///
    /// - Parameter seconds: How long it was waited for.
    public mutating func giveUp(after seconds: Int) {
        guard fault == nil, let row = rows.first(where: { $0.state == .running || $0.state == .unknown }) else {
            return
        }
        let word = row.part.rawValue
        let words = "\(word) \(row.subject)".trimmingWhitespace
        fault = WorkloadFault(
            row.part == .pod && pod?.isUnschedulable == true ? .noNode : .slow,
            found: "after \(seconds) s: \(word), \(row.remark.isEmpty ? "nothing yet" : row.remark)",
            place: "\(words) in namespace \(namespace)",
            says: events.first { $0.reason == "FailedScheduling" }?.message ?? "")
    }

    /// The container whose namesake is preferred, else one with the role, else the first.
    private static func container(of pod: PodState, preferring name: String) -> String? {
        let containers = pod.mainContainers
        let chosen =
            containers.first { $0.name == name } ?? containers.first { $0.values["AWS_ROLE_ARN"] != nil }
            ?? containers.first
        return chosen?.name
    }
}
