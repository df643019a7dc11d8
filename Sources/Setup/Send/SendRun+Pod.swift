import AWSClient
import Calls
import Design
import Identifiers
import KubernetesClient
import Observation
import Wire

// The guide's own test: a program in a pod of the service account.
extension SendRun {
    /// How long each step may take, in seconds.
    enum PodLimits {
        /// Until the workload runs: a first pull takes a minute, and a node that is added takes two.
        static let workload = 180
        /// Until the pod says who it is: three tries of the AWS CLI, ten seconds each.
        static let caller = 60
        /// Until the message is taken.
        static let send = 120
    }

    /// Sends from a pod: it runs, it is who it is meant to be, SES takes its message.
    mutating func pod() async {
        if options.byJob {
            begin(.workload)
            // What is asked first brings the first Job, and with it the pod.
            guard await caller(in: nil) else { return }
            await send(in: nil)
            return
        }
        guard let place = await podToRunIn(), await caller(in: place) else { return }
        await send(in: place)
    }

    // MARK: The pod runs

    /// Waits until the pod runs; nil, with the link ended, where it does not.
    private mutating func podToRunIn() async -> PodPlace? {
        begin(.workload)
        guard let cluster = context.cluster else {
            _ = fail(.workload, "Unreachable", "There is no way to the cluster; name a context.", endsAs: .unreachable)
            return nil
        }
        let look = WorkloadLook(cluster: cluster, design: design, pod: options.pod)
        var looks = 0
        while true {
            do throws(WorkloadLook.Refusal) {
                let isLate = elapsed >= Int64(PodLimits.workload) * 1000
                var status = try await look.status(withEvents: looks > 0 || isLate)
                // What does not run at once is looked at with what the cluster says to it.
                if looks == 0, !status.isRunning, status.fault?.kind != .missing {
                    status = try await look.status(withEvents: true)
                }
                looks += 1
                if isLate, !status.isRunning { status.giveUp(after: PodLimits.workload) }
                tell(status)
                if status.isRunning { return ended(status) }
                if let fault = status.fault {
                    failed(fault)
                    return nil
                }
            } catch {
                _ = fail(.workload, error.problem, asking: error.right)
                return nil
            }
            guard !Task.isCancelled else {
                _ = fail(.workload, "Cancelled", "Stopped while the workload was on its way. Nothing was sent.")
                return nil
            }
            await context.clock.sleep(milliseconds: min(3000, Int64(looks) * 500))
        }
    }

    /// Tells a status that differs from the last one in more than its times.
    mutating func tell(_ status: WorkloadStatus) {
        var status = status
        status.note(elapsed, after: workload)
        workload = status
        report(.workload(status))
    }

    mutating func ended(_ status: WorkloadStatus) -> PodPlace? {
        guard let pod = status.pod else { return nil }
        guard pod.serviceAccount == design.serviceAccount.text else {
            _ = fail(
                .workload, "OtherServiceAccount",
                "The pod \(pod.name) runs as the service account \(pod.serviceAccount), not as "
                    + "\(design.serviceAccount.text), so it proves nothing of this setup.")
            return nil
        }
        let token = status.rows.first { $0.part == .token }
        let words = token?.state == .right ? "role and token, \(token?.remark ?? "")" : "without role and token"
        end(
            SendLink(.workload, "pod \(pod.name) \(status.rows.last?.remark == "has ended" ? "ran" : "runs"), \(words)")
        )
        return PodPlace(
            pod: pod.name, namespace: pod.namespace, container: status.container, kubectl: options.kubectl)
    }

    mutating func failed(_ fault: WorkloadFault) {
        var problem = Problem(sentence(fault), code: fault.kind.code, short: fault.found)
        if !fault.says.isEmpty {
            problem.failure = CallFailure(
                .doubtful, reason: fault.found, code: fault.kind.code, message: fault.says, service: "kubernetes")
        }
        if fault.kind == .slow { problem.exitCode = .incomplete }
        end(SendLink(.workload, problem))
    }

    private func sentence(_ fault: WorkloadFault) -> String {
        let says = fault.says.isEmpty ? "" : " The cluster says: \(fault.says.withoutFullStop)."
        switch fault.kind {
        case .missing where options.pod != nil:
            return "There is no pod \(options.pod ?? "") in namespace \(design.namespace.text)."
        case .missing:
            return "The test workload \(DelegateSending.workloadName) is not in namespace \(design.namespace.text)."
        default: return "The pod does not start: \(fault.found) (\(fault.place)).\(says)"
        }
    }

    // MARK: Who it is

    /// The pod is the role, and not its node or another role.
    private mutating func caller(in place: PodPlace?) async -> Bool {
        if place != nil { begin(.caller) }
        let words = [
            "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "json", "--region",
            design.eksRegion.text, "--cli-connect-timeout", "10",
        ]
        switch await run(words, in: place, as: .caller, within: PodLimits.caller) {
        case .notStarted: return false
        case .ended(0, let transcript):
            let text = String(decoding: transcript.output, as: UTF8.self)
            guard let arn = Self.document(text, from: "\"")?.string ?? Self.word(text) else {
                return fail(.caller, "BadOutput", "The program in the pod wrote something else than who it is.")
            }
            return judge(arn)
        case .ended(let code, let transcript):
            return fail(.caller, transcript, code, region: design.eksRegion.text)
        case .failed(let problem, let transcript):
            return fail(.caller, problem, transcript, region: design.eksRegion.text)
        }
    }

    /// The JSON in what a program wrote; a log has what it complained about before it.
    private static func document(_ text: String, from first: Character) -> JSONValue? {
        if let whole = try? JSONValue.parse(text) { return whole }
        guard let start = text.firstIndex(of: first) else { return nil }
        return try? JSONValue.parse(text[start...].trimmingWhitespace)
    }

    /// A line that is one word, as `--output text` writes it.
    private static func word(_ text: String) -> String? {
        let word = text.trimmingWhitespace
        return word.hasPrefix("arn:") && !word.contains(" ") && !word.contains("\n") ? word : nil
    }

    private mutating func judge(_ arn: String) -> Bool {
        let caller = PodCaller(arn)
        guard caller.account == design.eksAccount.text, caller.role == design.roleName.text else {
            let who = caller.isNode ? "its node's role" : "another one than its own"
            return fail(
                .caller, caller.isNode ? "NodeRole" : "OtherRole",
                "The pod is \(arn): \(who), not \(design.roleName.text). The message was not tried.")
        }
        end(SendLink(.caller, "the pod is \(design.roleName.text), and not its node"))
        return true
    }

    // MARK: The message

    private mutating func send(in place: PodPlace?) async {
        begin(.send)
        let region = design.sesRegion.text
        switch await run(SendCommand.words(design, options), in: place, as: .send, within: PodLimits.send) {
        case .notStarted: return
        case .ended(0, let transcript):
            let text = String(decoding: transcript.output, as: UTF8.self)
            guard let id = Self.document(text, from: "{")?["MessageId"]?.string, !id.isEmpty else {
                var problem = Problem(
                    "The program in the pod ended well and wrote no message id.", code: "BadOutput",
                    exitCode: .incomplete)
                problem.failure = CallFailure(.doubtful, service: "ses", operation: "SendEmail", mayHaveHappened: true)
                end(SendLink(.send, problem))
                return
            }
            messageID = id
            end(SendLink(.send, "SES took the message for \(receiver): \(id)"))
        case .ended(let code, let transcript): _ = fail(.send, transcript, code, region: region)
        case .failed(let problem, let transcript): _ = fail(.send, problem, transcript, region: region)
        }
    }

    // MARK: Running a program

    /// How a program in the pod ended.
    enum PodRun {
        /// The pod that it was to run in did not start; the link that says so has ended.
        case notStarted
        /// It ended with this code.
        case ended(Int, PodTranscript)
        /// It was not started, or nobody knows how it ended.
        case failed(ClusterProblem, PodTranscript)
    }

    /// Runs a program in the pod, and tells every line of it; without a pod as a Job.
    private mutating func run(
        _ words: [String], in place: PodPlace?, as link: SendLinkName, within seconds: Int
    ) async -> PodRun {
        guard let cluster = context.cluster else {
            return .failed(.unreachable("There is no cluster."), PodTranscript())
        }
        // What runs in a Job of its own is told when its pod is there.
        guard let place else { return await runAsJob(words, as: link, within: seconds) }
        note(command: words)
        if refusedExec != nil { return await runAsJob(words, as: link, within: seconds) }
        byHand.append(place.byHand(words))
        let heard = PodListener(report)
        let command = PodCommand(words, pod: place.pod, namespace: place.namespace, container: place.container)
        let result: PodRun
        do throws(ClusterProblem) {
            let code = try await cluster.run(command, within: seconds) { heard.take($0) }
            heard.end()
            result = .ended(code, heard.transcript)
        } catch {
            heard.end()
            if case .denied(let right, _) = error {
                note([PodLine(.note, "\(right.permission) is refused, so the same runs as a Job.")])
                refusedExec = error
                // What is refused here is no help by hand either.
                byHand = []
                return await runAsJob(words, as: link, within: seconds)
            }
            result = .failed(error, heard.transcript)
        }
        output += heard.lines
        return result
    }

    mutating func note(command words: [String]) {
        note([PodLine(.command, words.map(ShellQuoting.word).joined(separator: " "))])
    }

    mutating func note(_ lines: [PodLine]) {
        output += lines
        for line in lines { report(.line(line)) }
    }

    /// The program said no.
    private mutating func fail(
        _ name: SendLinkName, _ transcript: PodTranscript, _ code: Int, region: String
    ) -> Bool {
        let words = String(decoding: transcript.errors, as: UTF8.self).trimmingWhitespace
        let trouble = PodTrouble(words, exitCode: code, region: region, account: design.eksAccount.text)
        return fail(name, trouble, words.isEmpty ? "The program ended with code \(code)." : words, ended: code)
    }

    /// It was not started, or nobody knows how it ended.
    private mutating func fail(
        _ name: SendLinkName, _ problem: ClusterProblem, _ transcript: PodTranscript, region: String
    ) -> Bool {
        switch problem {
        case .refused("NotFound", _) where workload?.pod != nil && !options.byJob && refusedExec == nil:
            // What runs by hand in it cannot either.
            byHand = []
            let pod = workload?.pod?.name ?? ""
            let next = options.pod == nil ? " Send again: its deployment makes another." : " Name another with --pod."
            return fail(
                name, "NotFound",
                "The pod \(pod) is gone: somebody deleted it, or it was moved from its node. Nothing was sent.\(next)")
        case .refused(_, let message):
            let trouble = PodTrouble(message, exitCode: nil, region: region, account: design.eksAccount.text)
            guard trouble == .other else { return fail(name, trouble, message, ended: nil) }
            return fail(name, problem, asking: nil)
        case .unreachable: return fail(name, problem, asking: nil)
        case .lost(let reason) where name != .send: return fail(name, .unreachable(reason), asking: nil)
        case .lost, .cancelled:
            // The program may have run to its end although nobody heard of it.
            guard name == .send else { return fail(name, problem, asking: nil) }
            var told = Problem(
                problem == .cancelled ? "Stopped before the program said how it ended." : problem.sentence,
                code: problem.code,
                short: "connection lost", exitCode: .incomplete,
                failure: problem.failure(in: design.place(of: .kubernetes)))
            told.failure?.mayHaveHappened = true
            end(SendLink(name, told))
            return false
        case .denied, .unauthorized, .conflict, .misconfigured:
            let exec = KubernetesRight(verb: "create", resource: "pods/exec", namespace: design.namespace.text)
            // A Job needs other rights than exec, and their refusal is not exec's.
            if case .denied(let right, _) = problem, right.resource != exec.resource {
                return fail(name, problem, asking: right)
            }
            return fail(name, problem, asking: exec)
        }
    }

    private mutating func fail(_ name: SendLinkName, _ trouble: PodTrouble, _ words: String, ended code: Int?) -> Bool {
        var problem: Problem
        switch trouble {
        case .refused(let failure):
            problem = Problem(
                "The pod was refused by \(failure.service ?? "AWS"): \(failure.message ?? "")",
                code: failure.code ?? "Refused", short: failure.code ?? "refused", failure: failure)
        case .noAnswer(let service, let mayHaveHappened):
            problem = Problem(
                "The pod got no answer from \(service == "email" ? "SES" : service.uppercased()).",
                code: service == "email" ? "NoRouteToSES" : service == "sts" ? "NoRouteToSTS" : "NoRoute",
                short: "no answer",
                failure: CallFailure(
                    .unreachable, reason: "the pod got no answer", message: words,
                    account: design.eksAccount.text, service: service == "email" ? "ses" : service,
                    mayHaveHappened: mayHaveHappened && name == .send && service == "email"))
            if problem.failure?.mayHaveHappened == true { problem.exitCode = .incomplete }
        case .noCredentials:
            problem = told("The program in the pod found no keys.", "NoCredentials", words)
        case .unreadableToken:
            problem = told("The program in the pod may not read the token.", "UnreadableToken", words)
        case .noProgram: problem = told("There is no AWS CLI in the pod's image.", "NoProgram", words)
        case .other:
            problem = told(
                "The program in the pod did not do it"
                    + (code.map { ", exit code \($0)" } ?? "") + ": \(words.split(separator: "\n").last ?? "")",
                "ProgramFailed", words)
        }
        end(SendLink(name, problem))
        return false
    }

    private func told(_ sentence: String, _ code: String, _ words: String) -> Problem {
        Problem(
            sentence, code: code, short: code,
            failure: CallFailure(.doubtful, reason: sentence.withoutFullStop, code: code, message: words))
    }
}

extension WorkloadFault.Kind {
    /// The word for documents.
    var code: String {
        switch self {
        case .missing: "NotFound"
        case .noPodsWanted: "NoPodsWanted"
        case .serviceAccount, .quota, .podSecurity, .admission: "FailedCreate"
        case .noNode: "Unschedulable"
        case .image: "ImagePull"
        case .crash: "CrashLoop"
        case .slow: "TimedOut"
        }
    }
}
