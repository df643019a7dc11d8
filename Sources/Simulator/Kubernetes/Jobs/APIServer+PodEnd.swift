import Wire

extension APIServer {
    /// Notes that a container's command has ended.
    ///
    /// - Parameters:
    ///   - key: the pod.
    ///   - containerID: the container that ended; another one in its place is left alone.
    ///   - code: the exit code, nil where the container has no such program.
    /// - Returns: after how many seconds the pod's job is to go, nil where it stays.
    mutating func end(_ key: ObjectKey, containerID: String, code: Int?) -> Int? {
        guard var pod = cluster.objects[key], let statuses = pod.at(["status", "containerStatuses"])?.array,
            statuses.contains(where: { $0["containerID"]?.string == containerID })
        else { return nil }
        let isAgain = code != 0 && pod.at(["spec", "restartPolicy"])?.string == "OnFailure"
        let changed = statuses.map { status -> JSONValue in
            guard status["containerID"]?.string == containerID else { return status }
            let over = ended(status, pod, code: code)
            return isAgain ? restarted(over) : over
        }
        pod.set(["status", "containerStatuses"], .array(changed))
        let codes = changed.map { $0.at(["state", "terminated", "exitCode"])?.int }
        if codes.allSatisfy({ $0 != nil }) {
            let isSuccess = codes.allSatisfy { $0 == 0 }
            pod.set(["status", "phase"], isSuccess ? "Succeeded" : "Failed")
            pod.set(
                ["status", "conditions"],
                .array((pod.at(["status", "conditions"])?.array ?? []).map { condition(after: $0, isSuccess) }))
        }
        cluster.objects.put(pod, at: key)
        settle()
        let owner = pod.at(["metadata", "ownerReferences"])?.array?.first { $0["kind"]?.string == "Job" }
        let job = owner.flatMap { cluster.objects[ResourceKind.jobs.key(key.namespace, $0["name"]?.string ?? "")] }
        if code == nil {
            let name = changed.first { $0["containerID"]?.string == containerID }?["name"]
            let container = pod.at(["spec", "containers"])?.array?.first { $0["name"] == name }
            event("Warning", "Failed", "Error: \(Self.noProgram(container))", about: pod, from: "kubelet")
        }
        return job?.at(["spec", "ttlSecondsAfterFinished"])?.int
    }

    /// How often the simulator starts a failing container of a pod that no job counts for.
    private static let restarts = 5

    /// A container that is started again; after some times the node waits, as a real one does for longer and longer.
    private func restarted(_ over: JSONValue) -> JSONValue {
        var status = over
        let count = (over["restartCount"]?.int ?? 0) + 1
        status.set(["lastState"], over["state"])
        status.set(["restartCount"], .number(String(count)))
        status.set(["containerID"], nil)
        guard count <= Self.restarts else {
            let message = "back-off 5m0s restarting failed container=\(over["name"]?.string ?? "")"
            status.set(["state"], ["waiting": ["reason": "CrashLoopBackOff", "message": message.json]])
            return status
        }
        status.set(["state"], ["running": ["startedAt": .string(now.iso8601)]])
        status.set(["ready"], true)
        status.set(["started"], true)
        return status
    }

    private func ended(_ status: JSONValue, _ pod: JSONValue, code: Int?) -> JSONValue {
        var status = status
        let command = pod.at(["spec", "containers"])?.array?.first { $0["name"] == status["name"] }
        var state: JSONValue = [
            "exitCode": .number(String(code ?? 128)),
            "reason": (code == nil ? "StartError" : code == 0 ? "Completed" : "Error").json,
            "startedAt": status.at(["state", "running", "startedAt"]) ?? .null, "finishedAt": .string(now.iso8601),
            "containerID": status["containerID"] ?? "",
        ]
        if code == nil {
            state.set(["message"], Self.noProgram(command).json)
        }
        status.set(["state"], ["terminated": state])
        status.set(["ready"], false)
        status.set(["started"], false)
        return status
    }

    private func condition(after condition: JSONValue, _ isSuccess: Bool) -> JSONValue {
        guard ["Ready", "ContainersReady"].contains(condition["type"]?.string ?? "") else { return condition }
        var condition = condition
        condition.set(["status"], "False")
        condition.set(["reason"], isSuccess ? "PodCompleted" : "PodFailed")
        condition.set(["lastTransitionTime"], .string(now.iso8601))
        return condition
    }

    /// What containerd says of a container whose program is not in its image.
    private static func noProgram(_ container: JSONValue?) -> String {
        let program = container?["command"]?.array?.first?.string ?? ""
        return "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create "
            + "failed: unable to start container process: exec: \"\(program)\": executable file not found in $PATH: "
            + "unknown"
    }
}
