import AWSClient
import Calls
import Design
import Diagnosis
import KubernetesClient
import Observation
import Setup
import Simulator
import Synchronization
import Testing
import Wire

/// The guide's own test, inside the simulated cluster.
@Suite struct PodSendTests {
    private func outcome(_ bench: Bench, _ report: SendReport) async throws -> SendOutcome {
        var outcome = SendOutcome(report)
        outcome.explain(try await bench.plan().design, Observations())
        return outcome
    }

    @Test func `the applied test workload sends, and says who it is before`() async throws {
        try await PodCluster.run("ready") { bench, cluster in
            let answers = try bench.answers([(.testWorkload, "true")])
            _ = try await bench.apply(answers)
            let design = try await bench.plan(answers).design
            let events = Mutex<[SendEvent]>([])
            let report = await TestSend(bench.context).send(
                design, options: SendOptions(via: .pod, subject: "It's {one}, \"two\"", body: "a, b } c")
            ) { event in events.withLock { $0.append(event) } }
            #expect(report.isOK, "\(report.links) \(report.output)")
            #expect(report.links.map(\.name) == [.workload, .caller, .send])
            let pod = try #require(report.workload?.pod)
            #expect(report.links[0].detail == "pod \(pod.name) runs, role and token, put in by the webhook")
            #expect(report.links[1].detail == "the pod is ses-sender-role, and not its node")
            let mail = bench.world.read { $0.inbox.all.last }
            #expect(mail?.subject == "It's {one}, \"two\"" && mail?.body == "a, b } c")
            #expect(mail?.account == "111122223333" && mail?.recipients == ["ops@example.com"])
            #expect(report.messageID?.isEmpty == false)
            // Row by row, and the program's lines as they came.
            let told = events.withLock { $0 }
            guard case .started(.workload)? = told.first else { return #expect(Bool(false), "\(told)") }
            #expect(report.workload?.rows.map(\.state) == Array(repeating: .right, count: 6))
            #expect(report.output.first?.kind == .command)
            #expect(
                report.output.map(\.text).contains { $0.contains("assumed-role/ses-sender-role/botocore-session-") })
            #expect(
                report.byHand.first
                    == "kubectl exec -n default \(pod.name) -c ses-test -- aws sts get-caller-identity --query Arn "
                    + "--output json --region eu-west-1 --cli-connect-timeout 10")
            #expect(report.byHand.count == 2 && report.byHand[1].contains("--source-arn arn:aws:ses:eu-west-1:"))
            // One look, then two programs: nothing is asked twice, and no events where all is well.
            #expect(cluster.asked.count("events") == 0)
            #expect(cluster.asked.count("run ") == 2)
            #expect(
                report.proven
                    == "Proven: pods of the service account send as no-reply@example.com: \(pod.name) got role and token "
                    + "and reached SES. Not proven: what the application's library passes.")
            #expect(
                report.document["links"]?.array?.compactMap { $0["name"]?.string } == ["workload", "caller", "send"])
            #expect(report.document["via"] == "pod" && report.document["outcome"] == "sent")
        }
    }

    @Test func `without the workload it says how to make it`() async throws {
        try await PodCluster.run("ready") { bench, cluster in
            let report = try await bench.send(SendOptions(via: .pod))
            #expect(report.links.map(\.name) == [.workload] && report.exitCode == .failed)
            #expect(
                report.broken?.detail
                    == "The test workload ses-test is not in namespace default.")
            #expect(cluster.asked.count("run ") == 0)
            #expect(try await outcome(bench, report).finding == nil)
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var scenario: String
        var link: SendLinkName
        var code: String
        var finding: String
        var pod: String?
        var testDescription: String { scenario }
    }

    static let faults: [Fault] = [
        Fault(scenario: "pod-sts-unreachable", link: .caller, code: "NoRouteToSTS", finding: "K8S-STS-ROUTE"),
        Fault(scenario: "pod-ses-unreachable", link: .send, code: "NoRouteToSES", finding: "K8S-SES-ROUTE"),
        Fault(scenario: "pod-quota", link: .workload, code: "FailedCreate", finding: "K8S-ADMISSION"),
        Fault(scenario: "pod-security", link: .workload, code: "FailedCreate", finding: "K8S-ADMISSION"),
        Fault(scenario: "pod-no-cli", link: .caller, code: "NoProgram", finding: "K8S-NO-CLI"),
        Fault(scenario: "k8s-image-pull", link: .workload, code: "ImagePull", finding: "K8S-IMAGE"),
        Fault(scenario: "irsa-pod-not-restarted", link: .caller, code: "NoCredentials", finding: "K8S-POD-OLD"),
        Fault(scenario: "token-node-role", link: .caller, code: "NodeRole", finding: "STS-NODE-ROLE", pod: "shop-"),
        Fault(
            scenario: "token-file-unreadable", link: .caller, code: "UnreadableToken", finding: "K8S-TOKEN-FILE",
            pod: "shop-"),
        Fault(
            scenario: "token-webhook-skipped", link: .caller, code: "NoCredentials", finding: "K8S-POD-SKIPPED",
            pod: "shop-"),
    ]

    @Test(arguments: faults) func `what only a pod feels breaks its link and has its finding`(_ fault: Fault)
        async throws
    {
        try await PodCluster.run(fault.scenario) { bench, cluster in
            var options = SendOptions(via: .pod)
            if let prefix = fault.pod {
                options.pod = bench.world.read { state in
                    state.podNames.first { $0.hasPrefix(prefix) }
                }
            }
            let report = try await bench.send(options)
            #expect(report.broken?.name == fault.link, "\(report.links) \(report.output)")
            #expect(report.broken?.code == fault.code, "\(report.links)")
            let finding = try #require(try await outcome(bench, report).finding)
            #expect(finding.code == fault.finding, "\(finding.report)")
            // Where the namespace lets no pod in, there is none that could say anything.
            #expect(finding.speaker == (fault.code == "FailedCreate" ? "Cluster says" : "Pod says"))
            #expect(!finding.found.isEmpty && finding.fix?.text.isEmpty == false)
            #expect(!bench.world.read { $0.inbox.all.contains { $0.subject == SendCommand.defaultSubject } })
            // Who is not the role does not try to send.
            if fault.link != .send { #expect(cluster.asked.count("send-email") == 0) }
            // From here the same message goes out, but where the annotation is what is wrong.
            let chain = try await bench.send()
            #expect(chain.isOK)
            guard let comparison = SendComparison(chain: chain, pod: report) else { return }
            #expect(comparison.rows.count == 4 && comparison.verdicts.count == 4)
            #expect(comparison.verdicts.contains { $0.verdict == .blamed }, "\(fault.scenario) \(comparison.sentences)")
        }
    }

    @Test func `no route to STS blames the network, and clears webhook and image`() async throws {
        try await PodCluster.run("pod-sts-unreachable") { bench, _ in
            let chain = try await bench.send()
            let pod = try await bench.send(SendOptions(via: .pod))
            let comparison = try #require(SendComparison(chain: chain, pod: pod))
            #expect(
                comparison.verdicts.map(\.verdict) == [.cleared, .cleared, .blamed, .notReached],
                "\(comparison.sentences)")
            #expect(
                comparison.sentences.last == "Left to blame: network. Cleared: webhook, image. Not reached: library.")
        }
    }

    @Test func `what AWS refuses to both ways has one finding`() async throws {
        try await PodCluster.run("ready") { bench, _ in
            let answers = try bench.answers([(.testWorkload, "true")])
            _ = try await bench.apply(answers)
            try bench.breakFault("ses-identity-policy-missing")
            let design = try await bench.plan(answers).design
            let pod = await TestSend(bench.context).send(design, options: SendOptions(via: .pod))
            let chain = await TestSend(bench.context).send(design)
            #expect(pod.broken?.name == .send && pod.broken?.code == "AccessDenied", "\(pod.links) \(pod.output)")
            let failure = try #require(pod.broken?.problem?.failure)
            #expect(failure.service == "ses" && failure.operation == "SendEmail" && failure.account == "111122223333")
            // One finding says it: both broke at the same link for the same reason.
            #expect(chain.broken?.name == .send && chain.broken?.code == pod.broken?.code)
            #expect(SendComparison(chain: chain, pod: pod) == nil)
        }
    }

    @Test func `a connection that breaks while the message is sent leaves open whether it went out`() async throws {
        try await PodCluster.run(
            "ready",
            { cluster in
                cluster.breaks = { words in
                    words.contains("send-email") ? (.lost("The connection was reset."), true) : nil
                }
            }
        ) { bench, _ in
            let answers = try bench.answers([(.testWorkload, "true")])
            _ = try await bench.apply(answers)
            let report = await TestSend(bench.context).send(
                try await bench.plan(answers).design, options: SendOptions(via: .pod))
            #expect(report.outcome == .unknown && report.exitCode == .incomplete, "\(report.links)")
            #expect(bench.world.read { $0.inbox.all.count { $0.subject == SendCommand.defaultSubject } } == 1)
        }
    }

    @Test(arguments: [
        ("send-email", ClusterProblem.unreachable("No answer from 127.0.0.1.")),
        ("get-caller-identity", .unreachable("No answer from 127.0.0.1.")),
        ("get-caller-identity", .lost("The connection was reset.")),
    ])
    func `where nothing of the message ran, it was not sent`(_ word: String, _ problem: ClusterProblem) async throws {
        try await PodCluster.run(
            "ready", { cluster in cluster.breaks = { words in words.contains(word) ? (problem, false) : nil } }
        ) { bench, _ in
            let answers = try bench.answers([(.testWorkload, "true")])
            _ = try await bench.apply(answers)
            let report = await TestSend(bench.context).send(
                try await bench.plan(answers).design, options: SendOptions(via: .pod))
            #expect(report.outcome == .notSent && report.broken?.code == "Unreachable", "\(report.links)")
            #expect(bench.world.read { $0.inbox.all.count { $0.subject == SendCommand.defaultSubject } } == 0)
        }
    }

    @Test func `where exec is refused a Job does the same, and nothing of it is left`() async throws {
        try await PodCluster.run("pod-no-exec") { bench, cluster in
            let report = try await bench.send(SendOptions(via: .pod))
            #expect(report.isOK, "\(report.links) \(report.output)")
            #expect(report.output.contains { $0.kind == .note && $0.text.contains("create pods/exec") })
            #expect(cluster.asked.count("run ") == 1)
            #expect(bench.world.read { $0.jobNames }.isEmpty)
            #expect(bench.world.read { $0.inbox.all.count { $0.subject == SendCommand.defaultSubject } } == 1)
        }
    }

    @Test func `who stops while a Job runs leaves nothing of it behind`() async throws {
        let running = Mutex<Task<SendReport, Never>?>(nil)
        try await PodCluster.run(
            "pod-no-exec",
            { cluster in
                cluster.wrote = { call in if call.kind == .job { running.withLock { $0?.cancel() } } }
            }
        ) { bench, cluster in
            let design = try await bench.plan().design
            // It may only go on once it can be stopped.
            let gate = AsyncStream<Void>.makeStream()
            let task = Task {
                for await _ in gate.stream { break }
                return await TestSend(bench.context).send(design, options: SendOptions(via: .pod))
            }
            running.withLock { $0 = task }
            gate.continuation.yield()
            let report = await task.value
            #expect(report.outcome == .notSent && report.broken?.name == .caller, "\(report.links)")
            #expect(cluster.asked.count("delete") == 1, "\(cluster.asked.all)")
            #expect(bench.world.read { $0.jobNames }.isEmpty)
        }
    }

    @Test func `where a Job is refused too the missing right is named`() async throws {
        try await PodCluster.run("pod-no-exec") { bench, _ in
            bench.world.change { $0.cluster.withheld.formUnion(["create jobs", "patch jobs"]) }
            let report = try await bench.send(SendOptions(via: .pod))
            #expect(report.broken?.name == .caller && report.exitCode == .incomplete, "\(report.links)")
            #expect(report.broken?.detail.contains("create pods/exec") == true)
            #expect(try await outcome(bench, report).finding?.code == "K8S-EXEC")
        }
    }

    @Test func `a pod of another service account proves nothing`() async throws {
        try await PodCluster.run("token-static-keys") { bench, cluster in
            let design = try DelegateSending(bench.answers([(.serviceAccount, "other")]))
            let pod = bench.world.read { $0.podNames.first }
            let report = await TestSend(bench.context).send(design, options: SendOptions(via: .pod, pod: pod))
            #expect(report.broken?.code == "OtherServiceAccount" && cluster.asked.count("run ") == 0)
        }
    }
}
