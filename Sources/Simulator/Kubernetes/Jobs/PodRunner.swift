import Synchronization
import Wire

/// Runs the commands of pods that are meant to end: those whose restart policy is not `Always`.
///
/// Pods that are kept running, as those of deployments are, only wait for somebody to look inside.
final class PodRunner: Sendable {
    /// A container whose command is to run.
    private struct Start: Sendable {
        var machine: PodMachine
        var pod: ObjectKey
        var containerID: String
        var command: [String]
    }

    private let running = Mutex<[String: Task<Void, Never>]>([:])

    deinit {
        for task in running.withLock({ $0 }).values { task.cancel() }
    }

    /// Starts what the cluster has started since the last time, and ends what is gone.
    func catchUp(_ world: World, _ hub: WatchHub) {
        let (starts, alive) = world.change { state -> ([Start], Set<String>) in
            let pods = state.cluster.objects.list(ResourceKind.pods.id)
            let ended = pods.filter { Self.isMeantToEnd($0.object) }
            let starts = ended.flatMap { Self.start($0.key, $0.object, world, &state) }
            return (starts, Set(ended.flatMap { Self.containerIDs($0.object) } + starts.map(\.containerID)))
        }
        running.withLock { running in
            for (id, task) in running where !alive.contains(id) {
                task.cancel()
                running[id] = nil
            }
        }
        begin(starts, world, hub)
    }

    /// Ends all that runs, and returns when nothing of it can change the world any more.
    func stop() async {
        while true {
            let tasks = running.withLock { running in
                defer { running = [:] }
                return running.values
            }
            // One that was just ending may have started the next.
            guard !tasks.isEmpty else { return }
            for task in tasks { task.cancel() }
            for task in tasks { await task.value }
        }
    }

    /// Begins again what ran in a world that was put back.
    ///
    /// A command begins at its first line: how far it was is nowhere written.
    func resume(_ world: World, _ hub: WatchHub) {
        let starts = world.change { state -> [Start] in
            state.cluster.objects.list(ResourceKind.pods.id).filter { Self.isMeantToEnd($0.object) }.flatMap { pod in
                (pod.object.at(["status", "containerStatuses"])?.array ?? []).compactMap { status -> Start? in
                    guard status.at(["state", "running"]) != nil, let id = status["containerID"]?.string else {
                        return nil
                    }
                    state.cluster.logs.clear(id)
                    return Self.start(of: status, id, pod.key, pod.object, world)
                }
            }
        }
        begin(starts, world, hub)
    }

    private func begin(_ starts: [Start], _ world: World, _ hub: WatchHub) {
        running.withLock { running in
            for start in starts {
                // A job may want another pod after this one; a runner that is gone starts no more.
                running[start.containerID] = Task {
                    await Self.run(start, world, hub) { [weak self] in self?.catchUp(world, hub) }
                }
            }
        }
    }

    private static func isMeantToEnd(_ pod: JSONValue) -> Bool {
        pod.at(["spec", "restartPolicy"])?.string != "Always"
    }

    private static func containerIDs(_ pod: JSONValue) -> [String] {
        (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap { $0["containerID"]?.string }
    }

    /// Gives an id to every container that runs and has none yet.
    private static func start(
        _ key: ObjectKey, _ pod: JSONValue, _ world: World, _ state: inout WorldState
    ) -> [Start] {
        guard let statuses = pod.at(["status", "containerStatuses"])?.array else { return [] }
        var starts: [Start] = []
        let changed = statuses.map { status -> JSONValue in
            guard status.at(["state", "running"]) != nil, status["containerID"] == nil else { return status }
            var status = status
            let id = "containerd://" + Hex.encode(world.randomness.bytes(32))
            status.set(["containerID"], .string(id))
            starts.append(Self.start(of: status, id, key, pod, world))
            return status
        }
        guard !starts.isEmpty else { return [] }
        var object = pod
        object.set(["status", "containerStatuses"], .array(changed))
        state.cluster.objects.put(object, at: key)
        return starts
    }

    private static func start(
        of status: JSONValue, _ id: String, _ key: ObjectKey, _ pod: JSONValue, _ world: World
    ) -> Start {
        let name = status["name"]?.string ?? ""
        let container = pod.at(["spec", "containers"])?.array?.first { $0["name"]?.string == name } ?? .null
        return Start(
            machine: PodMachine(world: world, namespace: key.namespace, name: key.name, container: name),
            pod: key, containerID: id, command: command(of: container))
    }

    /// The command of a container; images of the AWS CLI bring their own.
    private static func command(of container: JSONValue) -> [String] {
        let command = (container["command"]?.array ?? []).compactMap(\.string)
        let arguments = (container["args"]?.array ?? []).compactMap(\.string)
        if !command.isEmpty { return command + arguments }
        return (container["image"]?.string?.contains("aws-cli") == true ? ["aws"] : ["sh"]) + arguments
    }

    private static func run(
        _ start: Start, _ world: World, _ hub: WatchHub, next: @Sendable () -> Void
    ) async {
        let environment = start.machine.environment
        let output = PodOutput { bytes in
            world.change { $0.cluster.logs.append(bytes, to: start.containerID) }
            hub.signal()
        }
        let words = environment.expanding(start.command)
        let process = PodProcess(
            arguments: words ?? Array(start.command.prefix(1)), environment: environment, machine: start.machine,
            input: PodInput([]), output: output, errors: output)
        let code = words == nil ? await process.refuse() : await process.start()
        guard !Task.isCancelled else { return }
        let seconds = world.change { state -> Int? in
            var server = APIServer(cluster: state.cluster, now: world.now)
            let seconds = server.end(start.pod, containerID: start.containerID, code: code)
            state.cluster = server.cluster
            return seconds
        }
        next()
        hub.signal()
        // A job that is to go after a while goes even if nobody asks the API server anything until then.
        guard let seconds, (try? await Task.sleep(for: .seconds(Double(seconds) + 1))) != nil else { return }
        world.change { state in
            var server = APIServer(cluster: state.cluster, now: world.now)
            server.settle()
            state.cluster = server.cluster
        }
        hub.signal()
    }
}
