import HTTPClient
import KubernetesClient
import Testing

/// Programs in a pod of a simulated cluster, over TLS.
@Suite(.timeLimit(.minutes(2))) struct ExecTests {
    @Test func `output, complaints and exit code arrive apart`() async throws {
        try await PodBench.run { bench in
            let heard = PodBench.Heard()
            let code = try await bench.session().exec(
                bench.script("echo out; echo complaint >&2; exit 7"), within: .seconds(60), heard.take)
            #expect(code == 7)
            #expect(heard.text == "out\n")
            #expect(heard.complaint == "complaint\n")
            #expect(try await bench.session().exec(bench.command("true"), within: .seconds(60)) { _ in } == 0)
        }
    }

    @Test func `a program reads its input to the end`() async throws {
        try await PodBench.run { bench in
            let heard = PodBench.Heard()
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let code = try await bench.session().exec(
                bench.command("cat", input: bytes), within: .seconds(60), heard.take)
            #expect(code == 0)
            // Not compared inside the macro: a difference of so many elements takes it minutes to describe.
            let isSame = heard.out == bytes
            #expect(isSame, "\(heard.out.count) of \(bytes.count) bytes")
        }
    }

    @Test func `what the cluster refuses keeps its words`() async throws {
        try await PodBench.run { bench in
            let session = bench.session()
            let missing = bench.command("nothing-here")
            let unknown = await failure { () throws(KubernetesFailure) in
                try await session.exec(missing, within: .seconds(60)) { _ in }
            }
            #expect(unknown?.sentence.contains("executable file not found in $PATH") == true)
            var nobody = bench.command("true")
            nobody.pod = "nobody"
            let none = await failure { [nobody] () throws(KubernetesFailure) in
                try await session.exec(nobody, within: .seconds(60)) { _ in }
            }
            #expect(
                none?.sentence == "The cluster refused to get pods/exec \"nobody\" in namespace \"default\": pods "
                    + "\"nobody\" not found (404 NotFound).")
            #expect(bench.log.all.suffix(2).map(\.status) == [101, 404])
        }
    }
}
