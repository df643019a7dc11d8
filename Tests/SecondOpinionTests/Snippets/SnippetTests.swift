import Foundation
import Programs
import Testing

/// The snippets for applications, judged by the models and compilers of others, and run.
@Suite(.enabled(if: Tools.sesame != nil && Tools.python != nil), .timeLimit(.minutes(5)))
struct SnippetTests {
    /// Addresses that SES takes and that languages read something into.
    static let senders = ["no-reply@example.com", "o'brien@example.com", "#{a}%s$x`{y}'|&~!/=^@example.com"]

    /// All names, from the data that they are made of.
    private static func names() throws -> [String] {
        let data = try Data(contentsOf: URL(filePath: Place.root + "/Resources/data/snippets.json"))
        let document = try JSONSerialization.jsonObject(with: data) as? [String: [[String: Any]]]
        return (document?["languages"] ?? []).flatMap { language in
            let name = language["name"] as? String ?? ""
            return (language["forms"] as? [[String: Any]] ?? []).map { form in
                (form["suffix"] as? String).map { "\(name)-\($0)" } ?? name
            }
        }
    }

    private static func answers(sender: String) -> String {
        """
        schema: sesame/answers/v1
        eks:
          account: "\(Guide.eks)"
          region: eu-west-1
          oidcProvider: https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E
        ses:
          account: "\(Guide.ses)"
          region: eu-west-1
          sender: "\(sender)"
          receiver: ops@example.com
          configurationSet: shop-mail
        kubernetes:
          namespace: default
          serviceAccount: ses-sender

        """
    }

    @Test(arguments: senders)
    func `parameter names are those of the models, and values come out as they went in`(sender: String) async throws {
        let person = try Person()
        try person.home.write(Self.answers(sender: sender), to: "answers.yaml")
        for name in try Self.names() {
            let ran = try await person.sesame("render", "--answers", "answers.yaml", "--snippet", name)
            try #require(ran.status == 0, "\(name): \(ran)")
            try person.home.write(ran.out, to: "snippets/" + name)
        }
        var judge = person
        judge.variables = Tools.environment
        let script = Simulation.testFolder + "/Scripts/snippets.py"
        let arn = "arn:aws:ses:eu-west-1:\(Guide.ses):identity/\(sender)"
        let ran = try await judge.run(
            [Tools.python ?? "", script, person.home.path("snippets"), sender, "ops@example.com", arn, "shop-mail"])
        for line in ran.out.split(separator: "\n") where line.hasPrefix("SKIPPED: ") {
            Tools.skip(String(line.dropFirst("SKIPPED: ".count)))
        }
        #expect(ran.status == 0, "\(ran)")
    }

    @Test(.enabled(if: Tools.kubectl != nil && Tools.aws != nil))
    func `Python's and the AWS CLI's send with nothing but the pod's token`() async throws {
        try await Simulation.with("ready") { simulation in
            var shell = Shell(simulation)
            let role = try await shell.run(
                "kubectl get serviceaccount ses-sender -o jsonpath='{.metadata.annotations.eks\\.amazonaws\\.com/role-arn}'"
            )
            let token = try await shell.run("kubectl create token ses-sender --audience sts.amazonaws.com")
            shell.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = try simulation.write("token", token)
            shell.variables["AWS_ROLE_ARN"] = role
            shell.variables["AWS_CONFIG_FILE"] = "/dev/null"
            shell.variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
            shell.variables["AWS_REGION"] = "eu-west-1"
            // The CLI keeps the keys of a role below the home folder, and would take those of another simulation.
            shell.variables["HOME"] = simulation.folder.path
            let person = try simulation.person()
            let before = try await simulation.mails().count
            let all = ["python", "python-sesv1", "python-raw", "cli", "cli-sesv1", "cli-raw"]
            for name in all {
                let snippet = try await person.sesame("render", "--answers", simulation.answers, "--snippet", name)
                try #require(snippet.status == 0, "\(snippet)")
                let file = try simulation.write(name, snippet.out)
                let program = name.hasPrefix("python") ? "'\(Tools.python ?? "")'" : "/bin/sh"
                let answer = try await shell.run("\(program) '\(file)'")
                #expect(answer.contains("0102"), "\(name): \(answer)")
            }
            let mails = try await simulation.mails()
            #expect(mails.count == before + all.count)
            #expect(
                mails.suffix(all.count).allSatisfy { $0["from"].string?.contains(Guide.sender) == true }, "\(mails)")
            // Without the ARN the same program is refused: that is what the snippets are for.
            let without = simulation.folder.read("python").split(separator: "\n").filter {
                !$0.contains("IdentityArn")
            }
            let file = try simulation.write("without", without.joined(separator: "\n"))
            try await shell.refuses("'\(Tools.python ?? "")' '\(file)'", with: "SendEmail")
        }
    }
}
