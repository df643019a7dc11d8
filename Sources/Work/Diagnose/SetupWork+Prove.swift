public import Design
import Diagnosis
import Setup

extension SetupWork {
    /// Really takes the role with a token of the service account, for ten minutes, and asks STS who it is then.
    ///
    /// Nothing is changed, and nothing is sent unless that is wanted; CloudTrail gets two lines and the cluster's audit log one. Token and keys
    /// stay in memory and are forgotten.
    ///
    /// - Parameters:
    ///   - look: A look at a whole setup.
    ///   - sendsMail: Whether one mail goes to Amazon's test mailbox as well, as the role.
    ///   - report: Called for every event.
    /// - Returns: The look with what was proven.
    /// - Throws: `Unknown` where the setup is not known well enough.
    public func prove(
        _ look: Examination, sendsMail: Bool = false, _ report: @escaping @Sendable (SendEvent) -> Void = { _ in }
    ) async throws(Problem) -> Examination {
        guard let design = look.diagnosis.subject.design else {
            throw Problem(
                "A probe needs to know service account, role, cluster and sender; \(look.diagnosis.subject.words) is "
                    + "all that is known.", code: "Unknown", short: "not enough known", exitCode: .usage)
        }
        var look = look
        let links = await TestSend(context).prove(design, sendsMail: sendsMail, report: report)
        look.proof = links
        look.diagnosis = look.diagnosis.proved(by: links, look.seen)
        return look
    }
}
