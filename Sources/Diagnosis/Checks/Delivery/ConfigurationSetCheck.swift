import Calls
import Design
import Identifiers

extension Check {
    /// The configuration set that messages go through exists in the account that sends, and sends.
    static let configurationSet = Check(
        "configuration-set", .delivery, "the configuration set that messages go through",
        codes: ["SES-SET-MISSING", "SES-SET-PAUSED", "SES-SET-TLS", "SES-VALIDATION"],
        after: ["configuration-set-right"],
        // Whether there is a set at all may stand on an identity that nobody may read: its own links tell that.
        isAside: true,
        reads: { context in
            guard let design = context.design else { return [] }
            let isOpen = design.configurationSet == nil
            let identity = Read.identity(.ses, design.identity, in: design.sesRegion).call
            let set = context.configurationSet.map { Read.configurationSet($0.name, .eks, in: design.sesRegion).call }
            return (isOpen ? [identity] : []) + (set.map { [$0] } ?? [])
        },
        right: { context in
            context.configurationSet.map { "configuration set \($0.name) sends" } ?? "no configuration set is used"
        },
        findings: { context in
            guard let design = context.design, let set = context.configurationSet else { return [] }
            let read = Read.configurationSet(set.name, .eks, in: design.sesRegion)
            switch context.seen[read] {
            case .absent?: return [context.missing(set, design, read.call)]
            case .value(let state)?: return context.findings(of: state, set, design, read.call)
            case let other?:
                let reason = other.cannotTell ?? ""
                return [context.untold("SES-SET-MISSING", .delivery, reason, place: "configuration set \(set.name)")]
            case nil: return []
            }
        })
}

extension CheckContext {
    private func likely(_ set: UsedSet) -> String {
        set.owner.map { "It is the default of \($0.text); likely SES takes it for the role's messages too." } ?? ""
    }

    fileprivate func missing(_ set: UsedSet, _ design: DelegateSending, _ call: Call) -> Finding {
        finding("SES-SET-MISSING", .eks) {
            $0.expected = "configuration set \(set.name) in \(design.place(of: .eks)), or none"
            $0.found = "no set of that name there"
            $0.brief = "configuration set \(set.name) is missing".brief
            $0.place = "\(design.place(of: .eks)), SES in \(design.sesRegion.text)"
            $0.evidence = [evidence(call, set.name, "does not exist")]
            let making = aws(.eks, "sesv2", "create-configuration-set", "--configuration-set-name", set.name)
            guard let owner = set.owner else {
                $0.fix?.commands = [making]
                return
            }
            $0.why = likely(set)
            $0.fix = Finding.Fix(
                text:
                    "Make a set of that name in \(design.place(of: .eks)), or clear the default of \(owner.text), if nobody else sends with it.",
                commands: [making])
        }
    }

    fileprivate func findings(
        of state: ConfigurationSetState, _ set: UsedSet, _ design: DelegateSending, _ call: Call
    ) -> [Finding] {
        var findings: [Finding] = []
        let place = "\(design.place(of: .eks)), configuration set \(set.name)"
        if !state.sendingEnabled {
            findings.append(
                finding("SES-SET-PAUSED", .eks) {
                    $0.status = .fail
                    $0.expected = "sending switched on for \(set.name)"
                    $0.found = "switched off"
                    $0.brief = "configuration set \(set.name) is paused".brief
                    $0.place = place
                    if set.owner != nil { $0.why = likely(set) }
                    $0.evidence = [evidence(call, "SendingOptions.SendingEnabled", "false")]
                    $0.fix = Finding.Fix(
                        text: "Find out why it was paused, then switch it on; or send without the set.",
                        commands: [
                            aws(
                                .eks, "sesv2", "put-configuration-set-sending-options", "--configuration-set-name",
                                set.name, "--sending-enabled")
                        ])
                })
        }
        if state.tlsPolicy == "REQUIRE" {
            findings.append(
                finding("SES-SET-TLS", .eks) {
                    $0.found = "REQUIRE"
                    $0.place = place
                    $0.evidence = [evidence(call, "DeliveryOptions.TlsPolicy", "REQUIRE")]
                })
        }
        if state.validatesAddresses { findings.append(validation(place, call, "SuppressionOptions.ValidationOptions")) }
        return findings
    }

    /// Auto Validation: what SES holds for a dead address is accepted and never sent.
    func validation(_ place: String, _ call: Call, _ field: String) -> Finding {
        finding("SES-VALIDATION", .eks) {
            $0.found = "switched on"
            $0.place = place
            $0.evidence = [evidence(call, field, "ENABLED")]
        }
    }
}
