import Design

/// The links of a test send in the words of the drawing.
enum LinkWords {
    static func title(_ name: SendLinkName, _ state: WizardState) -> String {
        let account = "\(state.form.text(of: .namespace))/\(state.form.text(of: .serviceAccount))"
        switch name {
        case .annotation: return "\(account) names the role"
        case .token: return "Token for \(account)"
        case .assumeRole: return "Key desk gives \(state.form.text(of: .role))"
        case .caller: return state.testing.request.via == .pod ? "Who the pod is" : "Who it is now"
        case .workload where state.testing.request.byJob: return "A Job's pod"
        case .workload: return "Workload \(state.testing.request.pod ?? DelegateSending.workloadName)"
        case .send: return "SES takes the message"
        }
    }
}
