import Foundation
import Programs
import Testing

/// `sesame explain` from outside: texts, files, pipes, codes, documents, exit codes.
struct `Explaining by command` {
    static let refusal =
        "User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com'"
    static let trust = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"

    @Test func `a log in a pipe is explained, with what tells the causes apart`() async throws {
        var person = try Person()
        person.variables["COLUMNS"] = "80"
        let log =
            (1...213).map { "2026-03-12T14:02:11Z INFO job \($0) done\n" }.joined() + "AccessDenied: \(Self.refusal)\n"
        let ran = try await person.sesame(["explain"], input: log)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.err.isEmpty, "\(ran)")
        #expect(
            ran.out.hasPrefix(
                """
                214 lines, 1 of them from AWS. Nothing left this computer.

                AWS says   User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto' is
                           not authorized to perform `ses:SendEmail' on resource
                           `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com'
                In it      EKS account 111122223333, role ses-sender-role, SES account
                           444455556666, eu-west-1, sender no-reply@example.com

                """), "\(ran)")
        #expect(
            ran.out.contains("\n? likely    SES-DOOR-2   The SES account has not allowed this role to send.\n"),
            "\(ran)")
        #expect(ran.out.contains("            Check  aws sesv2 get-email-identity \\\n"), "\(ran)")
        #expect(
            ran.out.hasSuffix("\nWhich it is: sesame doctor arn:aws:iam::111122223333:role/ses-sender-role\n"), "\(ran)"
        )
        #expect(ran.out.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("arn:") }, "\(ran)")
        #expect(person.home.names.isEmpty, "nothing is left behind")
    }

    @Test func `text, file, several files and standard input say the same`() async throws {
        let person = try Person()
        try person.home.write("\(Self.trust)\n", to: "a.log")
        try person.home.write("nothing\n", to: "b.log")
        let text = try await person.sesame("explain", "-o", "json", Self.trust)
        #expect(text.status == 0 && text.json["schema"].string == "sesame/explain/v1", "\(text)")
        #expect(text.json["known"].bool == true, "\(text)")
        #expect(text.json["texts"][0]["causes"][0]["code"].string == "TRUST-SUBJECT", "\(text)")
        let words = try await person.sesame(
            ["explain", "-o", "json"] + Self.trust.split(separator: " ").map(String.init))
        #expect(words.out == text.out)
        for arguments in [["a.log"], ["-"], [], ["a.log", "b.log"]] {
            let ran = try await person.sesame(["explain", "-o", "json"] + arguments, input: "\(Self.trust)\n")
            #expect(ran.out == text.out, "\(arguments): \(ran)")
        }
        let later = try await person.sesame("explain", "-o", "json", "b.log", "a.log")
        #expect(later.json["texts"][0]["line"].int == 2, "\(later)")
    }

    @Test func `what is not known is said, with exit 1`() async throws {
        let person = try Person()
        let ran = try await person.sesame("explain", "mail: delivery failed for job 8817: upstream said no (code 5)")
        #expect(ran.status == 1, "\(ran)")
        #expect(
            ran.out.contains("You gave   mail: delivery failed for job 8817: upstream said no (code 5)\n"), "\(ran)")
        #expect(ran.out.contains("? This text is not one that sesame knows.\n"), "\(ran)")
        #expect(ran.out.contains("  kubectl exec POD -- aws sts get-caller-identity\n"), "\(ran)")
        let document = try await person.sesame("explain", "-o", "json", "no such thing")
        #expect(document.status == 1 && document.json["known"].bool == false, "\(document)")
        let foreign = try await person.sesame(
            "explain",
            "An error occurred (NoSuchBucket) when calling the GetObject operation: The specified bucket does not exist"
        )
        #expect(foreign.status == 1, "\(foreign)")
        #expect(foreign.out.contains("This error is not one that sesame knows."), "\(foreign)")
        #expect(foreign.out.contains("NoSuchBucket of GetObject"), "\(foreign)")
    }

    @Test func `a code gives its card, and a mistyped one the right one`() async throws {
        let person = try Person()
        let card = try await person.sesame("explain", "ses-door-2")
        #expect(
            card.status == 0 && card.out.hasPrefix("The SES account has not allowed this role to send.  SES-DOOR-2\n"),
            "\(card)")
        #expect(card.out.contains("\n  Fix        Put the sending policy on the identity.\n"), "\(card)")
        let near = try await person.sesame("explain", "SES-DOR-2")
        #expect(near.status == 1 && near.err.contains("Did you mean SES-DOOR-2?"), "\(near)")
        let risk = try await person.sesame("explain", "L03")
        #expect(risk.status == 0 && risk.out.contains("L03"), "\(risk)")
    }

    @Test func `what cannot be read is refused with 65`() async throws {
        let person = try Person()
        let made = try await person.shell(
            "mkdir folder; echo x | gzip >log.gz; : >empty; echo x >closed; chmod 0 closed")
        #expect(made.status == 0)
        var cases = [
            ("missing.log", "There is no file missing.log."), ("./missing", "There is no file ./missing."),
            ("folder", "is a folder, and a file is expected"), ("log.gz", "is compressed"), ("empty", "empty"),
        ]
        if geteuid() != 0 { cases.append(("closed", "may not be read")) }
        for (argument, words) in cases {
            let ran = try await person.sesame("explain", argument)
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains(words), "\(ran)")
            let document = try await person.sesame("explain", argument, "-o", "json")
            #expect(document.status == 65 && document.json["schema"].string == "sesame/error/v1", "\(document)")
        }
        let nothing = try await person.sesame("explain")
        #expect(nothing.status == 65 && nothing.err.contains("Standard input is empty"), "\(nothing)")
    }

    @Test func `nothing is read but the text, whatever the environment says`() async throws {
        var person = try Person()
        person.variables["AWS_CONFIG_FILE"] = "/nowhere/config"
        person.variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
        person.variables["KUBECONFIG"] = "/nowhere/kubeconfig"
        person.variables["HOME"] = "/nowhere"
        let ran = try await person.sesame("explain", Self.trust)
        #expect(ran.status == 0 && ran.err.isEmpty, "\(ran)")
    }

    @Test func `words stand for signs where lines are read aloud`() async throws {
        let person = try Person()
        let ran = try await person.sesame("explain", "--plain", Self.trust)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("\nlikely, code TRUST-SUBJECT: The role trusts another service account.\n"), "\(ran)")
        #expect(ran.out.contains("AWS says: Not authorized"), "\(ran)")
        #expect(!ran.out.contains("? "), "\(ran)")
        let ascii = try await person.sesame("explain", "--ascii", "x … y")
        let isPlain = ascii.out.allSatisfy(\.isASCII)
        #expect(isPlain, "\(ascii)")
    }

    @Test(.timeLimit(.minutes(5))) func `a gigabyte through a pipe takes the memory of a piece`() async throws {
        let person = try Person()
        // The program alone takes a few hundred megabytes of address space; the log would take far more.
        let megabytes = ProcessInfo.processInfo.environment["SESAME_INSTALLED"] == nil ? 64 : 1024
        let ran = try await person.shell(
            "ulimit -v 1500000; line='2026-03-12T14:02:11Z INFO request 4711 took 12 ms, status 200'; "
                + "{ yes \"$line\" | head -c \(megabytes)000000; echo; echo '\(Self.trust)'; } | $sesame explain",
            limit: 280)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("TRUST-SUBJECT"), "\(ran)")
    }

    @Test func `a reader that leaves is noticed quietly`() async throws {
        let person = try Person()
        let ran = try await person.shell("$sesame explain '\(Self.trust)' >/dev/full")
        #expect(ran.status == 74, "\(ran)")
    }
}
