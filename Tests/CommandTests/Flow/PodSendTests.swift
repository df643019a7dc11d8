import Foundation
import Programs
import Testing

/// `sesame send --via pod` as a script uses it.
struct `A message from inside the cluster` {
    /// A simulation whose answers want the test workload.
    private func world(_ scenario: String) async throws -> (Simulation, Person, String) {
        let world = try await Simulation.start(scenario)
        let text = world.folder.read("answers.yaml")
        let wanted = text.replacingOccurrences(of: "testWorkload: false", with: "testWorkload: true")
        #expect(wanted != text)
        return (world, try world.person(), try world.folder.write(wanted, to: "with-workload.yaml"))
    }

    @Test(.timeLimit(.minutes(5))) func `is sent by the workload that apply makes, and one document says so`()
        async throws
    {
        let (world, person, answers) = try await world("ready")
        let early = try await person.sesame("send", "--via", "pod", "--answers", answers)
        #expect(
            early.status == 1 && early.out.contains("sesame apply --answers FILE --only kubernetes/deployment"),
            "\(early)")
        let applied = try await person.sesame("apply", "--yes", "--only", "kubernetes/deployment", "--answers", answers)
        #expect(applied.status == 0, "\(applied)")
        let before = try await world.mails().count
        let told = try await person.sesame("send", "--via", "pod", "--answers", answers)
        #expect(told.status == 0 && told.out.contains("Proven: pods of the service account send as"), "\(told)")
        for words in [
            "put in by the webhook", "the pod is ses-sender-role, and not its node", "By hand: kubectl exec -n default",
        ] {
            #expect(told.out.contains(words), "\(words)\n\(told)")
        }
        let ran = try await person.sesame("send", "--via", "pod", "-o", "json", "--answers", answers)
        #expect(ran.status == 0 && ran.json["via"].string == "pod" && ran.json["outcome"].string == "sent", "\(ran)")
        #expect(ran.json["messageId"].string?.isEmpty == false)
        #expect(try await world.mails().count == before + 2)
        let aloud = try await person.sesame("send", "--via", "pod", "--plain", "--answers", answers)
        #expect(aloud.out.contains("right: token") && aloud.out.contains("done: Message sent"), "\(aloud)")
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("pod-sts-unreachable", "K8S-STS-ROUTE", 1), ("pod-ses-unreachable", "K8S-SES-ROUTE", 1),
            ("pod-quota", "K8S-ADMISSION", 1), ("pod-no-cli", "K8S-NO-CLI", 1),
        ])
    func `what only a pod feels has its code`(_ scenario: String, _ code: String, _ status: Int32) async throws {
        let world = try await Simulation.start(scenario)
        let ran = try await world.person().sesame("send", "--via", "pod", "-o", "json", "--answers", world.answers)
        #expect(ran.status == status && ran.json["finding"]["code"].string == code, "\(ran)")
        #expect(ran.json["ok"].bool == false && ran.json["outcome"].string == "not-sent")
    }

    @Test func `a pod is named for its own way only, and by a name`() async throws {
        let person = try Person()
        let wrongWay = try await person.sesame("send", "--pod", "x")
        #expect(wrongWay.status == 64 && wrongWay.err.contains("--pod: it goes with --via pod."), "\(wrongWay)")
        for name in ["../x", "A", "", "-x"] {
            let ran = try await person.sesame("send", "--via", "pod", "--pod=\(name)")
            #expect(ran.status == 64, "\(ran)")
        }
    }
}
