import Digest
import Foundation
import HTTPClient
import TestFiles
import Testing
import Wire

@testable import AWSClient

/// AWS's own Signature Version 4 test suite.
@Suite(.needs(publicData: "sigv4_suite.json"))
struct SignatureSuiteTests {
    private struct Vector {
        var name: String
        var request: HTTPRequest
        var credentials: Credentials
        var signer: Signer
        var time: Timestamp
        var expected: JSONValue
        var expiry: Int
    }

    private func vectors(_ form: String) throws -> [Vector] {
        let cases = try #require(try JSONValue.parse(PublicData.bytes("sigv4_suite.json"))["cases"]?.array)
        return try cases.compactMap { entry -> Vector? in
            let name = try #require(entry["name"]?.string)
            if entry["s3_special"]?.bool == true { return nil }
            if name == "post-sts-header-after" { return nil }
            let context = try #require(entry["context"])
            let request = try #require(entry["request"])
            let keys = try #require(context["credentials"])
            let moment = try #require(context["timestamp"]?.string)
            let body = request["body"]?.string ?? ""
            var headers = (request["headers"]?.array ?? []).map {
                HTTPHeader($0.array?[0].string ?? "", $0.array?[1].string ?? "")
            }
            // Two cases sign the body's hash and length as headers, which other services than S3 do not ask for.
            if form == "header", context["sign_body"]?.bool == true {
                headers.append(HTTPHeader("x-amz-content-sha256", Hex.encode(SHA256.hash(Array(body.utf8)))))
            }
            return Vector(
                name: name,
                request: HTTPRequest(
                    method: try #require(request["method"]?.string),
                    url: "https://example.amazonaws.com" + (try #require(request["target"]?.string)),
                    headers: headers, body: Array(body.utf8)),
                credentials: Credentials(
                    accessKeyID: try #require(keys["access_key_id"]?.string),
                    secretAccessKey: try #require(keys["secret_access_key"]?.string),
                    sessionToken: keys["token"]?.string, source: .given("suite")),
                signer: Signer(
                    service: try #require(context["service"]?.string), region: try #require(context["region"]?.string)),
                time: try #require(Timestamp(iso8601: moment)),
                expected: try #require(entry[form]), expiry: context["expiration_in_seconds"]?.int ?? 3600)
        }
    }

    @Test func `headers are signed as the suite says`() throws {
        let vectors = try vectors("header")
        #expect(vectors.count >= 30)
        for vector in vectors {
            var request = vector.request
            vector.signer.sign(&request, with: vector.credentials, at: vector.time)
            var unsigned = request
            unsigned.headers.removeAll { $0.isNamed("authorization") }
            let steps = vector.signer.steps(unsigned, at: vector.time)
            #expect(steps.canonical == vector.expected["canonical_request"]?.string, "\(vector.name)")
            #expect(steps.toSign == vector.expected["string_to_sign"]?.string, "\(vector.name)")
            #expect(request.header("authorization") == vector.expected["authorization"]?.string, "\(vector.name)")
        }
    }

    @Test func `queries are signed as the suite says`() throws {
        for vector in try vectors("query") {
            let url = vector.signer.presign(
                vector.request, with: vector.credentials, at: vector.time, expires: vector.expiry)
            let signature = url.components(separatedBy: "X-Amz-Signature=").last
            #expect(signature == vector.expected["signature"]?.string, "\(vector.name)\n\(url)")
        }
    }
}
