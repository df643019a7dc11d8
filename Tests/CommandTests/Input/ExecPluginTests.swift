import Foundation
import Programs
import Testing

/// A kubeconfig whose user is a program, as scripts and people meet it.
@Suite struct ExecPluginTests {
    /// A world, and somebody whose kubeconfig gets its token from a script of this name.
    private func world(_ script: String = "plugin") async throws -> (Simulation, Person) {
        let world = try await Simulation.start("ready")
        var person = try world.person()
        let original = world.folder.read("kubeconfig")
        let token = try #require(original.firstMatch(of: /token: (\S+)/)?.output.1)
        let program = try person.home.write(
            """
            #!/bin/sh
            echo "$@" >> "$HOME/runs"
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"\(token)"}}'
            """, to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let exec = """
            exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: ./\(script)
                  args: [--for, mail]
                  interactiveMode: IfAvailable
            """
        let lines = original.replacing("token: \(token)", with: exec)
        person.variables["KUBECONFIG"] = try person.home.write(lines, to: "kubeconfig")
        return (world, person)
    }

    @Test func `nothing runs without a yes, and --exec-plugins is one`() async throws {
        let (world, person) = try await world()
        for (command, status) in [(["plan"], 3), (["apply", "--yes"], 3), (["send"], 69)] {
            let ran = try await person.sesame(command + ["--answers", world.answers])
            #expect(ran.status == status, "\(ran)")
            #expect(
                (ran.out + ran.err).contains(
                    "The kubeconfig's user mail-prod gets credentials from the program ./plugin, which nobody has agreed to "
                        + "run: it is somebody else's. --exec-plugins runs it; at a terminal sesame shows the command and "
                        + "asks once."), "\(ran)")
        }
        #expect(!person.home.has("runs"))
        for command in [["plan"], ["apply", "--yes"], ["send"]] {
            let ran = try await person.sesame(command + ["--exec-plugins", "--answers", world.answers])
            #expect(ran.status == 0, "\(ran)")
        }
        #expect(person.home.read("runs").split(separator: "\n").allSatisfy { $0 == "--for mail" })
        #expect(!person.home.has("state/sesame/exec-plugins"))
    }

    private func runs(_ person: Person) -> Int { person.home.read("runs").split(separator: "\n").count }

    @Test(.enabled(if: Tools.kubectl != nil))
    func `kubectl gets in by the same file`() async throws {
        let (world, person) = try await world()
        var beside = person
        beside.variables.merge(Tools.environment.filter { $0.key == "PATH" }) { $1 }
        let theirs = try await beside.run([
            Tools.kubectl ?? "kubectl", "get", "serviceaccount", "ses-sender", "-o", "jsonpath={.metadata.name}",
        ])
        #expect(theirs.out == "ses-sender", "\(theirs)")
        let before = runs(person)
        let ours = try await person.sesame("plan", "--exec-plugins", "--answers", world.answers)
        #expect(ours.status == 0 && ours.out.contains("  · service account"), "\(ours)")
        // Once for all calls; kubectl asks it for each of its clients.
        #expect(runs(person) == before + 1)
    }

    @Test func `a broken file is 65 for every command that reads it`() async throws {
        let world = try await Simulation.start("ready")
        var person = try world.person()
        let broken: [(text: String, words: String)] = [
            ("clusters: [", "This is not YAML"), ("clusters: {}", "clusters is a mapping; expected a list."),
            (
                world.folder.read("kubeconfig").replacing(
                    "    certificate-authority-data", with: "    proxy-url: ftp://p\n    certificate-authority-data"),
                "proxy-url is ftp://p; expected a URL that begins with http://, https:// or socks5://."
            ),
        ]
        for (text, words) in broken {
            person.variables["KUBECONFIG"] = try person.home.write(text, to: "kubeconfig")
            for command in [
                ["plan"], ["apply", "--yes"], ["send"], ["doctor"], ["permissions", "--missing"], ["bundle"],
            ] {
                let ran = try await person.sesame(command + ["--answers", world.answers])
                #expect(ran.status == 65, "\(ran)")
                #expect((ran.out + ran.err).contains(words), "\(ran)")
            }
        }
        #expect(try await world.writes().isEmpty)
    }
}
