import Calls
import Design
import Diagnosis
import Wire

extension SendLink {
    /// What came back in at most 25 characters, for a narrow screen; the code where it did not hold.
    var short: String {
        if mayHaveHappened { return "no answer" }
        if let code { return code }
        return switch name {
        case .annotation: "as in the answers"
        case .token: "from the cluster"
        case .assumeRole: "from STS, for an hour"
        case .caller: "the role"
        case .send: "taken by SES"
        case .workload: "role, token, image"
        }
    }
}

extension SendOutcome {
    /// What the screen shows of a message that was not sent; what the catalogue does not know says itself what is wrong.
    var card: Finding? {
        guard report.outcome == .notSent else { return nil }
        if let finding { return finding }
        let problem = report.broken?.problem
        // Whose words they are follows from the call.
        let evidence = problem?.failure.flatMap { failure in
            failure.call.map {
                Finding.Evidence(
                    account: failure.account, call: $0, field: failure.code ?? "error", value: failure.message ?? "")
            }
        }
        let title = problem?.sentence ?? "The message was not sent."
        let words = problem?.failure?.message ?? ""
        // A sentence of sesame's own, as of a kubeconfig that is gone, is nobody else's words too.
        return Finding(
            code: problem?.code ?? "", link: .you, status: .fail,
            title: title, awsSays: title.contains(words.withoutFullStop) ? "" : words,
            evidence: evidence.map { [$0] } ?? [])
    }
}
