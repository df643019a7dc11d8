import Foundation
import Programs
import Testing

/// Commands whose input and output are a terminal: asking, and colours.
struct `On a terminal` {
    /// Runs the program on a pseudo-terminal and types; nil, said loudly, where there is no Python to make one.
    private func onTerminal(_ person: Person, _ arguments: [String], typing: String) async throws -> Ran? {
        guard let python = Tools.python else {
            Tools.skip("\(arguments.first ?? "") on a terminal: there is no Python")
            return nil
        }
        // What is typed waits in the terminal until it is read; the answer comes out as on a screen.
        let script = """
            import os, pty, sys
            pid, fd = pty.fork()
            if pid == 0:
                os.execv(sys.argv[1], sys.argv[1:])
            text = b""
            typed = False
            while True:
                try:
                    data = os.read(fd, 65536)
                except OSError:
                    break
                if not data:
                    break
                text += data
                if not typed and b"Type yes" in text:
                    typed = True
                    os.write(fd, os.environ["TYPED"].encode())
            status = os.waitpid(pid, 0)[1]
            sys.stdout.write(text.decode().replace("\\r\\n", "\\n"))
            sys.exit(os.waitstatus_to_exitcode(status))
            """
        var person = person
        person.variables["TYPED"] = typing
        person.variables["TERM"] = "xterm-256color"
        return try await person.run([python, "-c", script, Place.program] + arguments)
    }

    @Test func `apply asks; anything but yes changes nothing`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let apply = ["apply", "--answers", world.answers]
        guard let declined = try await onTerminal(person, apply, typing: "maybe\n") else { return }
        #expect(declined.status == 2, "\(declined)")
        #expect(declined.out.contains("Apply these 9 changes?"), "\(declined)")
        #expect(declined.out.contains("Nothing was changed."), "\(declined)")
        #expect(try await world.mails().isEmpty)
        let agreed = try await onTerminal(person, apply, typing: "yes\n")
        #expect(agreed?.status == 2, "\(String(describing: agreed))")
        #expect(try await world.mails().count == 3)
    }

    @Test func `signs are coloured on a terminal, and not with NO_COLOR or --color never`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let plan = ["plan", "--answers", world.answers]
        guard let colored = try await onTerminal(person, plan, typing: "") else { return }
        #expect(colored.out.contains("\u{1B}[32m+\u{1B}[m"), "\(colored)")
        let never = try await onTerminal(person, plan + ["--color", "never"], typing: "")
        #expect(never?.out.contains("\u{1B}") == false, "\(String(describing: never))")
        person.variables["NO_COLOR"] = "1"
        let plain = try await onTerminal(person, plan, typing: "")
        #expect(plain?.out.contains("\u{1B}") == false, "\(String(describing: plain))")
    }

    @Test func `what changes while somebody thinks is shown again before anything is written`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        guard let python = Tools.python, Tools.aws != nil else {
            return Tools.skip("a plan that changes while it is confirmed: no Python, or no AWS CLI")
        }
        // The person answers after somebody else has made the role, and after the plan has become old.
        let script = """
            import os, pty, subprocess, sys, time
            pid, fd = pty.fork()
            if pid == 0:
                os.execv(sys.argv[1], sys.argv[1:])
            text = b""
            asked = 0
            while True:
                try:
                    data = os.read(fd, 65536)
                except OSError:
                    break
                if not data:
                    break
                text += data
                if text.count(b"Type yes") > asked:
                    asked += 1
                    if asked == 1:
                        subprocess.run(os.environ["MEANWHILE"], shell=True, check=True, stdout=subprocess.DEVNULL)
                        began = time.monotonic()
                        while time.monotonic() - began < 5.5:
                            time.sleep(0.1)
                        os.write(fd, b"yes\\n")
                    else:
                        os.write(fd, b"no\\n")
            status = os.waitpid(pid, 0)[1]
            sys.stdout.write(text.decode().replace("\\r\\n", "\\n"))
            sys.exit(os.waitstatus_to_exitcode(status))
            """
        let trust =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
        var variables = person
        variables.variables["MEANWHILE"] =
            ([Tools.aws ?? "aws"] + [
                "--profile", "eks-admin", "iam", "create-role", "--role-name", "ses-sender-role",
                "--assume-role-policy-document", "'\(trust)'",
            ]).joined(separator: " ")
        let ran = try await variables.run([python, "-c", script, Place.program, "apply", "--answers", world.answers])
        #expect(ran.status == 2, "\(ran)")
        #expect(ran.out.contains("Something changed after this plan was shown."), "\(ran)")
        #expect(ran.out.contains("  x role "), "\(ran)")
        #expect(try await world.mails().isEmpty, "nothing was written")
    }
}
