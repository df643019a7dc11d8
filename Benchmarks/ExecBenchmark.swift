import Calls
import HTTPClient
import KubernetesClient
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How long the client takes for bytes that a program in a pod writes, and how much memory it has at most meanwhile.
struct ExecBenchmark {
    private let session: KubernetesSession

    /// A benchmark against the cluster of a kubeconfig's current context, which has a token in it.
    init(kubeconfig path: String) throws {
        let read: FileReader = { path throws(FileFailure) in (try? TextFile.read(path)).map { Array($0.utf8) } }
        let config = try Kubeconfig.load(KubeconfigPaths(files: [path], mustExist: true), read: read)
        let access = try KubernetesAccess(config, read: read)
        guard case .token(let token) = access.authentication else {
            throw BenchmarkProblem(sentence: "the kubeconfig has no token")
        }
        session = KubernetesSession(access, transport: CurlTransport(), tokens: StaticTokenSource(token))
    }

    /// Has `head -c COUNT /dev/zero` run in a pod, and takes what it writes.
    func measure(pod: String, count: Int) async throws -> JSONValue {
        let received = Atomic(0)
        let start = ContinuousClock.now
        let code = try await session.exec(
            PodCommand(["head", "-c", String(count), "/dev/zero"], pod: pod, namespace: "default"),
            within: .seconds(600)
        ) { output in
            if case .out(let bytes) = output { received.add(bytes.count, ordering: .relaxed) }
        }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        guard code == 0, received.load(ordering: .relaxed) == count else {
            throw BenchmarkProblem(sentence: "\(received.load(ordering: .relaxed)) bytes and exit code \(code)")
        }
        var usage = rusage()
        #if canImport(Darwin)
            getrusage(RUSAGE_SELF, &usage)
        #else
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #endif
        return [
            "bytes": .number(String(count)), "milliseconds": .number("\(milliseconds)"),
            "kilobytes": .number(String(usage.ru_maxrss)),
        ]
    }
}
