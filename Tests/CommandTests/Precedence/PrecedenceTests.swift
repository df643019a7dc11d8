import Foundation
import Programs
import Testing

/// Flag beats answers file beats profile beats detected beats default; what is named is not overridden by the
/// environment.
struct `Precedence` {
    /// A world, and its answers with changes.
    private func setting(_ change: (String) -> String = { $0 }) async throws -> (Simulation, Person, String) {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let answers = try person.home.write(change(world.folder.read("answers.yaml")), to: "answers.yaml")
        return (world, person, answers)
    }

    private func callers(_ ran: Ran) -> [String?] { ["eks", "ses"].map { ran.json[$0]["account"].string } }

    @Test func `a profile named in the answers makes the environment's keys not count`() async throws {
        var (world, person, answers) = try await setting()
        person.variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE"
        person.variables["AWS_SECRET_ACCESS_KEY"] = "nobody-knows-this-one"
        person.variables["AWS_SESSION_TOKEN"] = "x"
        person.variables["AWS_PROFILE"] = "nope"
        let ran = try await person.sesame("whoami", "--answers", answers, "-o", "json")
        #expect(ran.status == 0, "\(ran)")
        #expect(callers(ran) == ["111122223333", "444455556666"], "\(ran)")
        _ = world
    }

    @Test func `a flag beats the answers file`() async throws {
        let (world, person, answers) = try await setting()
        let ran = try await person.sesame("whoami", "--eks-profile", "ses-admin", "--answers", answers, "-o", "json")
        #expect(callers(ran) == ["444455556666", "444455556666"], "\(ran)")
        #expect(ran.json["eks"]["profile"].string == "ses-admin", "\(ran)")
        let region = try await person.sesame(
            "whoami", "--ses-region", "eu-central-1", "--answers", answers, "-o", "json")
        #expect(region.json["ses"]["region"].string == "eu-central-1", "\(region)")
        #expect(region.json["eks"]["region"].string == "eu-west-1", "\(region)")
        _ = world
    }

    @Test func `without a named profile the environment counts, AWS_PROFILE or keys`() async throws {
        var (world, person, answers) = try await setting { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("profile:") }
                .joined(separator: "\n")
        }
        person.variables["AWS_PROFILE"] = "eks-admin"
        let ran = try await person.sesame("whoami", "--answers", answers, "-o", "json")
        #expect(callers(ran) == ["111122223333", "111122223333"], "\(ran)")
        let mixed = try await person.sesame("whoami", "--ses-profile", "ses-admin", "--answers", answers, "-o", "json")
        #expect(callers(mixed) == ["111122223333", "444455556666"], "\(mixed)")
        let lines = world.folder.read("aws-credentials").split(separator: "\n").map(String.init)
        let value = { (key: String) in
            lines.last { $0.hasPrefix(key) }?.split(separator: " ").last.map(String.init) ?? ""
        }
        person.variables["AWS_ACCESS_KEY_ID"] = value("aws_access_key_id")
        person.variables["AWS_SECRET_ACCESS_KEY"] = value("aws_secret_access_key")
        let keys = try await person.sesame("whoami", "--answers", answers, "-o", "json")
        #expect(callers(keys) == ["444455556666", "444455556666"], "the environment's keys beat AWS_PROFILE: \(keys)")
    }

    @Test func `AWS_REGION does not override the answers, and fills in without any`() async throws {
        var (world, person, answers) = try await setting()
        person.variables["AWS_REGION"] = "us-west-2"
        person.variables["AWS_DEFAULT_REGION"] = "us-west-2"
        let ran = try await person.sesame("whoami", "--answers", answers, "-o", "json")
        #expect(ran.json["eks"]["region"].string == "eu-west-1", "\(ran)")
        let plan = try await person.sesame("plan", "--answers", answers)
        #expect(plan.status == 0, "\(plan)")
        person.variables["AWS_PROFILE"] = "eks-admin"
        let bare = try await person.sesame("whoami", "-o", "json")
        #expect(bare.json["eks"]["region"].string == "us-west-2", "\(bare)")
        _ = world
    }

    @Test func `--endpoint-url beats AWS_ENDPOINT_URL`() async throws {
        var (world, person, answers) = try await setting()
        let right = person.variables["AWS_ENDPOINT_URL"] ?? ""
        person.variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
        #expect(try await person.sesame("whoami", "--answers", answers).status == 69)
        let ran = try await person.sesame("whoami", "--endpoint-url", right, "--answers", answers)
        #expect(ran.status == 0, "\(ran)")
        _ = world
    }

    @Test func `--kubeconfig beats KUBECONFIG, and --context the answers`() async throws {
        var (world, person, answers) = try await setting()
        person.variables["KUBECONFIG"] = "/nope"
        let ran = try await person.sesame(
            "plan", "--kubeconfig", world.folder.path("kubeconfig"), "--answers", answers)
        #expect(ran.status == 0, "\(ran)")
        person.variables["KUBECONFIG"] = world.folder.path("kubeconfig")
        let viewer = try await person.sesame("send", "--context", "mail-prod-viewer", "--answers", answers)
        #expect(viewer.status == 3, "who may only look gets no token: \(viewer)")
        #expect(viewer.out.contains("serviceaccounts/token"), "\(viewer)")
    }

    @Test func `the demo ignores everything of this computer`() async throws {
        var person = try Person()
        person.variables = [
            "AWS_PROFILE": "nope", "AWS_CONFIG_FILE": "/nope", "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
            "AWS_ACCESS_KEY_ID": "x", "AWS_REGION": "us-west-2", "KUBECONFIG": "/nope",
            "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9",
        ]
        let plan = try await person.sesame("plan", "--demo")
        #expect(plan.status == 2, "\(plan)")
        let apply = try await person.sesame("apply", "--demo", "--yes")
        #expect(apply.status == 2, "\(apply)")
        let send = try await person.sesame("send", "--demo")
        #expect(send.status == 1, "\(send)")
        #expect(!person.home.has("state"), "the demo keeps nothing")
    }
}
