import Calls
import FaultServer
import HTTPClient
import KubernetesClient
import Simulator
import SimulatorServer
import Synchronization
import Testing

/// Programs in a pod of a simulated cluster, over TLS.
@Suite(.timeLimit(.minutes(3))) struct ExecTests {
    private static let limit = Duration.seconds(120)

    @Test func `output, complaints and exit code arrive apart`() async throws {
        try await PodBench.run { bench in
            let heard = PodBench.Heard()
            let code = try await bench.session().exec(
                bench.script("echo out; echo complaint >&2; exit 7"), within: Self.limit, heard.take)
            #expect(code == 7)
            #expect(heard.text == "out\n")
            #expect(heard.complaint == "complaint\n")
            #expect(try await bench.session().exec(bench.command("true"), within: Self.limit) { _ in } == 0)
        }
    }

    @Test func `a program reads its input to the end, whatever bytes it is`() async throws {
        try await PodBench.run { bench in
            let heard = PodBench.Heard()
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let code = try await bench.session().exec(
                bench.command("cat", input: bytes), within: Self.limit, heard.take)
            #expect(code == 0)
            // Not compared inside the macro: a difference of so many elements takes it minutes to describe.
            let isSame = heard.out == bytes
            #expect(isSame, "\(heard.out.count) of \(bytes.count) bytes")
            #expect(try await bench.session().exec(bench.command("cat", input: []), within: Self.limit) { _ in } == 0)
        }
    }

    @Test func `ten megabytes through a proxy`() async throws {
        try await PodBench.run { bench in
            let port = try HTTPTarget(bench.simulator.endpoints.kubernetes).port
            let proxy = try FaultServer { request, connection in
                connection.tunnel(to: port)
                return .close
            }
            let count = Atomic(0)
            let code = try await bench.session(proxy: .url("http://127.0.0.1:\(proxy.port)")).exec(
                bench.command("head", "-c", "10000000", "/dev/zero"), within: Self.limit
            ) { output in
                if case .out(let bytes) = output { count.add(bytes.count, ordering: .relaxed) }
            }
            #expect(code == 0)
            #expect(count.load(ordering: .relaxed) == 10_000_000)
            #expect(proxy.requests.map(\.method) == ["CONNECT"])
            #expect(proxy.requests.first?.header("authorization") == nil)
            #expect(proxy.requests.first?.header("sec-websocket-key") == nil)
        }
    }

    @Test func `a connection that breaks in the middle is no success`() async throws {
        try await PodBench.run { bench in
            let port = try HTTPTarget(bench.simulator.endpoints.kubernetes).port
            let proxy = try FaultServer { _, connection in
                connection.tunnel(to: port, breakingAfter: 500_000)
                return .close
            }
            let count = Atomic(0)
            let session = bench.session(proxy: .url("http://127.0.0.1:\(proxy.port)"))
            let command = bench.command("head", "-c", "10000000", "/dev/zero")
            let error = await failure { () throws(KubernetesFailure) in
                try await session.exec(command, within: Self.limit) { output in
                    if case .out(let bytes) = output { count.add(bytes.count, ordering: .relaxed) }
                }
            }
            #expect(
                error?.sentence
                    == "The connection to pod \(bench.pod) in namespace default ended before the exit code of its program "
                    + "came, which may have run to its end or not. 127.0.0.1 broke the connection off.")
            #expect(error?.mayHaveHappened == true)
            let got = count.load(ordering: .relaxed)
            #expect(got > 0 && got < 10_000_000)
            #expect(bench.log.all.last?.status == 101)
            #expect(bench.log.all.last?.failure == error?.sentence)
            #expect(bench.log.all.last?.request == "GET /api/v1/namespaces/default/pods/\(bench.pod)/exec")
        }
    }

    @Test func `time is up for a program that goes on, and cancellation does not wait`() async throws {
        try await PodBench.run { bench in
            let (session, command) = (bench.session(), bench.command("sleep", "1000"))
            let late = await failure { () throws(KubernetesFailure) in
                try await session.exec(command, within: .seconds(2)) { _ in }
            }
            #expect(
                late?.sentence
                    == "The program in pod \(bench.pod) in namespace default had not ended after 2 seconds: the connection "
                    + "was closed. It may still run there.")
            let running = Task {
                await failure { () throws(KubernetesFailure) in
                    try await session.exec(command, within: Self.limit) { _ in }
                }
            }
            running.cancel()
            #expect(await running.value?.isCancelled == true)
        }
    }

    @Test func `a terminal is talked to while its program runs`() async throws {
        try await PodBench.run { bench in
            let heard = PodBench.Heard()
            let (input, typist) = AsyncStream.makeStream(of: PodInput.self)
            var command = bench.command("sh")
            command.terminal = TerminalSize(columns: 80, rows: 24)
            typist.yield(.bytes(Array("echo one; nope\r".utf8)))
            typist.yield(.resize(TerminalSize(columns: 120, rows: 40)))
            typist.yield(.bytes(Array("exit 4\r".utf8)))
            let code = try await bench.session().exec(command, within: Self.limit, saying: input, heard.take)
            #expect(code == 4)
            #expect(heard.text.contains("one\r\n"))
            #expect(heard.text.contains("nope: command not found\r\n"))
            #expect(heard.complaint.isEmpty)
        }
    }

    @Test func `what the cluster refuses keeps its words`() async throws {
        try await PodBench.run { bench in
            let session = bench.session()
            let missing = bench.command("nothing-here")
            let unknown = await failure { () throws(KubernetesFailure) in
                try await session.exec(missing, within: Self.limit) { _ in }
            }
            #expect(unknown?.sentence.contains("executable file not found in $PATH") == true)
            var nobody = bench.command("true")
            nobody.pod = "nobody"
            let none = await failure { [nobody] () throws(KubernetesFailure) in
                try await session.exec(nobody, within: Self.limit) { _ in }
            }
            #expect(
                none?.sentence == "The cluster refused to get pods/exec \"nobody\" in namespace \"default\": pods "
                    + "\"nobody\" not found (404 NotFound).")
            var elsewhere = bench.command("true")
            elsewhere.container = "zz"
            let wrong = await failure { [elsewhere] () throws(KubernetesFailure) in
                try await session.exec(elsewhere, within: Self.limit) { _ in }
            }
            #expect(wrong?.sentence.contains("container zz is not valid for pod \(bench.pod) (400 BadRequest)") == true)
            #expect(bench.log.all.suffix(3).map(\.status) == [101, 404, 400])
        }
    }

    @Test func `who may not is told the verbs that every cluster asks for`() async throws {
        try await PodBench.run { bench in
            let (session, command) = (bench.session(user: 1), bench.command("true"))
            let refused = await failure { () throws(KubernetesFailure) in
                try await session.exec(command, within: Self.limit) { _ in }
            }
            guard case .forbidden(let right, _)? = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(right.resource == "pods/exec")
            #expect(
                right.remedy
                    == "Rule to add to a Role in namespace default: apiGroups [\"\"], resources [\"pods/exec\"], verbs "
                    + "[\"get\", \"create\"]; a RoleBinding gives it to the caller.")
        }
    }

    /// Gives an expired token first, then the right one.
    private struct Renewing: TokenSource {
        let good: String

        func token(refreshing: Bool) async throws(KubernetesFailure) -> String { refreshing ? good : "old" }
    }

    @Test func `a refused token is replaced once`() async throws {
        try await PodBench.run { bench in
            let good = bench.simulator.simulation.access.clusterTokens[0].token
            let code = try await bench.session(tokens: Renewing(good: good)).exec(
                bench.command("true"), within: Self.limit
            ) { _ in }
            #expect(code == 0)
            #expect(bench.log.all.suffix(2).map(\.status) == [401, 101])
            let (never, command) = (bench.session(tokens: Renewing(good: "older")), bench.command("true"))
            let refused = await failure { () throws(KubernetesFailure) in
                try await never.exec(command, within: Self.limit) { _ in }
            }
            #expect(refused?.sentence.hasPrefix("The cluster does not know the caller (401)") == true)
        }
    }
}
