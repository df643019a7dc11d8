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
        let observations = await Observer(context.sources()).observe { design.reads($0, sides: [.eks, .ses]) }
        let chain = ChainView(design, observations)
        return switch link {
        case .assumeRole: chain.givesRole
        case .send: chain.takesMessage(to: receiver)
        case .annotation, .token, .caller: false
        }
    }
}
