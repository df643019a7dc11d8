import Calls
import HTTPClient
import Wire

extension KubernetesFailure {
    /// What happened, for people; the server's text is made safe to show.
    public var sentence: String {
        switch self {
        case .status(let status, let call):
            let reason = status.reason.isEmpty ? "status \(status.code)" : "\(status.code) \(status.reason)"
            return "The cluster refused to \(call): \(Self.safe(status.message)) (\(Self.safe(reason)))."
                + Self.lostUpgrade(status, call)
        case .unauthorized(let proof, let message):
            // The word alone says nothing that the sentence does not.
            let words = message.isEmpty || message == "Unauthorized" ? "" : " It says: \(Self.safe(message))."
            return "The cluster does not know the caller (401): \(proof.refusal)\(words)"
        case .forbidden(let call, let message):
            return "The cluster does not allow the caller to \(call): \(Self.safe(message))."
        case .conflict(let conflicts, let call):
            let list = conflicts.prefix(5).map { "\(Self.safe($0.field)) by \(Self.safe($0.manager))" }
            return "Others manage what \(call) would change: \(list.joined(separator: ", ")). Nothing was changed."
        case .transport(let error): return error.sentence
        case .route(let problem, _): return problem.sentence
        case .notKubernetes(let status, let excerpt):
            let words = excerpt.isEmpty ? "" : ": \"\(Self.safe(excerpt))\""
            return "What answered is not a Kubernetes API server (status \(status)\(words)). A proxy or a wrong server "
                + "URL in the kubeconfig?"
        case .malformed(let call, let detail):
            return "The cluster's answer to \(call) cannot be understood: \(Self.safe(detail))."
        case .unfinished(let end, let call):
            let pod = "pod \(call.name ?? "") in namespace \(call.namespace ?? "")"
            return end.sentence(of: Self.safe(pod))
        case .credentials(let sentence): return sentence
        }
    }

    /// Why an API server may not see that it was asked for a WebSocket.
    private static func lostUpgrade(_ status: KubernetesStatus, _ call: KubernetesRight) -> String {
        guard call.resource == "pods/exec", status.code == 400, status.message.lowercased().contains("upgrade request")
        else { return "" }
        return " Something on the way there, a proxy or a load balancer, takes out the fields that ask for a WebSocket."
    }

    private static func safe(_ text: String) -> String {
        TerminalText.sanitized(text, limit: 400).withoutFullStop
    }
}
