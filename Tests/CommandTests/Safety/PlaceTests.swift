import Foundation
import Programs
import Testing

/// Where files are looked for and kept: absolute homes, no links, nothing at the root of the file system.
struct `Places of files` {
    @Test func `a relative HOME is refused, and nothing is made anywhere`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let commands = ["plan", "apply --yes", "send", "whoami", "token", "setup --plain"]
        for command in commands {
            let ran = try await person.shell(
                "HOME=foo XDG_STATE_HOME=rel $sesame \(command) --answers \(world.answers)")
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.err.contains("HOME is \"foo\"; expected an absolute path"), "\(ran)")
        }
        #expect(person.home.names.isEmpty, "\(person.home.names)")
        #expect(!FileManager.default.fileExists(atPath: "/rel") && !FileManager.default.fileExists(atPath: "/foo"))
        #expect(try await world.writes().isEmpty)
        // What keeps nothing and looks nothing up does not ask for a home.
        let offline = try await person.shell(
            "HOME=foo $sesame render --answers \(world.answers) --only trust-policy.json")
        #expect(offline.status == 0, "\(offline)")
    }

    @Test func `a relative XDG_STATE_HOME is ignored`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let ran = try await person.shell(
            "XDG_STATE_HOME=rel $sesame apply --yes --side ses --answers \(world.answers)")
        #expect(ran.status == 2, "\(ran)")
        #expect(person.home.names == [".local"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: person.home.path(".local/state/sesame")).sorted() == [
                "journals", "locks",
            ])
    }

    @Test func `a lock that is a link is refused, and its target is as it was`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let first = try await person.sesame("apply", "--yes", "--side", "ses", "--answers", world.answers)
        #expect(first.status == 2, "\(first)")
        let before = try await world.writes().count
        let ran = try await person.shell(
            """
            echo precious >precious; cd state/sesame/locks; for lock in *; do rm $lock; ln -s ../../../precious $lock; done
            $sesame apply --yes --answers \(world.answers)
            """)
        #expect(ran.status == 1, "\(ran)")
        #expect(ran.err.contains("Cannot lock ") && ran.err.contains("Is a symbolic link"), "\(ran)")
        #expect(person.home.read("precious") == "precious\n")
        #expect(try await world.writes().count == before)
    }

    @Test func `a journal with a torn line is told of by plan and apply, and kept`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        _ = try await person.sesame("apply", "--yes", "--side", "ses", "--answers", world.answers)
        _ = try await person.shell("printf '{\"time\":\"2026' >>$(ls state/sesame/journals/*.jsonl)")
        let plan = try await person.sesame("plan", "--answers", world.answers)
        #expect(plan.status == 2 && plan.err.contains("of the journal"), "\(plan)")
        let apply = try await person.sesame("apply", "--yes", "--answers", world.answers)
        #expect(apply.status == 2 && apply.err.contains("cannot be read. Nothing of it is deleted"), "\(apply)")
        let lines = try await person.shell("grep -c '^{\"time\":\"2026$' state/sesame/journals/*.jsonl")
        #expect(lines.out == "1\n", "the torn line stands by itself: \(lines)")
    }
}
