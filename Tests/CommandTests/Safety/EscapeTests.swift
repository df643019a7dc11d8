import Foundation
import Programs
import Testing

/// Text from outside never reaches the terminal with its control characters.
struct `Text from outside` {
    private func expectHarmless(_ ran: Ran) {
        for text in [ran.out, ran.err] { #expect(Texts.harmful(text).isEmpty, "\(Texts.harmful(text)) in \(ran)") }
    }

    @Test func `messages of services`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let message = #"no \u001b[2J\u001b]0;owned\u0007 \u202e\u009b31m way\r\nsesame: all is well"#
        for operation in ["GetRole", "GetCallerIdentity", "GetEmailIdentity", "CreateRole"] {
            try await world.faults(
                #"{"kind":"error","status":403,"code":"Acce\u001b[31mss","message":"\#(message)","operation":"\#(operation)"}"#
            )
            for command in [["plan"], ["apply", "--yes"], ["whoami"], ["send"], ["plan", "--debug"]] {
                expectHarmless(try await person.sesame(command + ["--answers", world.answers]))
            }
        }
    }

    @Test func `arguments, file names and answers`() async throws {
        let person = try Person()
        let evil = "a\u{1B}[31m\u{7}\u{202E}b"
        for arguments in [
            [evil], ["plan", "--\(evil)"], ["plan", "--answers", evil],
            ["plan", "--eks-region", evil, "--answers", "x"],
            ["render", "--only", evil, "--answers", "-"], ["simulate", "--scenario", evil],
            ["simulate", "--listen", evil], ["send", "--to", evil, "--answers", "x"], ["evaluate", evil],
            ["token", "--cluster", evil], ["plan", "--side", evil], ["plan", "-o", "json", "--answers", evil],
        ] {
            let ran = try await person.sesame(arguments, input: Texts.answers)
            #expect(ran.status != 0, "\(ran)")
            expectHarmless(ran)
        }
        for text in [
            "\u{1B}[31m: 1\n", "schema: \"\\e[31m\"\n",
            Texts.answers.replacing("no-reply@example.com", with: "\"\\e]0;x\\a@example.com\""),
        ] {
            let ran = try await person.sesame(["render", "--answers", "-"], input: text)
            #expect(ran.status == 65, "\(ran)")
            expectHarmless(ran)
        }
    }

    @Test func `colour only where it is wanted, and only on signs`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let plain = try await person.sesame("plan", "--answers", world.answers)
        expectHarmless(plain)
        let colored = try await person.sesame("plan", "--color", "always", "--answers", world.answers)
        #expect(colored.out.contains("\u{1B}[32m+\u{1B}[m provider"), "\(colored)")
        let stripped = colored.out.replacingOccurrences(of: "\u{1B}\\[[0-9]*m", with: "", options: .regularExpression)
        #expect(stripped == plain.out)
        let ascii = try await person.sesame("plan", "--ascii", "--answers", world.answers)
        #expect(ascii.out.allSatisfy { $0.isASCII }, "\(ascii)")
    }
}
