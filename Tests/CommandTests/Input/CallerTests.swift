import Foundation
import Programs
import Testing

/// Credentials and kubeconfigs that cannot be used.
struct `Callers and contexts` {
    @Test func `an unknown profile is bad input, and the known ones are named`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        for command in [["plan"], ["apply", "--yes"], ["whoami"], ["send"]] {
            let ran = try await person.sesame(command + ["--eks-profile", "nope", "--answers", world.answers])
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains("nope") && ran.err.contains("eks-admin"), "\(ran)")
        }
    }

    @Test func `a kubeconfig or context named by a flag has to be there`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let file = try await person.sesame("plan", "--kubeconfig", "/nope", "--answers", world.answers)
        #expect(file.status == 65, "\(file)")
        #expect(file.err.contains("/nope"), "\(file)")
        let context = try await person.sesame("plan", "--context", "nope", "--answers", world.answers)
        #expect(context.status == 65, "\(context)")
        #expect(context.err.contains("mail-prod"), "\(context)")
    }

    @Test func `a computer without a kubeconfig cannot tell about the cluster, and says so`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        person.variables["KUBECONFIG"] = nil
        let ran = try await person.sesame("plan", "--answers", world.answers)
        #expect(ran.status == 3, "\(ran)")
        #expect(ran.out.contains("  ? service account "), "\(ran)")
        #expect(ran.out.contains("kubeconfig"), "\(ran)")
    }

    @Test func `no credentials at all`() async throws {
        let person = try Person()
        let answers = try person.home.write(Texts.answers, to: "answers.yaml")
        var variables = person
        variables.variables = ["AWS_EC2_METADATA_DISABLED": "true"]
        let ran = try await variables.sesame("whoami", "--answers", answers)
        #expect(ran.status == 69, "\(ran)")
        #expect(ran.out.contains("No credentials found"), "\(ran)")
        let half = try await {
            variables.variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE"
            return try await variables.sesame("whoami", "--answers", answers)
        }()
        #expect(half.status != 0, "\(half)")
        #expect((half.out + half.err).contains("AWS_SECRET_ACCESS_KEY"), "\(half)")
    }

    @Test func `expired credentials are called expired`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        try await world.faults(
            #"{"kind":"error","status":403,"code":"ExpiredToken","message":"The security token included in the request is expired"}"#
        )
        for command in [["plan"], ["apply", "--yes"], ["whoami"], ["send", "--via", "owner"]] {
            let ran = try await person.sesame(command + ["--answers", world.answers])
            #expect([1, 3, 69].contains(ran.status), "\(ran)")
            #expect((ran.out + ran.err).contains("expired"), "\(ran)")
            if command[0] != "send" { #expect((ran.out + ran.err).contains("Sign in again"), "\(ran)") }
        }
    }
}
