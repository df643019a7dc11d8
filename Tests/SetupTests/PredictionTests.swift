import Design
import Testing

@testable import Setup

/// Whether the policies as they are would let a link hold.
struct PredictionTests {
    private func predictions(_ scenario: String) async throws -> [Bool] {
        var found: [Bool] = []
        try await Bench.run(scenario) { bench in
            let prediction = Prediction(context: bench.context, design: try await bench.plan().design)
            for link in [SendLinkName.annotation, .token, .assumeRole, .send] {
                found.append(await prediction.allows(link, receiver: "ops@example.com"))
            }
        }
        return found
    }

    @Test(arguments: [
        ("ready", true, true), ("fresh", false, false), ("irsa-no-oidc-provider", false, true),
        ("irsa-sub-wrong-ns-or-sa", false, true), ("irsa-trust-wrong-aud", false, true),
    ])
    func `role and sending are judged by the policies as they are`(
        scenario: String, role: Bool, send: Bool
    ) async throws {
        // What is no matter of policies is never predicted.
        #expect(try await predictions(scenario) == [false, false, role, send])
    }
}
