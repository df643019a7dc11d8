import Calls
import Design
import Identifiers

extension Check {
    /// The sender is an identity of the SES account, in its region, and verified.
    static let senderIdentity = Check(
        "sender-identity", .sandbox, "the sender's identity in the SES account",
        codes: ["SES-SENDER-UNVERIFIED", "SES-SENDER-MISSING", "SES-SENDER-REGION", "SES-ADDRESS-OF-DOMAIN"],
        reads: { context in
            context.design.map { [Read.identity(.ses, $0.identity, in: $0.sesRegion).call] } ?? []
        },
        hints: { context in
            guard let design = context.design,
                case .absent? = context.seen.identity(.ses, design.identity, in: design.sesRegion)
            else { return [] }
            // What else may prove it: a domain above it, or the same in a region that is near at hand.
            let above = SESIdentity.covering(design.sender).filter { $0 != design.identity }
            return above.map { Read.identity(.ses, $0, in: design.sesRegion).call }
                + context.otherRegions(design).flatMap { region in
                    SESIdentity.covering(design.sender).map { Read.identity(.ses, $0, in: region).call }
                }
        },
        right: { context in "\(context.design?.identity.text ?? "the sender") is verified" },
        findings: { $0.senderFindings })
}

extension CheckContext {
    /// What is wrong with the sender's identity; the doors ask too, as nobody puts a policy on what is not there.
    var senderFindings: [Finding] {
        guard let design, let identity = seen.identity(.ses, design.identity, in: design.sesRegion) else { return [] }
        switch identity {
        case .value(let state): return state.isVerified ? [] : [unverified(state, design)]
        case .absent: return [absent(design)]
        case .denied, .unreachable, .doubtful: return []
        }
    }

    /// The regions that are looked into for a sender that is missing: the cluster's, and the one that most begin in.
    fileprivate func otherRegions(_ design: DelegateSending) -> [Region] {
        let first = Region.withSES(in: design.partition).filter { $0.text == "us-east-1" || $0 == design.eksRegion }
        return first.filter { $0 != design.sesRegion }
    }

    private func unverified(_ state: IdentityState, _ design: DelegateSending) -> Finding {
        let name = design.identity.text
        let reading = Read.identity(.ses, design.identity, in: design.sesRegion).call
        return finding("SES-SENDER-UNVERIFIED", .ses) {
            $0.expected = "\(name) verified in \(design.place(of: .ses)), \(design.sesRegion.text)"
            $0.place = "\(design.place(of: .ses)), SES in \(design.sesRegion.text)"
            $0.evidence = [evidence(reading, "VerificationStatus", state.status)]
            switch design.identity {
            case .address:
                $0.found = "\(state.status): nobody followed the link that SES mailed to \(name)"
                $0.brief = "\(name) is not verified".brief
                $0.why = "The link is good for 24 hours."
                $0.fix = Finding.Fix(
                    text: "Follow the link in the mail to \(name), or ask SES for a new one.",
                    commands: planned([.senderIdentity], resend: true).flatMap(\.steps).map { command($0.call) },
                    remedy: .resend, address: .senderIdentity)
            case .domain(let domain):
                let records = state.records(of: domain)
                $0.found = "\(state.status): SES does not see the DNS records of \(name)"
                $0.brief = "\(name) waits for its DNS records".brief
                $0.why = "SES looks for the records itself, for up to 72 hours."
                $0.fix = Finding.Fix(
                    text: records.isEmpty
                        ? "Publish the DNS records that SES names for \(name)."
                        : "Publish in DNS: \(records.map(\.line).joined(separator: " "))",
                    commands: [command(reading)])
            }
        }
    }

    private func absent(_ design: DelegateSending) -> Finding {
        let name = design.identity.text
        let reading = Read.identity(.ses, design.identity, in: design.sesRegion).call
        let place = "\(design.place(of: .ses)), SES in \(design.sesRegion.text)"
        if let domain = seen.coveringDomain(of: design.sender, .ses, in: design.sesRegion) {
            let domainReading = Read.identity(.ses, .domain(domain), in: design.sesRegion).call
            return finding("SES-ADDRESS-OF-DOMAIN", .ses) {
                $0.link = .sandbox
                $0.title = "The sender is verified through its domain only, and the setup names the address."
                $0.expected = "\(design.identityARN(.domain(domain), in: design.sesAccount).text) as source ARN"
                $0.found = "\(name) is no identity; \(domain.text) is, and is verified"
                $0.place = place
                $0.brief = "only \(domain.text) is an identity".brief
                $0.evidence = [
                    evidence(reading, name, "does not exist"), evidence(domainReading, "VerificationStatus", "SUCCESS"),
                ]
                $0.fix = Finding.Fix(
                    text:
                        "Name the domain in the answers, ses.identity: \(domain.text), apply, and let the program pass that ARN. Or verify the address as well.",
                    commands: planned([.senderIdentity]).flatMap(\.steps).map { command($0.call) }, remedy: .answers)
            }
        }
        if let (region, identity) = elsewhere(design) {
            let there = Read.identity(.ses, identity, in: region).call
            return finding("SES-SENDER-REGION", .ses) {
                $0.expected = "\(name) verified in \(design.sesRegion.text)"
                $0.found = "\(identity.text) is verified in \(region.text), and not here"
                $0.place = place
                $0.brief = "\(identity.text) is in \(region.text) only".brief
                $0.evidence = [
                    evidence(reading, name, "does not exist"), evidence(there, "VerificationStatus", "SUCCESS"),
                ]
                $0.fix = Finding.Fix(
                    text:
                        "Name the region in the answers, ses.region: \(region.text), apply, and let the program send there. Or verify the sender in \(design.sesRegion.text) too.",
                    commands: planned([.senderIdentity]).flatMap(\.steps).map { command($0.call) }, remedy: .answers)
            }
        }
        return finding("SES-SENDER-MISSING", .ses) {
            $0.found = "\(name) is no identity there"
            $0.place = place
            $0.brief = "\(name) is no identity".brief
            $0.evidence = [evidence(reading, name, "does not exist")]
            repair(&$0, by: [.senderIdentity])
        }
    }

    /// Another region in which something proves the sender, as far as that was looked at.
    private func elsewhere(_ design: DelegateSending) -> (Region, SESIdentity)? {
        for region in otherRegions(design) {
            for identity in SESIdentity.covering(design.sender)
            where seen.identity(.ses, identity, in: region)?.value?.isVerified == true {
                return (region, identity)
            }
        }
        return nil
    }
}
