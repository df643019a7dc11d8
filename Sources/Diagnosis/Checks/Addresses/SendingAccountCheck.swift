import Calls
import Design
import Identifiers

extension Check {
    /// The EKS account may send in the region of SES; the SES account's own state is told where it is not well.
    static let sendingAccount = Check(
        "sending-account", .sandbox, "whether the account that sends may send, and how much",
        codes: [
            "SES-ACCOUNT-PAUSED", "SES-ACCOUNT-SUSPENDED", "SES-PROBATION", "SES-QUOTA-DAY", "SES-VALIDATION",
        ],
        reads: { context in
            context.design.map { [Read.sendingAccount(.eks, in: $0.sesRegion).call] } ?? []
        },
        hints: { context in
            guard let design = context.design, design.eksAccount != design.sesAccount else { return [] }
            return [Read.sendingAccount(.ses, in: design.sesRegion).call]
        },
        right: { context in
            guard let design = context.design,
                let account = context.seen.sendingAccount(.eks, in: design.sesRegion)?.value
            else { return "" }
            let quota = account.dailyQuota < 0 ? "" : " of \(account.dailyQuota.words)"
            return "\(account.sentToday.words)\(quota) sent in 24 hours"
        },
        findings: { context in
            guard let design = context.design else { return [] }
            let sides: [Side] = design.eksAccount == design.sesAccount ? [.eks] : [.eks, .ses]
            return sides.flatMap { side -> [Finding] in
                guard let account = context.seen.sendingAccount(side, in: design.sesRegion)?.value else { return [] }
                return context.findings(of: account, design, side)
            }
        })
}

extension CheckContext {
    fileprivate func findings(
        of account: SendingAccountState, _ design: DelegateSending, _ side: Side
    ) -> [Finding] {
        var findings: [Finding] = []
        let place = design.place(of: side)
        // The identity's owner does not send: what it may not do is worth knowing, and no fault of a delegate's.
        let about = side == .eks ? "" : "SES account"
        func told(_ code: String, _ field: String, _ value: String, _ change: (inout Finding) -> Void) {
            let call = Read.sendingAccount(side, in: design.sesRegion).call
            findings.append(
                finding(code, side, about: about) {
                    $0.place = "\(place), SES in \(design.sesRegion.text)"
                    $0.evidence = [evidence(call, field, value)]
                    change(&$0)
                    guard side == .ses else { return }
                    $0.status = .warn
                    $0.why =
                        "Messages of a delegate go by the account that sends. What the owner's state does to them, its documentation does not say."
                })
        }
        if account.enforcement == "SHUTDOWN" {
            told("SES-ACCOUNT-SUSPENDED", "EnforcementStatus", account.enforcement) {
                $0.expected = "\(place) in good standing"
                $0.found = account.enforcement
                $0.brief = "AWS has stopped sending"
                $0.fix?.text = "Answer the case in the support centre of \(place)."
            }
        } else if !account.sendingEnabled {
            told("SES-ACCOUNT-PAUSED", "SendingEnabled", "false") {
                $0.expected = "sending switched on in \(place)"
                $0.found = "switched off"
                $0.brief = "sending is switched off"
                $0.why = "Somebody with the right to do so paused it; likely bounces or complaints were the reason."
                $0.fix = Finding.Fix(
                    text: "Find out why it was paused, then switch it on.",
                    commands: [aws(side, "sesv2", "put-account-sending-attributes", "--sending-enabled")])
            }
        }
        if account.enforcement == "PROBATION" {
            told("SES-PROBATION", "EnforcementStatus", account.enforcement) {
                $0.found = account.enforcement
                $0.brief = "AWS has the account under review"
            }
        }
        if side == .eks, account.validatesAddresses {
            let call = Read.sendingAccount(side, in: design.sesRegion).call
            let there = "\(place), SES in \(design.sesRegion.text)"
            findings.append(validation(there, call, "SuppressionAttributes.ValidationAttributes"))
        }
        if side == .eks, let quota = quota(account, design) { findings.append(quota) }
        return findings
    }

    /// The messages of 24 hours; from four fifths on it is a risk.
    private func quota(_ account: SendingAccountState, _ design: DelegateSending) -> Finding? {
        guard account.dailyQuota > 0, account.sentToday >= account.dailyQuota * 0.8 else { return nil }
        let call = Read.sendingAccount(.eks, in: design.sesRegion).call
        let isUsedUp = account.sentToday >= account.dailyQuota
        return finding("SES-QUOTA-DAY", .eks) {
            $0.status = isUsedUp ? .fail : .warn
            if !isUsedUp { $0.title = "The messages of this day are nearly used up." }
            $0.expected = "fewer than \(account.dailyQuota.words) messages in 24 hours"
            $0.found = "\(account.sentToday.words) sent"
            $0.brief = "\(account.sentToday.words) of \(account.dailyQuota.words) sent in 24 hours".brief
            $0.place = "\(design.place(of: .eks)), SES in \(design.sesRegion.text)"
            $0.evidence = [
                evidence(call, "SendQuota.SentLast24Hours", account.sentToday.words),
                evidence(call, "SendQuota.Max24HourSend", account.dailyQuota.words),
            ]
            $0.fix?.commands = [command(call)]
        }
    }
}

extension Double {
    /// A count of messages as people read it: without a fraction, where there is none.
    fileprivate var words: String {
        let whole = rounded()
        return whole == self && abs(whole) < 1e15 ? String(Int(whole)) : "\(self)"
    }
}
