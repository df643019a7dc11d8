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
            early.status == 1
                && early.out.contains("sesame apply --answers \(answers) --only kubernetes/deployment")
                && early.out.contains("sesame send --answers \(answers) --via pod --job"), "\(early)")
        // Said once.
        let parts = early.out.components(separatedBy: "The test workload ses-test is not in namespace default.")
        #expect(parts.count == 2, "\(early)")
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

    @Test(.timeLimit(.minutes(5)))
    func `goes by Jobs where somebody says yes to what they are, and nothing of them is left`() async throws {
        let world = try await Simulation.start("pod-no-exec")
        let person = try world.person()
        let before = try await world.mails().count
        let unasked = try await person.sesame("send", "--via", "pod", "--job", "--answers", world.answers)
        #expect(unasked.status == 64 && unasked.err.contains("--yes is needed"), "\(unasked)")
        #expect(unasked.out.contains("Makes 2 Jobs in namespace default of cluster mail-prod"), "\(unasked)")
        #expect(try await world.mails().count == before)
        let json = ["send", "--via", "pod", "--job", "--yes", "-o", "json", "--answers", world.answers]
        let ran = try await person.sesame(json)
        #expect(ran.status == 0 && ran.json["outcome"].string == "sent", "\(ran)")
        #expect(ran.json["job"].string == "requested", "\(ran)")
        #expect(ran.err.contains("Makes 2 Jobs"), "\(ran)")
        #expect(try await world.mails().count == before + 1)
        let aloud = try await person.sesame(
            "send", "--via", "pod", "--job", "--yes", "--plain", "--answers", world.answers)
        #expect(
            aloud.status == 0 && aloud.out.contains("right: job") && aloud.out.contains("that of a Job"), "\(aloud)")
        for arguments in [["--job"], ["--via", "chain", "--job"], ["--via", "pod", "--job", "--pod", "x"], ["--yes"]] {
            let wrong = try await person.sesame(["send", "--answers", world.answers] + arguments)
            #expect(wrong.status == 64, "\(arguments) \(wrong)")
        }
        guard let left = try await person.kubectl("get", "jobs", "-A", "-o", "name") else { return }
        #expect(left.out.isEmpty, "\(left)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `an old pod is restarted by the command that its finding names, and then sends`()
        async throws
    {
        let world = try await Simulation.start("irsa-pod-not-restarted")
        let person = try world.person()
        let old = try await person.sesame("send", "--via", "pod", "--answers", world.answers)
        let command = "sesame apply --answers \(world.answers) --restart deployment/ses-test"
        #expect(old.status == 1 && old.out.contains("K8S-POD-OLD") && old.out.contains(command), "\(old)")
        let doctor = try await person.sesame("doctor", "--answers", world.answers)
        #expect(doctor.status == 1 && doctor.out.contains(command), "\(doctor)")
        let restart = ["apply", "--answers", world.answers, "--restart", "deployment/ses-test"]
        let unasked = try await person.sesame(restart)
        #expect(unasked.status == 64 && unasked.out.contains("It cannot be taken back."), "\(unasked)")
        #expect(try await person.sesame(restart + ["--only", "eks/role", "--yes"]).status == 64)
        #expect(try await person.sesame(restart.dropLast() + ["pod/x", "--yes"]).status == 64)
        let missing = try await person.sesame(restart.dropLast() + ["statefulset/x", "--yes"])
        #expect(missing.status == 1 && missing.err.contains("stateful set x"), "\(missing)")
        let done = try await person.sesame(restart + ["--yes", "-o", "json"])
        #expect(done.status == 0 && done.json["schema"].string == "sesame/restart/v1", "\(done)")
        #expect(done.json["restarted"][0]["name"].string == "ses-test", "\(done)")
        let sent = try await person.sesame("send", "--via", "pod", "--answers", world.answers)
        #expect(sent.status == 0, "\(sent)")
    }

    @Test(.timeLimit(.minutes(5))) func `what went out from here is told beside a later message from the pod`()
        async throws
    {
        let world = try await Simulation.start("pod-sts-unreachable")
        let person = try world.person()
        let alone = try await person.sesame("send", "--via", "pod", "--answers", world.answers)
        #expect(alone.status == 1 && !alone.out.contains("Left to blame"), "\(alone)")
        #expect(try await person.sesame("send", "--answers", world.answers).status == 0)
        let both = try await person.sesame("send", "--via", "pod", "--answers", world.answers)
        #expect(both.out.contains("From here the same message was taken at 20"), "\(both)")
        #expect(both.out.contains("Left to blame: network. Cleared: webhook, image. Not reached: library."), "\(both)")
        // To somebody else it was another message.
        let other = try await person.sesame("send", "--via", "pod", "--to", "simulator", "--answers", world.answers)
        #expect(!other.out.contains("Left to blame"), "\(other)")
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
