import AWSClient
import HTTPClient
import Wire

/// How fast requests are signed.
enum SigningBenchmarks {
    /// Signatures of a small STS request, the one that every session begins with.
    static func signatures() -> Benchmark {
        let signer = Signer(service: "sts", region: "eu-west-1")
        let credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: "example-secret-of-forty-characters-length",
            source: .given("benchmark"))
        let time = Timestamp(secondsSinceEpoch: 1_760_000_000, nanoseconds: 0)
        let draft = HTTPRequest(
            method: "POST", url: "https://sts.eu-west-1.amazonaws.com/",
            headers: [HTTPHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8))
        return Benchmark(name: "signatures", unit: "signatures/s") { count in
            var bytes = 0
            for _ in 0..<count {
                var request = draft
                signer.sign(&request, with: credentials, at: time)
                bytes += request.headers.count
            }
            Kept.keep(bytes)
        }
    }
}
