import AWSClient

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The key that a benchmark signs with.
enum EnvironmentCredentials {
    /// The key of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
    static func read() throws -> Credentials {
        guard let id = getenv("AWS_ACCESS_KEY_ID"), let secret = getenv("AWS_SECRET_ACCESS_KEY") else {
            throw BenchmarkProblem(sentence: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed")
        }
        return Credentials(
            accessKeyID: String(cString: id), secretAccessKey: String(cString: secret), source: .given("benchmark"))
    }
}
