import Identifiers
import Design
import Diagnosis
import Setup
import Wizard

/// What a broken link of a test send means right there.
enum SendMeaning {
    /// The finding as screens show it; without one in the catalogue, what was said.
    static func card(_ report: SendReport, _ design: DelegateSending, _ observations: Observations) -> FindingCard {
        guard let finding = finding(report, design, observations) else {
            let link = report.broken
            return FindingCard(
                code: link?.code ?? "", status: .fail, title: link?.detail ?? "The message was not sent.",
                awsSays: link?.message ?? "")
        }
        return FindingCard(finding)
    }

    /// The catalogue's finding for the broken link.
    static func finding(_ report: SendReport, _ design: DelegateSending, _ observations: Observations) -> Finding? {
        guard let link = report.broken else { return nil }
        let (service, operation) = call(link.name)
        return FailureMeaning.of(
            Refusal(
                service: service, operation: operation, code: link.code ?? "", message: link.message ?? link.detail,
                account: (report.via == .owner ? design.sesAccount : design.eksAccount).text,
                region: design.sesRegion.text, requestID: link.requestID),
            context: FailureContext(
                design: design, observations: observations, receiver: report.receiver,
                audience: DelegateSending.audience))
    }

    private static func call(_ link: SendLinkName) -> (String, String) {
        switch link {
        case .annotation: ("kubernetes", "get serviceaccounts")
        case .token: ("kubernetes", "create serviceaccounts/token")
        case .assumeRole: ("sts", "AssumeRoleWithWebIdentity")
        case .send: ("ses", "SendEmail")
        }
    }
}
