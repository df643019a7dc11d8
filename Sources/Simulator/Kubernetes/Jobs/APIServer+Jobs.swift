import Wire

extension APIServer {
    /// Makes the pods that a job wants, and says how far it is.
    ///
    /// What fails is tried again until `backoffLimit` is passed: by a new pod, or with the restart policy `OnFailure` by
    /// the same one. A real cluster waits longer and longer between the tries; here nobody has to.
    mutating func work(on job: JSONValue, _ key: ObjectKey) {
        if Self.finish(of: job) != nil {
            if let end = Self.end(ofJob: job), end <= now { remove(key, orphaning: false) }
            return
        }
        var tally = self.tally(job)
        let isSuspended = job.at(["spec", "suspend"])?.bool == true
        if !isSuspended, tally.succeeded < tally.wanted, !tally.isExhausted {
            let room = min(job.at(["spec", "parallelism"])?.int ?? 1, tally.wanted - tally.succeeded)
            // Nobody needs thousands of simulated pods.
            for _ in tally.active..<max(tally.active, min(room, 50)) {
                guard spawn(for: job, by: "job-controller") != nil else { break }
            }
            tally = self.tally(job)
        }
        if tally.isExhausted, tally.succeeded < tally.wanted {
            // Pods that still run are ended, and count as failed.
            for (podKey, pod) in owned(.pods, by: job) where !Self.isOver(pod) {
                remove(podKey, orphaning: false)
                tally.failed += 1
            }
            tally.active = 0
            event("Warning", "BackoffLimitExceeded", Self.exceeded, about: job, from: "job-controller")
        } else if tally.succeeded >= tally.wanted {
            event("Normal", "Completed", "Job completed", about: job, from: "job-controller")
        }
        var changed = cluster.objects[key] ?? job
        changed.set(["status"], status(of: job, tally))
        keep(changed, at: key)
    }

    /// When a job goes that was over for as long as it is kept; nil for one that is not over, or stays.
    static func end(ofJob job: JSONValue) -> Timestamp? {
        guard let finished = finish(of: job), let seconds = job.at(["spec", "ttlSecondsAfterFinished"])?.int else {
            return nil
        }
        return finished.adding(seconds: seconds)
    }

    private static let exceeded = "Job has reached the specified backoff limit"

    private static func isOver(_ pod: JSONValue) -> Bool {
        ["Succeeded", "Failed"].contains(pod.at(["status", "phase"])?.string ?? "")
    }

    private struct Tally {
        var active = 0
        var succeeded = 0
        var failed = 0
        /// How often containers of active pods were started again.
        var restarts = 0
        var wanted: Int
        var limit: Int
        var restartsInPlace: Bool

        /// Whether nothing is tried again.
        var isExhausted: Bool {
            failed > limit || restartsInPlace && (limit == 0 ? restarts > 0 : restarts >= limit)
        }
    }

    private func tally(_ job: JSONValue) -> Tally {
        var tally = Tally(
            wanted: job.at(["spec", "completions"])?.int ?? 1, limit: job.at(["spec", "backoffLimit"])?.int ?? 6,
            restartsInPlace: job.at(["spec", "template", "spec", "restartPolicy"])?.string == "OnFailure")
        for (_, pod) in owned(.pods, by: job) {
            switch pod.at(["status", "phase"])?.string {
            case "Succeeded": tally.succeeded += 1
            case "Failed": tally.failed += 1
            default:
                tally.active += 1
                tally.restarts += (pod.at(["status", "containerStatuses"])?.array ?? [])
                    .compactMap { $0["restartCount"]?.int }.reduce(0, &+)
            }
        }
        return tally
    }

    private func status(of job: JSONValue, _ tally: Tally) -> JSONValue {
        var status = JSONObject([("startTime", job.at(["status", "startTime"]) ?? .string(now.iso8601))])
        for (name, count) in [("active", tally.active), ("succeeded", tally.succeeded), ("failed", tally.failed)]
        where count > 0 {
            status[name] = .number(String(count))
        }
        status["ready"] = .number(String(tally.active))
        status["terminating"] = 0
        status["uncountedTerminatedPods"] = .object(JSONObject())
        if tally.succeeded >= tally.wanted {
            status["completionTime"] = .string(now.iso8601)
            status["conditions"] = conditions(
                ["SuccessCriteriaMet", "Complete"], "CompletionsReached", "Reached expected number of succeeded pods")
        } else if tally.isExhausted {
            status["conditions"] = conditions(
                ["FailureTarget", "Failed"], "BackoffLimitExceeded", Self.exceeded)
        }
        return .object(status)
    }

    private func conditions(_ types: [String], _ reason: String, _ message: String) -> JSONValue {
        .array(
            types.map {
                [
                    "type": $0.json, "status": "True", "reason": reason.json, "message": message.json,
                    "lastProbeTime": .string(now.iso8601), "lastTransitionTime": .string(now.iso8601),
                ]
            })
    }

    /// When a job was over, nil while it is not.
    private static func finish(of job: JSONValue) -> Timestamp? {
        let condition = (job.at(["status", "conditions"])?.array ?? []).first {
            ["Complete", "Failed"].contains($0["type"]?.string ?? "") && $0["status"]?.string == "True"
        }
        return condition?["lastTransitionTime"]?.string.flatMap { Timestamp(iso8601: $0) }
    }
}
