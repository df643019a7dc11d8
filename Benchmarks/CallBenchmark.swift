import AWSClient
import HTTPClient
import Identifiers
import Wire

/// How long a number of GetCallerIdentity calls take by the client, one after another or some at once.
struct CallBenchmark {
    private let session: AWSSession

    /// A benchmark against a stand-in for AWS.
    init(_ credentials: Credentials, endpoint: String) throws {
        session = AWSSession(
            label: "benchmark", region: try Region("eu-west-1"), provider: StaticCredentials(credentials),
            transport: CurlTransport(),
            endpoints: EndpointSettings(
                overrides: EndpointOverrides(global: .init(url: endpoint, source: "the command line"))))
    }

    /// Makes one call to warm up, then the calls.
    func measure(count: Int, inFlight: Int) async throws -> JSONValue {
        _ = try await STS(session).getCallerIdentity()
        let clock = ContinuousClock()
        let start = clock.now
        let sts = STS(session)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<count {
                if index >= inFlight { try await group.next() }
                group.addTask { _ = try await sts.getCallerIdentity() }
            }
            try await group.waitForAll()
        }
        let milliseconds = (clock.now - start) / .milliseconds(1)
        return ["calls": .number(String(count)), "milliseconds": .number("\(milliseconds)")]
    }
}
