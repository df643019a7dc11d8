import Foundation
import Programs
import Testing

/// How wide lines are, and that nobody sits before a silent program.
struct `Lines and waiting` {
    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    @Test(.timeLimit(.minutes(5)), arguments: [40, 80, 200])
    func `lines fit where a width is known, and words stay whole`(_ columns: Int) async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let commands = [
            ["plan"], ["apply", "--yes"], ["send"], ["whoami"], ["send", "--to", "a@foreign.example"],
        ].map { $0 + ["--answers", world.answers] }
        let lists = [["simulate", "--list"], ["render", "--answers", world.answers, "--out", "files"]]
        for command in commands + lists {
            person.variables["COLUMNS"] = nil
            let whole = try await person.sesame(command + (command[0] == "apply" ? ["--side", "eks"] : []))
            person.variables["COLUMNS"] = "\(columns)"
            let ran = try await person.sesame(command)
            let words = Set(whole.out.split(whereSeparator: \.isWhitespace))
            for line in lines(ran.out) where line.count > columns {
                // What is wider is one value, with at most a quote or a sign around it.
                let longest = line.split(separator: " ").map(\.count).max() ?? 0
                #expect(longest + 2 > columns, "\(command): \(line)")
            }
            // Nothing that stands in the whole lines is torn apart in the narrow ones.
            guard command[0] == "plan" || command[0] == "whoami" || command[0] == "simulate" else { continue }
            #expect(Set(ran.out.split(whereSeparator: \.isWhitespace)) == words, "\(command): \(ran)")
        }
    }

    @Test func `into a pipe every resource is one line`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let plan = try await person.shell("$sesame plan --answers \(world.answers) | cat")
        let rows = lines(plan.out).filter { $0.hasPrefix("  + ") || $0.hasPrefix("  = ") }
        #expect(rows.count == 10, "\(plan)")
        for name in ["trusts this service account", "names the role", "gives the role its rights"] {
            #expect(rows.contains { $0.contains(name) }, "\(plan)")
        }
        // Rows of ordinary names fit a terminal all the same.
        #expect(rows.count { $0.count <= 80 } >= 8, "\(plan)")
        let head = try await person.shell("$sesame plan --answers \(world.answers) | head -n 1")
        #expect(head.out == "EKS account 111122223333\n", "\(head)")
    }

    @Test(.timeLimit(.minutes(3)))
    func `what takes longer than a second says what it waits for, on standard error`() async throws {
        let world = try await Simulation.start("fresh", "--latency", "1500")
        let person = try world.person()
        for (command, words) in [
            (["plan"], "sesame: Reading what is there."), (["whoami"], "sesame: Asking AWS who the callers are."),
            (["plan", "-o", "json"], "sesame: Reading what is there."),
        ] {
            let ran = try await person.sesame(command + ["--answers", world.answers])
            #expect(ran.seconds > 1.5 && ran.err.contains(words), "\(ran)")
            #expect(!ran.out.contains("Reading"), "\(ran)")
            if command.contains("json") { #expect(ran.json["schema"].string == "sesame/plan/v1", "\(ran)") }
        }
    }
}
