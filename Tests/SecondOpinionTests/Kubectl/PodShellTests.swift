import Foundation
import Programs
import Testing

/// What is typed in the simulated pod by kubectl, and beside the AWS CLI itself with the same arguments.
@Suite(
    .enabled(if: Tools.sesame != nil && Tools.kubectl != nil && Tools.aws != nil && Tools.python != nil),
    .timeLimit(.minutes(6)))
struct PodShellTests {
    /// A shell at a world in which the guide's own deployment runs.
    private func deployed(_ simulation: Simulation) async throws -> (Shell, Person) {
        let shell = Shell(simulation)
        let person = try simulation.person()
        let deployment = try await person.sesame(
            "render", "--answers", simulation.answers, "--only", "deployment.yaml")
        try simulation.write("deployment.yaml", deployment.out)
        try await shell.run("kubectl apply -f deployment.yaml && kubectl rollout status deploy/ses-test --timeout=60s")
        return (shell, person)
    }

    @Test func `the guide's script and what is typed around it work in the pod`() async throws {
        try await Simulation.with("ready") { simulation in
            let (shell, person) = try await deployed(simulation)
            let script = try await person.sesame("render", "--answers", simulation.answers, "--only", "send-email.sh")
            try simulation.write("send-email.sh", script.out)
            let before = try await simulation.mails().count
            #expect(
                try await shell.run("kubectl exec -i deploy/ses-test -- sh < send-email.sh").contains("\"MessageId\""))
            // Copied into the pod by its own shell, where the guide's root file system may not be written.
            #expect(
                try await shell.run(
                    "kubectl exec -i deploy/ses-test -- sh -c 'cat >$HOME/send.sh && sh $HOME/send.sh' < send-email.sh"
                ).contains("\"MessageId\""))
            try await shell.refuses(
                "kubectl exec deploy/ses-test -- sh -c 'echo a >/tmp/x'", with: "sh: /tmp/x: Read-only file system")
            let raw = try await person.sesame("render", "--answers", simulation.answers, "--snippet", "cli-raw")
            try simulation.write("raw", raw.out)
            #expect(
                try await shell.run("(echo 'cd $HOME'; cat raw) | kubectl exec -i deploy/ses-test -- sh")
                    .contains("\"MessageId\""))
            #expect(try await simulation.mails().count == before + 3)
            let typed = """
                kubectl exec -i deploy/ses-test -- sh <<'TYPED'
                echo "I am $(aws sts get-caller-identity --query Account --output text)"
                aws configure list | grep region
                test -n "$AWS_ROLE_ARN" && [ -r "$AWS_WEB_IDENTITY_TOKEN_FILE" ] && echo injected
                head -c 3 "$AWS_WEB_IDENTITY_TOKEN_FILE"; echo
                echo ${AWS_PROFILE:-no profile}
                aws ses get-send-quota >/dev/null 2>&1 || echo "quota: $?"
                TYPED
                """
            #expect(
                try await shell.run(typed) == """
                    I am 111122223333
                        region                eu-west-1              env    ['AWS_REGION', 'AWS_DEFAULT_REGION']
                    injected
                    eyJ
                    no profile
                    quota: 254
                    """)
        }
    }

    @Test func `a shell at a terminal in the pod asks, goes on, complains and ends with its code`() async throws {
        try await Simulation.with("ready") { simulation in
            let (shell, _) = try await deployed(simulation)
            let steps = [
                ["sh-5.2# ", "for i in 1 2\n"], ["> ", "do echo i$((i + 7)); done\n"], ["i9", "cat <<E\n"],
                ["> ", "I am at $HOME\nE\n"], ["I am at /home/sesame", "ls /e*\n"],
                ["hostname", "while :; do sleep 1; done\n"], ["sleep 1; done", "\u{3}"],
                ["sh-5.2# ", "trap : EXIT\n"], ["trap: not supported", "aws configure list\n"],
                ["assume-role-with-web-identity", "exit 3\n"],
            ]
            let typed = try simulation.write("typed", String(decoding: JSONEncoder().encode(steps), as: UTF8.self))
            let script = Simulation.testFolder + "/Scripts/terminal.py"
            let ran = try await shell.attempt(
                "'\(Tools.python ?? "")' '\(script)' kubectl exec -it deploy/ses-test -- sh < '\(typed)'")
            #expect(ran.status == 3, "\(ran)")
            #expect(ran.out.contains("command terminated with exit code 3"), "\(ran)")
        }
    }

    @Test func `the AWS CLI in the pod answers as the AWS CLI does`() async throws {
        try await Simulation.with("ready") { simulation in
            let (shell, _) = try await deployed(simulation)
            let own = try await keys(shell, simulation)
            let arn = Guide.identity
            let send = "ses send-email --from no-reply@example.com --source-arn \(arn)"
            let to = "--destination ToAddresses=ops@example.com"
            let message = "--message 'Subject={Data=Hello},Body={Text={Data=Hi}}'"
            let v2 = "sesv2 send-email --from-email-address no-reply@example.com"
            let lines = [
                "sts get-caller-identity --query Account --output text", "\(send) \(to) \(message)",
                "\(send) --to ops@example.com --subject a --text 'b, c}'",
                "\(send) \(to) --message '{\"Subject\":{\"Data\":\"J\"},\"Body\":{\"Text\":{\"Data\":\"a, b\"}}}'",
                "ses send-email --from no-reply@example.com \(to) \(message)", "ses get-send-quota",
                "\(v2) --from-email-address-identity-arn \(arn) \(to) --content 'Simple={Subject={Data=x},Body={Text={Data=y}}}'",
                "\(v2) \(to) --content 'Simple={Subject={Data=x},Body={Text={Data=y}}}'", "sesv2 get-account",
                // The wrong ways (G12 and its like).
                "\(send) \(to) --message 'Subject={Data=Hello, pod,Charset=utf-8},Body={Text={Data=Hi}}'",
                "\(send) \(to) --message 'Subject={Data=Hello},Body={Text={Data=a}b}}'",
                "\(send) \(to) --message 'Subject={Data=Hello'", "\(send) \(to) --message 'Hello'",
                "\(send) \(to) --message Subject={Data=From the pod},Body={Text={Data=Hi}}",
                "\(send) \(to) --message 'Subject={Dat=Hello},Body={Text={Data=a}}'",
                "\(send) \(to) --message 'Subject={Data=Hello}'", "\(send) \(to)", "\(send) \(message)",
                "\(send) --to a@example.com --destination ToAddresses=x --subject s --text t",
                "\(send) --destination 'ToAddresses={a=b}' \(message)", "ses send-email \(to) \(message)",
                "\(send) --to a@example.com --text x", "\(send) \(to) \(message) --nope x",
                "\(send) \(to) \(message) extra",
                "\(send) \(to) --message file:///nothing", "sesv2 send-email", "\(v2) --content Simple=x",
                "ses send-raw-email", "ses send-raw-email --raw-message Data@=fileb:///nothing",
                "\(send) --cli-input-json '{\"X\":1}'", "\(send) --cli-input-json file:///nothing",
                "ses send-email --generate-cli-skeleton", "ses send-raw-email --generate-cli-skeleton",
                "ses get-send-quota --generate-cli-skeleton", "ses get-send-quota --region",
            ]
            for line in lines {
                let wanted = try await own.attempt("aws \(line)")
                let quoted = line.replacing("'", with: "'\\''")
                let got = try await shell.attempt("kubectl exec deploy/ses-test -- sh -c 'aws \(quoted)'")
                #expect(Self.told(got.out) == Self.told(wanted.out), "\(line)\n\(got.err)\n\(wanted.err)")
                #expect((got.status == 0) == (wanted.status == 0), "\(line): \(got.status), \(wanted.status)")
                #expect(Self.complaint(got.err) == Self.complaint(wanted.err), "\(line)")
            }
        }
    }

    /// A shell with nothing but the pod's token and role.
    private func keys(_ shell: Shell, _ simulation: Simulation) async throws -> Shell {
        var own = shell
        let token = try await shell.run("kubectl create token ses-sender --audience sts.amazonaws.com")
        own.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = try simulation.write("token", token)
        own.variables["AWS_ROLE_ARN"] = try await shell.run(
            "kubectl get serviceaccount ses-sender -o jsonpath='{.metadata.annotations.eks\\.amazonaws\\.com/role-arn}'"
        )
        own.variables["AWS_CONFIG_FILE"] = "/dev/null"
        own.variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
        own.variables["AWS_DEFAULT_REGION"] = "eu-west-1"
        own.variables["HOME"] = simulation.folder.path
        return own
    }

    /// Output without what is new each time.
    private static func told(_ text: String) -> String { text.replacing(/"0102[0-9a-f-]+"/, with: "ID") }

    /// The complaint itself: version 2 of the CLI has other help above it and other choices below it, and this machine's
    /// version 1 shows the place in shorthand as `{self._error_location()}`.
    private static func complaint(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        lines.removeAll { $0.hasPrefix("command terminated with exit code") }
        if let error = lines.lastIndex(where: { $0.hasPrefix("aws: error: ") || $0.hasPrefix("Unknown options: ") }) {
            // Unknown words come in an order of the parser's own.
            return lines[error].replacing("aws: error: ", with: "").replacing("Unknown options: ", with: "")
                .split(separator: ", ").sorted().joined(separator: ", ")
        }
        if let place = lines.firstIndex(where: { $0.hasSuffix("for input:") }) { lines = Array(lines[...place]) }
        return lines.joined(separator: "\n").replacing(/botocore-session-\d+/, with: "SESSION")
    }
}
