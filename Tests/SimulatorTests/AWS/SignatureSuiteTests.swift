import Foundation
import TestFiles
import Testing
import Wire

@testable import Simulator

/// The public SigV4 suite against the simulator's own verifier.
@Suite(.needs(publicData: "sigv4_suite.json"))
struct SignatureSuiteTests {
    struct Vector: CustomStringConvertible {
        let name: String
        let place: String
        let request: RawRequest
        let secret: String
        let canonical: String
        let time: Timestamp

        var description: String { "\(name) (\(place))" }
    }

    /// The cases that are about S3 or about tokens that are added after signing say nothing about these services.
    static let vectors: [Vector] = {
        guard let suite = try? JSONValue.parse(PublicData.bytes("sigv4_suite.json")) else { return [] }
        return (suite["cases"]?.array ?? []).flatMap { entry -> [Vector] in
            guard entry["s3_special"]?.bool != true, let name = entry["name"]?.string,
                name != "post-sts-header-after", let context = entry["context"]
            else { return [] }
            return ["header", "query"].compactMap { vector(entry, name, context, $0) }
        }
    }()

    static func vector(_ entry: JSONValue, _ name: String, _ context: JSONValue, _ place: String) -> Vector? {
        guard let signed = entry[place]?["signed_request"]?.string,
            let canonical = entry[place]?["canonical_request"]?.string,
            let secret = context["credentials"]?["secret_access_key"]?.string,
            let time = context["timestamp"]?.string.flatMap(Timestamp.init(iso8601:))
        else { return nil }
        let parts = signed.components(separatedBy: "\n\n")
        var headers: [(name: String, value: String)] = []
        let lines = parts[0].components(separatedBy: "\n")
        for line in lines.dropFirst() {
            if line.hasPrefix(" "), let last = headers.indices.last {
                headers[last].value += "\n" + line
            } else if let colon = line.firstIndex(of: ":") {
                headers.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        let first = lines[0].components(separatedBy: " ")
        let request = RawRequest(
            method: first[0], target: first.dropFirst().dropLast().joined(separator: " "), headers: headers,
            body: Array((entry["request"]?["body"]?.string ?? "").utf8))
        return Vector(
            name: name, place: place, request: request, secret: secret, canonical: canonical, time: time)
    }

    @Test func `the suite is there`() {
        #expect(Self.vectors.count >= 58)
    }

    @Test(arguments: vectors) func `a vector is accepted, and refused with another secret`(_ vector: Vector) throws {
        let claims = try SignatureClaims.read(vector.request)
        let canonical = CanonicalRequest(
            request: vector.request, signedHeaders: claims.signedHeaders, presigned: vector.place == "query")
        #expect(String(decoding: canonical.text, as: UTF8.self) == vector.canonical)
        let verifier = SignatureVerifier()
        try verifier.verify(vector.request, claims: claims, secret: vector.secret, now: vector.time)
        #expect(throws: SignatureVerifier.Refusal.mismatch) {
            try verifier.verify(vector.request, claims: claims, secret: vector.secret + "x", now: vector.time)
        }
    }
}
