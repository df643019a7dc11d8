import Calls
import TestFiles
import Testing
import Wire

@testable import Design

/// What a real API server kept of what was sent to it, compared with what was sent: a plan over that is idle.
struct RecordedObjectTests {
    /// What a server writes in another way, drops or decides itself; nothing of it is in the documents of the design.
    private static let unlike: Set<String> = [
        // Amounts have one way of writing, unknown fields and the first of two variables of one name are dropped.
        "dep-qty-norm", "dep-unknown", "dep-dupenv",
    ]

    @Test func `what was sent and kept has no difference`() throws {
        let calls = try #require(try JSONValue.parse(OwnCases.bytes("kube_apiserver_answers.json"))["calls"]?.array)
        var compared: [String] = []
        for call in calls {
            guard let name = call["name"]?.string, call["method"] != "PUT", let status = call["status"]?.int,
                (200...201).contains(status),
                ["application/json", "application/apply-patch+yaml"].contains(call["contentType"]?.string),
                let sent = call["body"], sent["kind"] != nil, sent["metadata"]?["name"] != nil,
                let answer = call["answer"],
                ["Namespace", "ServiceAccount", "Deployment"].contains(answer["kind"]?.string)
            else { continue }
            let kept = try #require(ClusterObject.kept(answer), "\(name)")
            let differences = ObjectComparison.differences(sent, kept)
            #expect(differences.isEmpty != Self.unlike.contains(name), "\(name): \(differences)")
            compared.append(name)
        }
        #expect(
            compared.contains("dep-emptyenv-ssa") && compared.contains("ssa-new") && compared.count >= 12, "\(compared)"
        )
    }
}
