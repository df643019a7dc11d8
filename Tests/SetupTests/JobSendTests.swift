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

/// A message by Jobs that are made for it: no workload is there, and no program is run in a pod that is.
@Suite struct JobSendTests {
    private static let options = SendOptions(via: .pod, byJob: true)

    private func run(
        _ scenario: String, _ change: @escaping @Sendable (inout PodCluster) -> Void = { _ in },
        _ body: (Bench, PodCluster) async throws -> Void
    ) async throws {
        try await PodCluster.run(scenario, change) { bench, cluster in
            try await body(bench, cluster)
            #expect(bench.world.read { $0.jobNames }.isEmpty, "\(bench.world.read { $0.jobNames })")
        }
    }

    private func outcome(_ bench: Bench, _ report: SendReport) async throws -> SendOutcome {
        var outcome = SendOutcome(report)
        outcome.explain(try await bench.plan().design, Observations())
        return outcome
    }

    private static func mails(_ bench: Bench) -> Int {
        bench.world.read { $0.inbox.all.count { $0.subject == SendCommand.defaultSubject } }
    }

    @Test func `two Jobs say who they are and send, and nothing of them is left`() async throws {
        let events = Mutex<[SendEvent]>([])
        try await run("ready") { bench, cluster in
            let report = await TestSend(bench.context).send(try await bench.plan().design, options: Self.options) {
                event in events.withLock { $0.append(event) }
            }
            #expect(report.isOK && report.isByJob, "\(report.links) \(report.output)")
            #expect(report.links.map(\.name) == [.workload, .caller, .send])
            #expect(report.workload?.rows.map(\.part) == [.job, .pod, .token, .image, .container])
            #expect(report.workload?.rows.allSatisfy { $0.state == .right } == true)
            #expect(report.output.filter { $0.kind == .command }.count == 2)
            #expect(Self.mails(bench) == 1)
            #expect(cluster.asked.count("create Job") == 2 && cluster.asked.count("delete jobs") == 2)
            // Heard as it came, and not read once more.
            #expect(cluster.asked.count("follow") == 2 && cluster.asked.count("run ") == 0)
            #expect(bench.world.read { $0.podNames }.isEmpty)
            // The command is told when its pod runs, and every line once.
            let told = events.withLock { $0 }
            let ended = told.firstIndex { if case .ended(let link) = $0 { link.name == .workload } else { false } }
            let command = told.firstIndex { if case .line(let line) = $0 { line.kind == .command } else { false } }
            #expect(try #require(ended) < (try #require(command)))
            let lines = told.compactMap { if case .line(let line) = $0 { line } else { nil } }
            #expect(lines == report.output)
        }
    }

    @Test(arguments: [
        ("pod-quota", SendLinkName.workload, "FailedCreate", "K8S-ADMISSION"),
        ("fresh", .workload, "FailedCreate", "K8S-SERVICE-ACCOUNT-MISSING"),
        ("pod-sts-unreachable", .caller, "NoRouteToSTS", "K8S-STS-ROUTE"),
        ("pod-ses-unreachable", .send, "NoRouteToSES", "K8S-SES-ROUTE"),
        ("irsa-webhook-missing", .caller, "NoCredentials", "K8S-WEBHOOK"),
    ])
    func `what only a pod feels breaks its link and has its finding`(
        _ scenario: String, _ link: SendLinkName, _ code: String, _ finding: String
    ) async throws {
        try await run(scenario) { bench, cluster in
            let report = try await bench.send(Self.options)
            #expect(report.broken?.name == link && report.broken?.code == code, "\(report.links) \(report.output)")
            #expect(try await outcome(bench, report).finding?.code == finding)
            #expect(Self.mails(bench) == 0)
            if link != .send { #expect(cluster.asked.count("create Job") == 1) }
        }
    }

    @Test func `an image without the AWS CLI, and one that nobody hands out, are said and not waited for`() async throws
    {
        try await run("pod-no-cli") { bench, _ in
            let answers = try bench.answers([(.image, "docker.io/library/busybox:1.37")])
            let design = try await bench.plan(answers).design
            let report = await TestSend(bench.context).send(design, options: Self.options)
            #expect(report.broken?.code == "NoProgram", "\(report.links) \(report.output)")
            #expect(try await outcome(bench, report).finding?.code == "K8S-NO-CLI")
        }
        try await run("k8s-image-pull") { bench, _ in
            let answers = try bench.answers([(.image, "docker.io/amazon/aws-cli:2.32.6")])
            let design = try await bench.plan(answers).design
            let report = await TestSend(bench.context).send(design, options: Self.options)
            #expect(report.broken?.name == .workload && report.broken?.code == "ImagePull", "\(report.links)")
            #expect(try await outcome(bench, report).finding?.code == "K8S-IMAGE")
        }
    }

    @Test(arguments: ["create jobs", "list pods", "get pods/log", "delete jobs", "list events"])
    func `each right that is missing is named, or done without`(_ right: String) async throws {
        try await Bench.run("ready") { bench in
            bench.world.change { $0.cluster.withheld.formUnion([right]) }
            let report = try await bench.send(Self.options)
            let words = "\(report.links) \(report.output)"
            switch right {
            case "create jobs", "list pods":
                #expect(report.broken?.name == .workload && report.exitCode == .incomplete, "\(words)")
                #expect(report.broken?.detail.contains("The caller may not \(right)") == true, "\(words)")
                #expect(
                    report.broken?.detail.contains("Rule to add to a Role in namespace default") == true, "\(words)")
            case "get pods/log":
                // What the program says cannot be read: the first Job proves nothing, and the second is not made.
                #expect(report.broken?.name == .caller && report.broken?.detail.contains(right) == true, "\(words)")
                #expect(Self.mails(bench) == 0)
            case "delete jobs":
                #expect(report.isOK, "\(words)")
                let notes = report.output.filter { $0.kind == .leftover }.map(\.text)
                #expect(notes.count == 2 && notes.allSatisfy { $0.contains("stays: needs delete jobs") }, "\(notes)")
                #expect(bench.world.read { $0.jobNames }.count == 2)
                return
            default: #expect(report.isOK, "\(words)")
            }
            #expect(bench.world.read { $0.jobNames }.isEmpty)
        }
    }

    @Test func `a log that is cut off is read again where it ends, and told once`() async throws {
        try await run("ready", { $0.cutsLogs = true }) { bench, _ in
            let report = try await bench.send(Self.options)
            #expect(report.isOK, "\(report.links) \(report.output)")
            #expect(report.output.count { $0.text.contains("assumed-role/ses-sender-role") } == 1, "\(report.output)")
            #expect(report.output.count { $0.text.contains("MessageId") } == 1)
        }
    }

    @Test func `what a program writes is heard before it ends`() async throws {
        try await Bench.run("ready") { bench in
            let design = try await bench.plan().design
            let cluster = try #require(bench.context.cluster)
            let words = ["sh", "-c", "echo one; sleep 1; echo two"]
            _ = try await cluster.perform(.create(design.jobObject("slow", words, within: 60)))
            let pod = try #require(bench.world.read { $0.podNames.first { $0.hasPrefix("slow-") } })
            let heard = Mutex<[(text: String, phase: String)]>([])
            let world = bench.world
            try await cluster.follow(pod, in: "default", container: "ses-test", within: 30) { piece in
                let phase = world.read { $0.phase(ofPod: pod) }
                heard.withLock { $0.append((String(decoding: piece, as: UTF8.self), phase)) }
            }
            let pieces = heard.withLock { $0 }
            #expect(pieces.map(\.text).joined() == "one\ntwo\n")
            #expect(pieces.first?.text == "one\n" && pieces.first?.phase == "Running", "\(pieces)")
        }
    }

    @Test func `nothing is made in a cluster that is another one`() async throws {
        try await run("ready") { bench, cluster in
            let other = "oidc.eks.eu-west-1.amazonaws.com/id/" + String(repeating: "0", count: 32)
            let design = try DelegateSending(bench.answers([(.eksOIDCProvider, other)]))
            let report = await TestSend(bench.context).send(design, options: Self.options)
            #expect(report.broken?.name == .workload && report.exitCode == .refused, "\(report.links)")
            #expect(cluster.asked.count("create Job") == 0)
        }
    }

    @Test func `who stops leaves nothing of it behind`() async throws {
        let running = Mutex<Task<SendReport, Never>?>(nil)
        try await run(
            "ready",
            { cluster in
                cluster.wrote = { call in
                    if call.operation == .createObject { running.withLock { $0?.cancel() } }
                }
            }
        ) { bench, cluster in
            let design = try await bench.plan().design
            let gate = AsyncStream<Void>.makeStream()
            let task = Task {
                for await _ in gate.stream { break }
                return await TestSend(bench.context).send(design, options: Self.options)
            }
            running.withLock { $0 = task }
            gate.continuation.yield()
            let report = await task.value
            #expect(report.outcome == .notSent && cluster.asked.count("create Job") == 1, "\(report.links)")
        }
    }

    @Test(arguments: [false, true])
    func `a Job that only asks may have been made and sends nothing; it is taken away, or it is said`(
        _ stays: Bool
    ) async throws {
        // `run` wants nothing left behind, which is not so where it may not be deleted.
        try await PodCluster.run("ready", { $0.loses = { $0.operation == .createObject } }) { bench, _ in
            if stays { bench.world.change { $0.cluster.withheld.formUnion(["delete jobs"]) } }
            let report = try await bench.send(Self.options)
            #expect(report.outcome == .notSent && report.broken?.mayHaveHappened == false, "\(report.links)")
            #expect(Self.mails(bench) == 0)
            #expect(bench.world.read { $0.jobNames }.count == (stays ? 1 : 0))
            let told = report.output.filter { $0.kind == .leftover }.map(\.text)
            #expect(told.count == (stays ? 1 : 0) && told.allSatisfy { $0.hasPrefix("Whether the Job sesame-test-") })
        }
    }
}
