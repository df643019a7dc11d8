import Foundation
import Programs
import Testing

/// Somebody whose rights are a Role in one namespace, behind a tunnel: told exactly what is missing, and with it all works.
@Suite(.enabled(if: Tools.kubectl != nil), .timeLimit(.minutes(4)))
struct OneNamespaceTests {
    @Test func `all that is missing is told at once, kubectl takes it, and the setup works with it`() async throws {
        let world = try await Simulation.start("fresh")
        let admin = try world.person()
        let place = try await admin.kubectl("create", "namespace", "mail")
        #expect(place?.status == 0)
        let account = try await admin.kubectl("create", "serviceaccount", "limited", "-n", "mail")
        #expect(account?.status == 0)
        let made = try await admin.kubectl("create", "token", "limited", "-n", "mail")
        let token = try #require(made).out.trimmingCharacters(in: .whitespacesAndNewlines)
        var limited = admin
        // Another name for the same server: only a token proves now which cluster answers.
        let kubeconfig = world.folder.read("kubeconfig").replacing(/token: \S+/, with: "token: \(token)")
            .replacing("server: https://127.0.0.1:", with: "server: https://localhost:")
        limited.variables["KUBECONFIG"] = try admin.home.write(kubeconfig, to: "limited")
        let text = try String(contentsOfFile: world.answers, encoding: .utf8)
        let answers = [
            "--answers",
            try admin.home.write(text.replacing("namespace: default", with: "namespace: mail"), to: "answers.yaml"),
        ]

        let plan = try await limited.sesame(["plan"] + answers)
        #expect(plan.status == 3, "\(plan)")
        #expect(
            plan.out.contains(
                "Cannot tell: needs create serviceaccounts/token default (core API group) in namespace mail of cluster "
                    + "mail-prod, to prove that the context leads to this cluster. Rule to add to a Role in namespace mail: "
                    + "apiGroups [\"\"], resources [\"serviceaccounts/token\"], resourceNames [\"default\"], verbs "
                    + "[\"create\"]; a RoleBinding gives it to the caller."), "\(plan)")

        try await grant("setup", admin, limited, answers)
        let apply = try await limited.sesame(["apply", "--yes"] + answers)
        #expect(apply.out.contains("✓ service account     ses-sender"), "\(apply)")
        #expect(apply.status == 2, "\(apply)")
        #expect(try await world.clickLinks() == 3)
        let second = try await limited.sesame(["apply", "--yes"] + answers)
        #expect(second.status == 0, "\(second)")

        let refused = try await limited.sesame(["send"] + answers)
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.out.contains("resourceNames [\"ses-sender\"], verbs [\"create\"]"), "\(refused)")
        try await grant("send", admin, limited, answers)
        let send = try await limited.sesame(["send"] + answers)
        #expect(send.status == 0, "\(send)")

        // Nothing that was given before is lost by what was given later.
        for purpose in ["setup", "send"] {
            let left = try await limited.sesame(
                ["permissions", "--for", purpose, "--only", "kubernetes", "--missing"] + answers)
            #expect(left.status == 0 && left.err.contains("Nothing was refused."), "\(purpose): \(left)")
        }
    }

    /// The administrator applies what is printed as missing, as it is.
    private func grant(_ purpose: String, _ admin: Person, _ limited: Person, _ answers: [String]) async throws {
        let missing = try await limited.sesame(
            ["permissions", "--for", purpose, "--only", "kubernetes", "--missing"] + answers)
        #expect(missing.status == 0 && missing.out.contains("name: system:serviceaccount:mail:limited"), "\(missing)")
        let file = try admin.home.write(missing.out, to: "\(purpose).yaml")
        let applied = try #require(try await admin.kubectl("apply", "-f", file))
        #expect(applied.status == 0, "\(applied)")
    }
}
