import Calls
import Design
import Diagnosis
import Simulator
import Testing
import Wire
import Work

/// A test message: nothing is planned before it, and what explains a refusal is read after it.
@Suite struct SendWorkTests {
    private static let sides: Set<Side> = [.eks, .kubernetes]

    @Test func `a message that goes out asks for nothing but its links`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work(sides: Self.sides)
            _ = bench.takeAsked()
            let outcome = try await work.send(SendOptions()) { _ in }
            #expect(outcome.report.isOK && outcome.finding == nil && outcome.cannotTell.isEmpty)
            #expect(outcome.document["finding"] == .null)
            let aws = bench.takeAsked().filter { $0.first?.isUppercase == true }
            #expect(aws == ["AssumeRoleWithWebIdentity", "SendEmail"], "\(aws)")
        }
    }

    @Test(arguments: [
        ("irsa-incorrect-token-audience", "provider"), ("irsa-sub-wrong-ns-or-sa", "trust"),
        ("ses-identity-policy-missing", "sending-policy"),
        ("ses-sender-not-verified", "sandbox"),
    ])
    func `a refusal is explained with what is read after it`(_ fault: String, _ link: String) async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault(fault)
            let outcome = try await (try await bench.work(sides: Self.sides)).send(SendOptions()) { _ in }
            #expect(!outcome.report.isOK && outcome.cannotTell.isEmpty)
            // A person has to click; nothing is to be written.
            #expect(outcome.isRepairedByApply == (fault != "ses-sender-not-verified"))
            let finding = try #require(outcome.document["finding"])
            #expect(finding["link"]?.string == link, "\(finding.serialized())")
            #expect(finding["status"] == "fail")
            for member in ["code", "title", "expected", "found", "awsSays", "docs"] {
                #expect(finding[member]?.string?.isEmpty == false, "\(member)")
            }
            #expect(finding["fix"]?["text"]?.string?.isEmpty == false)
            // The words are AWS's own, and the evidence names the call that met them.
            #expect(finding["awsSays"]?.string == outcome.report.broken?.message)
            #expect(finding["evidence"]?[0]?["account"] == "111122223333")
        }
    }

    @Test(arguments: [
        ("irsa-webhook-missing", false, "K8S-WEBHOOK"), ("irsa-pod-identity-wins", false, "K8S-POD-IDENTITY"),
        ("token-annotation-other-role", true, "K8S-ANNOTATION"),
    ])
    func `a pod that is not the role is explained by what keeps it from every pod`(
        _ scenario: String, _ byJob: Bool, _ code: String
    ) async throws {
        try await Bench.run(scenario) { bench in
            let work = try await bench.work(sides: Self.sides)
            let outcome = try await work.send(SendOptions(via: .pod, byJob: byJob)) { _ in }
            #expect(outcome.report.broken?.name == .caller, "\(outcome.report.links)")
            let finding = try #require(outcome.finding)
            #expect(finding.code == code && finding.consequenceOf.isEmpty)
            // A new pod would be as this one: nobody is told to restart it, and nothing else.
            #expect(finding.fix?.restarts.isEmpty == true && finding.fix?.text.isEmpty == false)
        }
    }

    @Test func `who may not ask the cluster learns it once, and lines for kubectl go where this run went`() async throws
    {
        try await Bench.run("ready", kubeconfig: { $0.replacing("token: ", with: "token: x") }) { bench in
            let work = try await bench.work(sides: Self.sides)
            let outcome = try await work.send(SendOptions(via: .pod)) { _ in }
            #expect(outcome.report.kubectl == KubectlOptions(context: "mail-prod"))
            let told = try #require(outcome.report.broken?.problem?.sentence)
            #expect(outcome.cannotTell.allSatisfy { !told.hasPrefix($0.withoutFullStop) }, "\(outcome.cannotTell)")
            #expect(outcome.alsoNotRight.isEmpty)
        }
    }

    @Test func `what could not be read for an explanation is said, in lines and as evidence`() async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault("ses-identity-policy-missing")
            let work = try await bench.work([.eks: .profile("eks-admin")], sides: Self.sides)
            let outcome = try await work.send(SendOptions()) { _ in }
            let reason = "there are no credentials for the SES account"
            #expect(outcome.cannotTell == [reason])
            #expect(outcome.finding?.evidence.contains { $0.value == reason } == true)
        }
    }

    @Test func `credentials that cannot be opened for an explanation are no reason to fall silent`() async throws {
        try await Bench.run("ready") { bench in
            try bench.breakFault("ses-identity-policy-missing")
            let callers: [Side: CallerChoice] = [.eks: .profile("eks-admin"), .ses: .profile("gone")]
            let outcome = try await (try await bench.work(callers, sides: Self.sides)).send(SendOptions()) { _ in }
            #expect(outcome.report.outcome == .notSent)
            #expect(
                outcome.cannotTell.first?.hasPrefix("SES account: There is no profile \"gone\"") == true,
                "\(outcome.cannotTell)")
        }
    }

    @Test func `an issuer that only the cluster knows is asked for, and nothing else is planned`() async throws {
        try await Bench.run("ready") { bench in
            var answers = try bench.answers()
            answers.clear(.eksOIDCProvider)
            let work = try await SetupWork.open(bench.bench, answers, sides: Self.sides)
            let outcome = try await work.send(SendOptions()) { _ in }
            #expect(outcome.report.isOK, "\(outcome.report.links)")
        }
    }
}
