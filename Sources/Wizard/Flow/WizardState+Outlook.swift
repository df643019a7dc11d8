import Calls
import Canvas
import Design

extension WizardState {
    /// What choosing credentials would run and whom it would ask.
    func outlook(_ choice: CallerChoice) -> CallerOutlook {
        local?.outlooks[choice] ?? CallerOutlook(steps: [.other("reads \(choice.words)")])
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
