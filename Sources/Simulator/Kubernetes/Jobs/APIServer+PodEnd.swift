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
        let changed = statuses.map { status in
            status["containerID"]?.string == containerID ? ended(status, pod, code: code) : status
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
        catchUpEvents(pod, code)
        return job?.at(["spec", "ttlSecondsAfterFinished"])?.int
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
            let program = command?["command"]?.array?.first?.string ?? ""
            state.set(
                ["message"],
                ("failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create "
                    + "failed: unable to start container process: exec: \"\(program)\": executable file not found in "
                    + "$PATH: unknown").json)
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

    private mutating func catchUpEvents(_ pod: JSONValue, _ code: Int?) {
        guard code == nil else { return }
        event("Warning", "Failed", "Error: failed to start container", about: pod, from: "kubelet")
    }
}
