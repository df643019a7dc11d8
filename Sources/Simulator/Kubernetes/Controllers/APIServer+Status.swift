import Wire

extension APIServer {
    /// Starts a pod on a node, if its images can be pulled.
    mutating func run(_ pod: JSONValue, _ key: ObjectKey) {
        let containers = pod.at(["spec", "containers"])?.array ?? []
        // What has ended stays ended.
        guard !["Succeeded", "Failed"].contains(pod.at(["status", "phase"])?.string ?? "") else { return }
        var problem: (image: String, answer: String)?
        for image in containers.compactMap({ $0["image"]?.string }) {
            if let known = cluster.unpullableImages.first(where: { image.contains($0.key) }) {
                problem = (image, known.value)
            }
        }
        let isRunning = problem == nil
        let phase = isRunning ? "Running" : "Pending"
        let images = containers.compactMap { $0["image"]?.string }
        let shown = (pod.at(["status", "containerStatuses"])?.array ?? []).compactMap { $0["image"]?.string }
        guard pod.at(["status", "phase"])?.string != phase || images != shown else { return }
        var object = pod
        if pod.at(["spec", "nodeName"])?.string ?? "" == "" {
            object.set(
                ["spec", "nodeName"], (SetPlace.node(of: pod) ?? SystemObjects.nodeName(in: cluster.region)).json)
        }
        let started = pod.at(["status", "startTime"]) ?? .string(now.iso8601)
        let statuses = containers.map { container -> JSONValue in
            [
                "name": container["name"] ?? "",
                "state": problem.map { failed in
                    [
                        "waiting": [
                            "reason": "ImagePullBackOff",
                            "message": .string(
                                "Back-off pulling image \"\(failed.image)\": ErrImagePull: failed to pull and unpack "
                                    + "image \"\(failed.image)\": \(failed.answer)"),
                        ]
                    ]
                } ?? ["running": ["startedAt": started]], "lastState": .object(JSONObject()),
                "ready": .bool(isRunning), "restartCount": 0, "image": container["image"] ?? "", "imageID": "",
                "started": .bool(isRunning),
            ]
        }
        object.set(
            ["status"],
            [
                "phase": .string(phase),
                "conditions": .array(
                    [
                        ("PodScheduled", true), ("Initialized", true), ("ContainersReady", isRunning),
                        ("Ready", isRunning),
                    ]
                    .map {
                        [
                            "type": .string($0.0), "status": $0.1 ? "True" : "False", "lastProbeTime": .null,
                            "lastTransitionTime": .string(now.iso8601),
                        ]
                    }), "hostIP": "10.0.1.17", "podIP": "10.0.1.42", "podIPs": [["ip": "10.0.1.42"]],
                "startTime": started, "containerStatuses": .array(statuses), "qosClass": "BestEffort",
            ])
        keep(object, at: key)
        if let problem {
            event(
                "Warning", "Failed", "Failed to pull image \"\(problem.image)\": \(problem.answer)", about: object,
                from: "kubelet")
        } else {
            event(
                "Normal", "Started", "Started container \(containers.first?["name"]?.string ?? "")", about: object,
                from: "kubelet")
        }
    }

    /// Brings a replica set's or a deployment's status up to date.
    mutating func report(_ object: JSONValue, _ key: ObjectKey) {
        let isDeployment = key.resource == ResourceKind.deployments.id
        let sets = isDeployment ? owned(.replicaSets, by: object).map(\.object) : [object]
        let pods = sets.flatMap { owned(.pods, by: $0).map(\.object) }
        let ready = pods.filter { $0.at(["status", "phase"])?.string == "Running" }.count
        let wanted = object.at(["spec", "replicas"])?.int ?? 1
        let refused = sets.compactMap(refusal).first
        var status = JSONObject([("observedGeneration", object.at(["metadata", "generation"]) ?? 1)])
        status["replicas"] = .number(String(pods.count))
        if isDeployment {
            status["updatedReplicas"] = .number(String(pods.count))
            if wanted > ready { status["unavailableReplicas"] = .number(String(wanted - ready)) }
        } else {
            status["fullyLabeledReplicas"] = .number(String(pods.count))
        }
        status["readyReplicas"] = .number(String(ready))
        status["availableReplicas"] = .number(String(ready))
        var conditions: [(type: String, holds: Bool, reason: String, message: String)] = []
        if isDeployment {
            let enough = ready >= wanted
            conditions.append(
                (
                    "Available", enough, enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    "Deployment \(enough ? "has" : "does not have") minimum availability."
                ))
            let set = sets.last?.name ?? ""
            conditions.append(
                (
                    "Progressing", true, enough ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                    "ReplicaSet \"\(set)\" \(enough ? "has successfully progressed." : "is progressing.")"
                ))
        }
        if let refused, pods.count < wanted {
            conditions.append(("ReplicaFailure", true, "FailedCreate", refused))
        }
        let known = object.at(["status", "conditions"])?.array ?? []
        status["conditions"] =
            conditions.isEmpty
            ? nil : .array(conditions.map { condition($0.type, $0.holds, $0.reason, $0.message, known) })
        var changed = object
        changed.set(["status"], .object(status))
        keep(changed, at: key)
    }

    private func refusal(_ set: JSONValue) -> String? {
        cluster.objects.list(ResourceKind.events.id, namespace: set.at(["metadata", "namespace"])?.string).map(\.object)
            .first {
                $0.at(["involvedObject", "uid"]) == set.at(["metadata", "uid"])
                    && $0["reason"]?.string == "FailedCreate"
            }?["message"]?.string.map { String($0.dropFirst("Error creating: ".count)) }
    }

    private func condition(
        _ type: String, _ holds: Bool, _ reason: String, _ message: String, _ known: [JSONValue]
    ) -> JSONValue {
        let status = holds ? "True" : "False"
        let before = known.first { $0["type"]?.string == type }
        let isSame = before?["status"]?.string == status && before?["reason"]?.string == reason
        return [
            "type": .string(type), "status": .string(status),
            "lastUpdateTime": isSame ? before?["lastUpdateTime"] ?? .null : .string(now.iso8601),
            "lastTransitionTime": before?["status"]?.string == status
                ? before?["lastTransitionTime"] ?? .null : .string(now.iso8601), "reason": .string(reason),
            "message": .string(message),
        ]
    }
}

extension String {
    /// The text as a JSON value.
    var json: JSONValue { .string(self) }
}
