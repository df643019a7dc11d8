import Foundation
import Programs
import Testing

/// What kubectl has made of the rendered documents is adopted; what it has made differently is a conflict.
struct `Kubernetes objects of others` {
    @Test(.timeLimit(.minutes(5)))
    func `a service account applied with kubectl is adopted, another annotation is a conflict`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let rendered = try await person.sesame("render", "--answers", world.answers)
        #expect(rendered.status == 0, "\(rendered)")
        guard let made = try await person.kubectl("apply", "-f", "service-account.yaml") else { return }
        #expect(made.status == 0, "\(made)")
        let plan = try await person.sesame("plan", "--side", "kubernetes", "--answers", world.answers)
        #expect(plan.status == 0, "\(plan)")
        #expect(plan.out.contains("  = service account "), "\(plan)")

        _ = try await person.kubectl(
            "annotate", "--overwrite", "serviceaccount", "ses-sender",
            "eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/other")
        let conflict = try await person.sesame("apply", "--yes", "--side", "kubernetes", "--answers", world.answers)
        #expect(conflict.status == 1, "\(conflict)")
        #expect(conflict.out.contains("role/other"), "\(conflict)")
        let kept = try await person.kubectl("get", "serviceaccount", "ses-sender", "-o", "yaml")
        #expect(kept?.out.contains("role/other") == true, "nothing is forced: \(kept?.out ?? "")")

        // Taken over, this one field is forced; who manages it is said before.
        let takeOver = ["apply", "--yes", "--side", "kubernetes", "--take-over", "kubernetes/service-account"]
        let taken = try await person.sesame(takeOver + ["--answers", world.answers])
        #expect(taken.status == 0, "\(taken)")
        #expect(
            taken.out.contains(
                "kubectl-annotate manages .metadata.annotations.eks.amazonaws.com/role-arn: taken over. Others made it"),
            "\(taken)")
        let changed = try await person.kubectl("get", "serviceaccount", "ses-sender", "-o", "yaml")
        #expect(changed?.out.contains("role/ses-sender-role") == true, "\(changed?.out ?? "")")
    }

    @Test(.timeLimit(.minutes(5)))
    func `the guide's workload is deployed when it is asked for`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let text = world.folder.read("answers.yaml").replacing("testWorkload: false", with: "testWorkload: true")
        let answers = try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("apply", "--yes", "--answers", answers)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("✓ test workload"), "\(ran)")
        guard let rolled = try await person.kubectl("rollout", "status", "deployment/ses-test", "--timeout=30s") else {
            return
        }
        #expect(rolled.status == 0, "\(rolled)")
        #expect(try await person.sesame("plan", "--answers", answers).status == 0)
    }
}
