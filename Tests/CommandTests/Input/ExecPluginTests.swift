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

    @Test(.enabled(if: Tools.kubectl != nil))
    func `a plugin that asks about the cluster is told what kubectl tells it`() async throws {
        let (world, person) = try await world()
        var beside = person
        beside.variables.merge(Tools.environment.filter { $0.key == "PATH" }) { $1 }
        let script = person.home.read("plugin")
        let program = try person.home.write(
            script + "\nprintf '%s\\n' \"$KUBERNETES_EXEC_INFO\" >\"$HOME/info\"\n", to: "plugin")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let original = person.home.read("kubeconfig").replacing(
            "interactiveMode: IfAvailable", with: "interactiveMode: IfAvailable\n      provideClusterInfo: true")
        let server = try #require(original.firstMatch(of: /server: (\S+)/)?.output.1)
        let more = """
            tls-server-name: localhost
                disable-compression: true
                extensions:
                - name: other
                  extension: {a: b}
                - name: client.authentication.k8s.io/exec
                  extension: {audience: 0123, on: no, list: [1, 1.5, a, "no", Off], big: 12345678901234567890, none: null, t: 2001-01-01}
                server:
            """
        for (name, text) in [
            ("plain", original), ("more", original.replacing("server: \(server)", with: "\(more) \(server)/")),
            (
                "nothing",
                original.replacing(
                    "server: \(server)",
                    with: "extensions: [{name: client.authentication.k8s.io/exec, extension: }]\n    server: \(server)")
            ),
            (
                "text",
                original.replacing(
                    "server: \(server)",
                    with:
                        "extensions: [{name: client.authentication.k8s.io/exec, extension: hello}]\n    server: \(server)"
                )
            ),
            ("untold", original.replacing("provideClusterInfo: true", with: "provideClusterInfo: false")),
        ] {
            beside.variables["KUBECONFIG"] = try person.home.write(text, to: "kubeconfig")
            let theirs = try await beside.run([Tools.kubectl ?? "kubectl", "get", "ns", "default", "-o", "name"])
            #expect(theirs.out == "namespace/default\n", "\(name): \(theirs)")
            let wanted = try told(person)
            let ours = try await beside.sesame("plan", "--exec-plugins", "--answers", world.answers)
            #expect(ours.status == 0, "\(name): \(ours)")
            let heard = try told(person)
            #expect(heard == wanted, "\(name): \(heard) \(wanted)")
        }
    }

    /// What the plugin was told last, which is taken away.
    private func told(_ person: Person) throws -> NSDictionary {
        let text = person.home.read("info")
        try person.home.write("", to: "info")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    }

    @Test(.enabled(if: Tools.kubectl != nil))
    func `a plugin that has to talk with a person runs at a terminal only, as kubectl has it`() async throws {
        let (world, person) = try await world()
        let text = person.home.read("kubeconfig").replacing(
            "interactiveMode: IfAvailable", with: "interactiveMode: Always")
        try person.home.write(text, to: "kubeconfig")
        var beside = person
        beside.variables.merge(Tools.environment.filter { $0.key == "PATH" }) { $1 }
        let theirs = try await beside.run([Tools.kubectl ?? "kubectl", "get", "ns"])
        #expect(theirs.err.contains("exec plugin cannot support interactive mode: standard input is not a terminal"))
        for (more, why) in [
            ([], "standard input is not a terminal"), (["--no-input"], "--no-input says that nobody is asked"),
        ] {
            let ours = try await person.sesame(["plan", "--exec-plugins", "--answers", world.answers] + more)
            #expect(ours.status == 3, "\(ours)")
            #expect(
                (ours.out + ours.err).contains(
                    "The exec plugin ./plugin of the kubeconfig's user mail-prod wants to talk with a person "
                        + "(interactiveMode: Always), and \(why)."), "\(ours)")
        }
        #expect(!person.home.has("runs"))
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
