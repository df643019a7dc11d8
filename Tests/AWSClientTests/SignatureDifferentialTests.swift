import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Thousands of random requests, signed here and by botocore.
@Suite(.enabled(if: Python.has("botocore")))
struct SignatureDifferentialTests {
    private struct Sample: Codable {
        var method: String
        var url: String
        var headers: [[String]]
        var body: String
        var key: String
        var secret: String
        var token: String?
        var service: String
        var region: String
        var date: String
        var expires: Int
        var authorization: String?
        var presigned: String?
    }

    private static let script = """
        import sys, json, datetime
        import botocore.auth as auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
        samples = json.load(sys.stdin)
        for s in samples:
            moment = datetime.datetime.strptime(s['date'], '%Y%m%dT%H%M%SZ')
            auth.get_current_datetime = lambda m=moment: m
            c = Credentials(s['key'], s['secret'], s.get('token'))
            def make():
                r = AWSRequest(method=s['method'], url=s['url'], data=s['body'].encode() or None)
                for n, v in s['headers']: r.headers.add_header(n, v)
                return r
            r = make()
            auth.SigV4Auth(c, s['service'], s['region']).add_auth(r)
            s['authorization'] = r.headers['Authorization']
            r = make()
            r.data = ''
            auth.SigV4QueryAuth(c, s['service'], s['region'], expires=s['expires']).add_auth(r)
            s['presigned'] = r.url
        json.dump(samples, sys.stdout)
        """

    @Test func `botocore signs every random request the same`() throws {
        var generator = Numbers(state: 20_260_102)
        let samples = (0..<4000).map { _ in SignatureDifferentialTests.sample(&generator) }
        let data = try Python.output(
            SignatureDifferentialTests.script, input: JSONEncoder().encode(samples), module: "botocore")
        let signed = try JSONDecoder().decode([Sample].self, from: data)
        #expect(signed.count == samples.count)
        var differences = 0
        for sample in signed {
            let (header, query) = try SignatureDifferentialTests.sign(sample)
            let same =
                header == sample.authorization
                && SignatureDifferentialTests.parts(query) == SignatureDifferentialTests.parts(sample.presigned ?? "")
            if !same, differences < 5 {
                Issue.record("\(sample)\nhere: \(header)\n\(query)")
            }
            if !same { differences += 1 }
        }
        #expect(differences == 0)
    }

    @Test func `botocore makes the same EKS token`() throws {
        var generator = Numbers(state: 7)
        var samples: [Sample] = []
        for index in 0..<200 {
            var sample = SignatureDifferentialTests.sample(&generator)
            sample.method = "GET"
            sample.body = ""
            sample.service = "sts"
            sample.expires = 60
            sample.url = "https://sts.\(sample.region).amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
            sample.headers = [["x-k8s-aws-id", "mail-prod-\(index)"]]
            samples.append(sample)
        }
        let data = try Python.output(
            SignatureDifferentialTests.script, input: JSONEncoder().encode(samples), module: "botocore")
        for sample in try JSONDecoder().decode([Sample].self, from: data) {
            let url = EKSToken.url(
                endpoint: Endpoint(
                    url: "https://sts.\(sample.region).amazonaws.com", signingRegion: sample.region, signingName: "sts",
                    isOverride: false), cluster: sample.headers[0][1],
                credentials: SignatureDifferentialTests.credentials(sample),
                at: try #require(Timestamp(iso8601: SignatureDifferentialTests.iso(sample.date))),
                keys: SigningKeyCache())
            #expect(
                SignatureDifferentialTests.parts(url) == SignatureDifferentialTests.parts(sample.presigned ?? ""))
            #expect(url.contains("X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"))
        }
    }

    // MARK: Signing here

    private static func sign(_ sample: Sample) throws -> (header: String, query: String) {
        let time = try #require(Timestamp(iso8601: iso(sample.date)))
        var request = HTTPRequest(
            method: sample.method, url: sample.url, headers: sample.headers.map { HTTPHeader($0[0], $0[1]) },
            body: Array(sample.body.utf8))
        let signer = Signer(service: sample.service, region: sample.region)
        var empty = request
        empty.body = []
        let url = signer.presign(empty, with: credentials(sample), at: time, expires: sample.expires)
        signer.sign(&request, with: credentials(sample), at: time)
        return (request.header("authorization") ?? "", url)
    }

    private static func credentials(_ sample: Sample) -> Credentials {
        Credentials(
            accessKeyID: sample.key, secretAccessKey: sample.secret, sessionToken: sample.token, source: .given("test"))
    }

    private static func iso(_ basic: String) -> String {
        let c = Array(basic)
        return "\(String(c[0..<4]))-\(String(c[4..<6]))-\(String(c[6..<8]))T\(String(c[9..<11])):\(String(c[11..<13]))"
            + ":\(String(c[13..<15]))Z"
    }

    /// A URL as path and sorted query parameters: their order means nothing.
    private static func parts(_ url: String) -> [String] {
        let pieces = url.components(separatedBy: "?")
        return [pieces[0]] + (pieces.dropFirst().first ?? "").components(separatedBy: "&").sorted()
    }

    // MARK: Random requests

    private static func sample(_ numbers: inout Numbers) -> Sample {
        let hosts = [
            "sts.eu-west-1.amazonaws.com", "iam.amazonaws.com", "email.us-east-1.amazonaws.com", "127.0.0.1:8443",
            "eks.eu-central-1.amazonaws.com:443", "example.com",
        ]
        let texts = ["a", "user+x@example.com", "arn:aws:iam::111122223333:role/a b", "é☃", "~-_.", "%", "A=B&C", "0"]
        var path = ""
        for _ in 0..<numbers.below(5) {
            path += "/" + PercentEncoding.encode(numbers.pick(texts))
            if numbers.below(12) == 0 { path += "/." }
            if numbers.below(12) == 0 { path += "/" }
            if numbers.below(12) == 0 { path += "/../x" }
        }
        if path.isEmpty || numbers.below(4) == 0 { path += "/" }
        var names: Set<String> = []
        var query: [String] = []
        for index in 0..<numbers.below(5) {
            let name = PercentEncoding.encode(numbers.pick(texts) + String(index))
            guard names.insert(name).inserted else { continue }
            query.append("\(name)=\(PercentEncoding.encode(numbers.pick(texts)))")
        }
        var headers: [[String]] = []
        let values = ["v", "  two   blanks ", "tab\tinside", "a,b;c", "Ümlaut", ""]
        for name in ["X-Amz-Target", "content-type", "x-k8s-aws-id", "My-Header", "User-Agent", "Expect", "zz", "ZZ"]
        where numbers.below(3) == 0 {
            headers.append([name, numbers.pick(values)])
        }
        let day = String(format: "%02d", 1 + numbers.below(28))
        return Sample(
            method: numbers.pick(["GET", "POST", "PUT", "DELETE"]),
            url: "\(numbers.pick(["https", "https", "http"]))://\(numbers.pick(hosts))\(path)"
                + (query.isEmpty ? "" : "?" + query.joined(separator: "&")),
            headers: headers,
            body: numbers.below(2) == 0 ? "" : numbers.pick(["Action=A&Version=1", "{\"é\":1}", "x"]),
            key: "AKIA\(numbers.below(100_000))", secret: "se/cret+\(numbers.below(1_000_000_000))",
            token: numbers.below(2) == 0 ? "to/ken+\(numbers.below(1_000_000))==" : nil,
            service: numbers.pick(["sts", "iam", "ses", "eks"]),
            region: numbers.pick(["us-east-1", "eu-west-1", "us-gov-west-1", "cn-north-1"]),
            date:
                "20\(10 + numbers.below(80))\(String(format: "%02d", 1 + numbers.below(12)))\(day)T0\(numbers.below(10))3059Z",
            expires: 1 + numbers.below(604_800))
    }
}

/// Random numbers that are the same in every run.
struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        return value ^ (value >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() >> 33) % limit }

    mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}
