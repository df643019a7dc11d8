import Foundation
import Programs
import Testing

/// The six documents: the same bytes for the same answers, all or none, and nothing asked of anybody.
struct `Rendering` {
    private func person(_ answers: String = Texts.answers) throws -> Person {
        let person = try Person()
        try person.home.write(answers, to: "answers.yaml")
        return person
    }

    @Test func `every byte is as in the goldens`() async throws {
        let person = try person()
        let ran = try await person.sesame("render", "--answers", "answers.yaml", "--out", "files")
        #expect(ran.status == 0, "\(ran)")
        for name in Texts.artifacts {
            let golden = Texts.goldens + "/" + name
            let made = person.home.read("files/" + name)
            if ProcessInfo.processInfo.environment["SESAME_WRITE_GOLDENS"] == "1" {
                try Data(made.utf8).write(to: URL(filePath: golden))
            }
            let wanted = FileManager.default.contents(atPath: golden).map { String(decoding: $0, as: UTF8.self) }
            #expect(made == wanted, "\(name)")
            let only = try await person.sesame("render", "--answers", "answers.yaml", "--only", name)
            #expect(only.out == made, "--only \(name)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: person.home.path("files/send-email.sh"))
        #expect(((mode[.posixPermissions] as? Int) ?? 0) & 0o111 != 0, "the script can be started")
    }

    @Test func `a second time changes nothing and says so`() async throws {
        let person = try person()
        _ = try await person.sesame("render", "--answers", "answers.yaml", "--out", "a/b/c")
        let again = try await person.sesame("render", "--answers", "answers.yaml", "--out", "a/b/c")
        #expect(again.status == 0, "\(again)")
        #expect(again.out.split(separator: "\n").allSatisfy { $0.hasPrefix("unchanged") }, "\(again)")
    }

    @Test func `a file that differs keeps all six from being written, until --force`() async throws {
        let person = try person()
        try person.home.write("mine\n", to: "out/deployment.yaml")
        let ran = try await person.sesame("render", "--answers", "answers.yaml", "--out", "out")
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.err.contains("deployment.yaml") && ran.err.contains("--force"), "\(ran)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: person.home.path("out")) == ["deployment.yaml"])
        let forced = try await person.sesame("render", "--answers", "answers.yaml", "--out", "out", "--force")
        #expect(forced.status == 0, "\(forced)")
        #expect(person.home.read("out/deployment.yaml") != "mine\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: person.home.path("out")).count == 6)
    }

    @Test func `a folder that cannot be used leaves nothing half-written`() async throws {
        let person = try person()
        try person.home.write("a file", to: "taken")
        let ran = try await person.sesame("render", "--answers", "answers.yaml", "--out", "taken")
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.err.contains("taken"), "\(ran)")
        #expect(person.home.names == ["answers.yaml", "taken"])
        // A folder stands where a file should: found before anything is put in place.
        try person.home.write("x", to: "out/send-email.sh/x")
        let blocked = try await person.sesame("render", "--answers", "answers.yaml", "--out", "out")
        #expect(blocked.status == 1, "\(blocked)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: person.home.path("out")) == ["send-email.sh"])
    }

    @Test func `a full disk leaves nothing half-written`() async throws {
        let person = try person()
        let mount = person.home.path("small")
        try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
        let mounted = try? await person.run(["/bin/mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", mount])
        guard mounted?.status == 0 else { return Tools.skip("render on a full disk: a tmpfs cannot be mounted here") }
        let ran = try await person.sesame("render", "--answers", "answers.yaml", "--out", mount)
        let left = try FileManager.default.contentsOfDirectory(atPath: mount)
        _ = try await person.run(["/bin/umount", mount])
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.err.contains("no room"), "\(ran)")
        #expect(left.isEmpty, "\(left)")
    }

    @Test(arguments: [["--only", "iam-policy.json"], ["-o", "json"]])
    func `standard output on a full disk is a failure, not half a document`(_ form: [String]) async throws {
        let person = try person()
        let words = ([Place.program, "render", "--answers", "answers.yaml"] + form).joined(separator: "' '")
        let ran = try await person.run(["/bin/sh", "-c", "'\(words)' > /dev/full"])
        #expect(ran.status == 74, "\(ran)")
        #expect(ran.err.contains("No space left on device"), "\(ran)")
    }

    @Test func `no variable of AWS or Kubernetes has a say`() async throws {
        var person = try person()
        let plain = try await person.sesame("render", "--answers", "answers.yaml", "-o", "json")
        person.variables = [
            "AWS_REGION": "us-west-2", "AWS_DEFAULT_REGION": "us-west-2", "AWS_PROFILE": "nope",
            "AWS_CONFIG_FILE": "/nope", "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "x",
            "KUBECONFIG": "/nope", "HTTPS_PROXY": "http://127.0.0.1:9", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo",
        ]
        #expect(try await person.sesame("render", "--answers", "answers.yaml", "-o", "json").out == plain.out)
        #expect(plain.status == 0)
    }

    @Test func `render opens no connection`() async throws {
        let person = try person()
        guard Tools.works(["/usr/bin/strace", "-V"]) else { return Tools.skip("render under strace: no strace") }
        let ran = try await person.run([
            "/usr/bin/strace", "-f", "-e", "trace=socket,connect", "-o", "trace", Place.program, "render", "--answers",
            "answers.yaml", "--out", "files",
        ])
        #expect(ran.status == 0, "\(ran)")
        let trace = person.home.read("trace")
        #expect(!trace.contains("AF_INET"), "\(trace)")
    }

    @Test func `an unknown document is refused and the known ones are named`() async throws {
        let ran = try await person().sesame("render", "--answers", "answers.yaml", "--only", "policy.json")
        #expect(ran.status == 64, "\(ran)")
        for name in Texts.artifacts { #expect(ran.err.contains(name)) }
    }

    @Test func `the demo's documents need no answers file`() async throws {
        let ran = try await Person().sesame("render", "--demo", "--only", "iam-policy.json")
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("444455556666"), "\(ran)")
    }

    @Test func `a snippet is printed and nothing is written`() async throws {
        let person = try person()
        let ran = try await person.sesame("render", "--answers", "answers.yaml", "--snippet", "ruby")
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.hasPrefix("# Source ARN: from_email_address_identity_arn.\n"), "\(ran)")
        #expect(ran.out.contains("  from_email_address: 'no-reply@example.com',\n"), "\(ran)")
        #expect(person.home.names == ["answers.yaml"])
        // Where a language has no comments, what there is to know stays out of what is piped on.
        let headers = try await person.sesame("render", "--answers", "answers.yaml", "--snippet", "smtp")
        #expect(headers.out.hasPrefix("From: no-reply@example.com\n"), "\(headers)")
        #expect(headers.err.contains("The pod's role has none: it cannot be used over SMTP."), "\(headers)")
        let json = try await person.sesame("render", "--answers", "answers.yaml", "--snippet", "smtp", "-o", "json")
        let document = Document(text: json.out)
        #expect(document["schema"].string == "sesame/snippet/v1")
        #expect(document["snippet"]["content"].string == headers.out)
        #expect(document["snippet"]["smtpOnly"].bool == true)
        for bad in [["cobol"], ["ruby", "--out", "x"], ["ruby", "--only", "iam-policy.json"], ["ruby", "--force"]] {
            let refused = try await person.sesame(["render", "--answers", "answers.yaml", "--snippet"] + bad)
            #expect(refused.status == 64, "\(refused)")
        }
    }
}
