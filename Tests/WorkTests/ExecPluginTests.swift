import Calls
import Design
import Foundation
import Setup
import Simulator
import SimulatorServer
import Synchronization
import Testing
import Wire
import Work

/// A kubeconfig's exec plugin: who is asked, when it runs, and what becomes of what it prints.
@Suite struct ExecPluginTests {
    /// A program in a folder of its own that notes each run.
    private struct Plugin {
        let folder: String
        var path: String { folder + "/plugin" }
        var runs: Int { lines("runs").count }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugin-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }

        func lines(_ name: String) -> [String] {
            ((try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "")
                .split(separator: "\n").map(String.init)
        }

        /// Makes the kubeconfig's user one that the program speaks for; `$token` in the script is the user's token.
        func install(_ script: String, args: String = "[--for, mail]", more: [String] = []) -> (String) -> String? {
            { kubeconfig in
                let lines = kubeconfig.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                guard let index = lines.firstIndex(where: { $0.hasPrefix("    token: ") }) else { return nil }
                let token = lines[index].dropFirst("    token: ".count)
                let text = "#!/bin/sh\necho run >> \(folder)/runs\ntoken=\(token)\n\(script)\n"
                guard
                    FileManager.default.createFile(
                        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o700])
                else { return nil }
                let keys = [
                    "apiVersion: client.authentication.k8s.io/v1", "command: \(path)", "args: \(args)",
                    "interactiveMode: IfAvailable",
                ]
                let entry = (["    exec:"] + (keys + more).map { "      " + $0 }).joined(separator: "\n")
                return (lines[..<index] + [entry] + lines[(index + 1)...]).joined(separator: "\n")
            }
        }

        func remove() { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static let head = #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":"#
    private static let good = "echo '\(head){\"token\":\"'$token'\"}}'"

    private func withPlugin(_ body: (Plugin) async throws -> Void) async throws {
        let plugin = try Plugin()
        defer { plugin.remove() }
        try await body(plugin)
    }

    /// What the namespace's row of a plan says.
    private func row(_ bench: Bench) async throws -> String? {
        try await bench.work(sides: [.kubernetes]).plan(PlanOptions(sides: [.kubernetes])).plan[.namespace]?.reason
    }

    private func expect(_ bench: Bench, _ words: String, _ place: SourceLocation = #_sourceLocation) async throws {
        let said = try await row(bench)
        #expect(said == words, sourceLocation: place)
    }

    private let exists = "The namespace exists."

    @Test func `nothing runs where nobody can be asked`() async throws {
        try await withPlugin { plugin in
            try await Bench.run("ready", kubeconfig: plugin.install(Self.good)) { bench in
                try await expect(
                    bench,
                    "Cannot tell: The kubeconfig's user mail-prod gets credentials from the program \(plugin.path), "
                        + "which nobody has agreed to run: it is somebody else's. --exec-plugins runs it; at a terminal "
                        + "sesame shows the command and asks once.")
                #expect(plugin.runs == 0)
                // A write stops where nothing is reachable.
                let work = try await bench.work()
                let plan = try await work.plan()
                #expect(plan.exitCode == .incomplete, "AWS goes on, the cluster cannot be told")
            }
        }
    }

    @Test func `the option is a yes, and one run serves all calls`() async throws {
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            try await Bench.run("ready", kubeconfig: plugin.install(Self.good), way: way) { bench in
                try await expect(bench, exists)
                try await expect(bench, exists)
                #expect(plugin.runs == 1)
            }
        }
    }

    @Test func `a yes is kept for exactly this command`() async throws {
        try await withStateDirectory { state in
            try await withPlugin { plugin in
                let asked = Mutex<[ProgramQuestion]>([])
                func run(_ args: String, more: [String] = [], asks count: Int) async throws {
                    try await Bench.run(
                        "ready", state: state, kubeconfig: plugin.install(Self.good, args: args, more: more),
                        askAboutProgram: { question in
                            asked.withLock { $0.append(question) }
                            return true
                        }
                    ) { bench in
                        try await expect(bench, exists)
                        #expect(asked.withLock { $0.count } == count)
                    }
                }
                try await run("[a, --token, hush-hush]", asks: 1)
                try await run("[a, --token, hush-hush]", asks: 1)
                try await run("[b]", asks: 2)
                try await run("[b]", more: ["env: [{name: HTTP_PROXY, value: x}]"], asks: 3)
                try await run("[b]", more: ["env: [{name: HTTP_PROXY, value: y}]"], asks: 4)
                try await run("[b]", more: ["env: [{name: HTTP_PROXY, value: y}]"], asks: 4)
                let first = try #require(asked.withLock { $0.first })
                #expect(
                    first.lines == [
                        "The kubeconfig's user mail-prod (/w/kubeconfig) gets credentials for the cluster from a program:",
                        "\(plugin.path) a --token (redacted)",
                        "It runs with your rights. A yes counts for exactly this command.",
                    ])
                #expect(asked.withLock { $0.last?.lines.last?.contains("the variables HTTP_PROXY.") } == true)
                let kept = String(decoding: try state.read("exec-plugins") ?? [], as: UTF8.self)
                #expect(!kept.contains("hush") && !kept.contains("HTTP_PROXY") && kept.contains(plugin.path))
            }
        }
    }

    @Test func `a no runs nothing, is asked once, and again after the credentials are read again`() async throws {
        try await withPlugin { plugin in
            let asked = Mutex(0)
            try await Bench.run(
                "ready", kubeconfig: plugin.install(Self.good),
                askAboutProgram: { _ in
                    asked.withLock { $0 += 1 }
                    return false
                }
            ) { bench in
                for _ in 0..<2 {
                    try await expect(
                        bench,
                        "Cannot tell: The exec plugin \(plugin.path) of the kubeconfig's user mail-prod was not "
                            + "run: you did not agree to it.")
                }
                #expect(asked.withLock { $0 } == 1 && plugin.runs == 0)
                bench.bench.forget(.eks)
                _ = try await row(bench)
                #expect(asked.withLock { $0 } == 2)
            }
        }
    }

    @Test func `what has ended is asked for again, and what is refused once`() async throws {
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            let ended = "echo '\(Self.head){\"token\":\"'$token'\",\"expirationTimestamp\":\"2001-01-01T00:00:00Z\"}}'"
            try await Bench.run("ready", kubeconfig: plugin.install(ended), way: way) { bench in
                _ = try await row(bench)
                let before = plugin.runs
                try await expect(bench, exists)
                #expect(plugin.runs > before)
            }
        }
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            let second = "[ $(wc -l < \(plugin.folder)/runs) -gt 1 ] || token=old\n\(Self.good)"
            try await Bench.run("ready", kubeconfig: plugin.install(second), way: way) { bench in
                try await expect(bench, exists)
                #expect(plugin.runs == 2)
            }
        }
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            try await Bench.run("ready", kubeconfig: plugin.install("token=old\n\(Self.good)"), way: way) { bench in
                try await expect(
                    bench,
                    "Cannot tell: The cluster does not know the caller (401): it refused, twice, what the exec "
                        + "plugin \(plugin.path) of the kubeconfig's user mail-prod (/w/kubeconfig) printed: its token "
                        + "may be somebody's whom this cluster does not know.")
            }
        }
    }

    @Test func `it gets its arguments, variables and the cluster, and no shell`() async throws {
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            let script = """
                printf '%s\\n' "$@" > \(plugin.folder)/args
                printf '%s\\n' "$COLOUR" "$KUBERNETES_EXEC_INFO" > \(plugin.folder)/env
                cat > \(plugin.folder)/input
                \(Self.good)
                """
            let more = ["env: [{name: COLOUR, value: $HOME}]", "provideClusterInfo: true"]
            try await Bench.run(
                "ready", kubeconfig: plugin.install(script, args: "['$(id)', 'a b']", more: more), way: way
            ) { bench in
                try await expect(bench, exists)
                #expect(plugin.lines("args") == ["$(id)", "a b"])
                let told = plugin.lines("env")
                #expect(told.first == "$HOME")
                let info = try JSONValue.parse(told.last ?? "")
                let server = info["spec"]?["cluster"]?["server"]?.string
                #expect(server?.hasPrefix("https://127.0.0.1:") == true)
                #expect(info["spec"]?["interactive"] == false)
                #expect(plugin.lines("input").isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("echo 'no session for t0p-secret-value' >&2; exit 3", "ended with status 3: no session for (redacted)."),
        ("echo hello", "printed something that is not a JSON object."),
        (
            #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{}}'"#,
            "printed apiVersion client.authentication.k8s.io/v1beta1, but the kubeconfig says that it speaks "
                + "client.authentication.k8s.io/v1."
        ),
        ("echo '{\"kind\":\"ExecCredential\"'", "printed something that is not a JSON object."),
    ])
    func `what goes wrong is said in a sentence`(script: String, words: String) async throws {
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            let more = ["env: [{name: KEY, value: t0p-secret-value}]"]
            try await Bench.run("ready", kubeconfig: plugin.install(script, more: more), way: way) { bench in
                try await expect(
                    bench, "Cannot tell: The exec plugin \(plugin.path) of the kubeconfig's user mail-prod \(words)")
            }
        }
    }

    @Test func `a program that is not there says what the kubeconfig says to do`() async throws {
        try await withPlugin { plugin in
            let way = Workbench.Way(runsExecPlugins: true)
            let more = ["installHint: Get it from example.com."]
            let install = plugin.install(Self.good, more: more)
            try await Bench.run(
                "ready",
                kubeconfig: { text in
                    let made = install(text)
                    plugin.remove()
                    return made
                }, way: way
            ) { bench in
                try await expect(
                    bench,
                    "Cannot tell: The exec plugin \(plugin.path) of the kubeconfig's user mail-prod cannot be "
                        + "started: not found. The kubeconfig says: Get it from example.com.")
            }
        }
    }

    @Test func `a pod asks its own cluster where there is no kubeconfig`() async throws {
        let own = Mutex<String>("")
        try await Bench.run(
            "ready", files: ["answers": ""],
            kubeconfig: { text in
                own.withLock { $0 = text }
                return nil
            }
        ) { bench in
            let config = own.withLock { $0 }
            func value(_ key: String) -> String {
                config.split(separator: "\n").first { $0.contains("\(key): ") }?
                    .split(separator: " ").last.map(String.init) ?? ""
            }
            let server = value("server").split(separator: ":")
            let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
            let authority = String(
                decoding: Base64.decode(value("certificate-authority-data")) ?? [], as: UTF8.self)
            let ground = Ground(
                environment: [
                    "KUBERNETES_SERVICE_HOST": "127.0.0.1",
                    "KUBERNETES_SERVICE_PORT": server.last.map(String.init) ?? "",
                    "AWS_ENDPOINT_URL": bench.simulator.endpoints.aws, "AWS_CONFIG_FILE": "/w/aws-config",
                    "AWS_SHARED_CREDENTIALS_FILE": "/w/aws-credentials", "AWS_EC2_METADATA_DISABLED": "true",
                ], home: "/home/me",
                files: MemoryFiles(
                    bench.simulator.files(in: "/w").filter { $0.key != "/w/kubeconfig" }.merging([
                        "\(folder)/token": value("token"), "\(folder)/ca.crt": authority,
                        "\(folder)/namespace": "default",
                    ]) { $1 }), state: nil)
            let inside = Workbench(ground)
            var answers = try bench.answers()
            answers.clear(.kubernetesContext)
            let work = try await SetupWork.open(inside, answers, sides: [.kubernetes])
            let plan = try await work.plan(PlanOptions(sides: [.kubernetes])).plan
            #expect(plan[.namespace]?.reason == exists)
        }
    }
}
