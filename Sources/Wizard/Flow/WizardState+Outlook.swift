import Calls
import Canvas
import Design

extension WizardState {
    /// What choosing credentials would run and whom it would ask.
    func outlook(_ choice: CallerChoice) -> CallerOutlook {
        local?.outlooks[choice] ?? CallerOutlook(steps: [.other("reads \(choice.words)")])
    }

    /// Who asks a side, by the name that people know them by; nil where nobody does.
    ///
    /// A cluster is asked by the kubeconfig's user, who need not be the EKS account's caller.
    func callerName(_ side: Side) -> String? {
        let own = callers[side].choice?.name
        guard side == .kubernetes, callers[side].answer != nil else { return own }
        return (answers.kubernetesContext ?? local?.currentContext).flatMap { local?.contextCallers[$0] } ?? own
    }

    /// What is read with the callers once they are known, in one line.
    var readingWords: String {
        let sides = Callers.sides.filter { callers[$0].answer != nil || callers.isNotAsked($0) }
        guard sides.contains(.eks) else { return sides.isEmpty ? "" : "That is SES in the SES account." }
        guard let context = answers.kubernetesContext ?? local?.currentContext else {
            return "That is EKS, IAM and SES in the accounts, and the cluster."
        }
        if let outlook = local?.contextOutlooks[context] {
            let head = "The token for \(context) "
            return head + outlook.words(size.columns - 5 - head.count, then: "the cluster is asked") + "."
        }
        return "That is EKS, IAM and SES in the accounts, and the cluster of \(context)."
    }
}
