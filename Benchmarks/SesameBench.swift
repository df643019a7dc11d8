import Wire

/// Figures that need the libraries themselves; `scripts/bench` runs it and puts peers beside it.
///
/// - `micro [FILE]`: signatures, decisions over a file of policy cases, growth of wildcards, a paste.
/// - `calls URL COUNT IN-FLIGHT`: GetCallerIdentity by the client, with the credentials of the environment.
/// - `exec KUBECONFIG POD BYTES`: so many bytes from a program in a pod, and the most memory that took.
/// - `load HOST PORT CONNECTIONS SECONDS`: how many signed GetCallerIdentity a server answers.
@main
enum SesameBench {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            print(try await figures(arguments).serialized(.pretty))
        } catch {
            Console.fail("\(error)")
        }
    }

    private static func figures(_ arguments: [String]) async throws -> JSONValue {
        switch arguments.first {
        case "micro": return try micro(casesFile: arguments.count > 1 ? arguments[1] : nil)
        case "calls":
            guard arguments.count == 4, let count = Int(arguments[2]), let inFlight = Int(arguments[3]) else { break }
            let calls = try CallBenchmark(EnvironmentCredentials.read(), endpoint: arguments[1])
            return try await calls.measure(count: count, inFlight: inFlight)
        case "exec":
            guard arguments.count == 4, let count = Int(arguments[3]) else { break }
            return try await ExecBenchmark(kubeconfig: arguments[1]).measure(pod: arguments[2], count: count)
        case "load":
            guard arguments.count == 5, let port = UInt16(arguments[2]), let connections = Int(arguments[3]),
                let seconds = Int(arguments[4])
            else { break }
            let requests = SignedRequests(
                try EnvironmentCredentials.read(), authority: "\(arguments[1]):\(port)", count: 512)
            var load = LoadBenchmark(host: arguments[1], port: port, requests: requests.bytes)
            return try load.measure(connections: connections, for: .seconds(seconds))
        default: break
        }
        throw BenchmarkProblem(
            sentence:
                "usage: sesame-bench micro [FILE] | calls URL COUNT IN-FLIGHT | exec KUBECONFIG POD BYTES | "
                + "load HOST PORT CONNECTIONS SECONDS")
    }

    private static func micro(casesFile: String?) throws -> JSONValue {
        var benchmarks = [SigningBenchmarks.signatures(), try PolicyBenchmarks.chain()]
        if let casesFile { benchmarks.append(try PolicyBenchmarks.decisions(try TextFile.read(casesFile))) }
        return [
            "rates": .array(benchmarks.map { $0.measure() }),
            "growth": .array(try WildcardGrowth.all().map { $0.measure() }),
            "paste": PasteBenchmark.measure(),
        ]
    }
}
