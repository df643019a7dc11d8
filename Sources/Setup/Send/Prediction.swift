import Calls
import Design
import Diagnosis
import Observation

/// Whether the policies as they are now would let a link hold: a refusal then is IAM's delay, not a fault.
struct Prediction {
    let context: SetupContext
    let design: DelegateSending

    /// Reads the policies anew and decides; what cannot be read is not predicted.
    func allows(_ link: SendLinkName, receiver: String) async -> Bool {
        let part: ChainView.Part
        switch link {
        case .assumeRole: part = .role
        case .send: part = .message
        case .annotation, .token, .caller, .workload: return false
        }
        let chain = ChainView(part, of: design, to: receiver)
        return chain.holds(await Observer(context.sources()).observe { chain.reads($0) })
    }
}
