import Calls
import Canvas
public import Design
import Diagnosis
import Wire

extension WizardState {
    /// Whether what is shown is masked.
    public var isMasked: Bool { masks != nil }

    /// What is masked now; nil where nothing is.
    public var shownMasks: Set<MaskKind>? { masks?.kinds }

    /// Does something with texts as they may be shown: masked, where masks are on.
    func shown<Value>(_ body: () -> Value) -> Value {
        guard let textChange else { return body() }
        return ShownText.changed(by: textChange, body)
    }

    /// Said where something is written that has to be true to be of use.
    var notMasked: String {
        "Not masked: they are for \(mode == .demo ? "the demo's accounts" : "your accounts")."
    }

    /// Turns masks on or off, everywhere.
    mutating func toggleMasks() -> [WizardEffect] {
        if let masks {
            lastMasks = masks
            self.masks = nil
            message = Says("Nothing is masked any more.", "x masks again.", mark: .attention)
        } else {
            mask()
            let places = lastMasks.kinds.contains(.names) ? "screens" : "every screen"
            message = Says(
                "Masked on \(places) and in copies: \(maskedWords(["accounts", "IDs"]).joined(separator: ", ")).",
                "Written files are not. What you type is seen until you leave its field.", mark: .right)
        }
        for index in overlays.indices { overlays[index].layOut(size.columns) }
        return [.redraw]
    }

    /// What masks stand for, in a word each: `accounts and addresses`.
    var maskedKinds: String { lastMasks.kinds.sorted().map(\.rawValue).listed }

    /// The same with all that belongs to it.
    var maskedValues: String { maskedWords(["account IDs", "AWS's IDs"]).listed }

    /// The same as a report has them.
    var maskedInReports: String { maskedWords(["account IDs", "ARNs"], ["addresses"]).listed }

    private func maskedWords(_ accounts: [String], _ addresses: [String] = ["addresses", "hosts"]) -> [String] {
        lastMasks.kinds.sorted().flatMap { kind -> [String] in
            switch kind {
            case .accounts: accounts
            case .addresses: addresses
            case .names: ["names"]
            }
        }
    }

    /// Turns masks on.
    ///
    /// A value that was masked before in this run gets the same mask again.
    ///
    /// - Parameter kinds: What is masked from now on, whenever masks are on; nil for what was before, and nothing for no
    ///   masks until somebody wants the usual ones.
    public mutating func mask(_ kinds: Set<MaskKind>? = nil) {
        if let kinds, kinds != lastMasks.kinds {
            lastMasks = Masks(kinds.isEmpty ? MaskKind.usual : kinds, leavesMasks: true)
        }
        guard kinds?.isEmpty != true else {
            masks = nil
            return
        }
        var masks = lastMasks
        masks.meet(answers)
        if masks.kinds.contains(.names) {
            masks.meet(derivedFrom: answers)
            if let local { masks.meet(local) }
            for setup in setups { masks.meet(setup) }
            for side in Callers.sides { callers[side].choice.map { masks.meet($0) } }
            for proposed in callers.proposed { masks.meet(proposed.proposal.choice) }
        }
        masks.meet(discovery.observations)
        if let subject = diagnosing.subject { masks.meet(subject.answers) }
        if let result = diagnosing.result {
            masks.meet(result.seen)
            masks.meet(result.diagnosis)
        }
        if let listing = diagnosing.listing { masks.meet(listing) }
        if let fleet = diagnosing.fleet { masks.meet(fleet) }
        for call in calls.all { masks.meet("\(call.place) \(call.requestID ?? "")") }
        self.masks = masks
    }

    /// Meets what an event brings, so that different values get different masks.
    ///
    /// What is not met is masked all the same, by its form; only all of those have the number 0.
    mutating func meetMaskedValues(of event: WizardEvent) {
        switch event {
        case .key, .resize, .tick: break
        case .local(_, let findings, let setups):
            masks?.meet(findings)
            for setup in setups { masks?.meet(setup) }
        case .subjects(_, .success(let seen)): masks?.meet(seen)
        case .fleet(_, let progress): for entry in progress.entries { masks?.meet(entry.name, role: entry.role) }
        case .fleetLooked(_, .success(let look)):
            for row in look.diagnosis.rows { masks?.meet(row) }
        case .bundleOpened(_, .success(let recorded)):
            masks?.meet(recorded.bundle.subject.answers)
            masks?.meet(recorded.bundle.observations)
        case .observed(_, let seen, _): masks?.meet(seen)
        case .diagnosing(_, let diagnosis, let seen, _):
            masks?.meet(seen)
            masks?.meet(diagnosis)
        case .diagnosed(_, let result, let seen, _):
            masks?.meet(seen)
            if case .success(let diagnosis) = result { masks?.meet(diagnosis) }
        case .completed(_, let answers): masks?.meet(answers)
        case .opened(_, .success(let position)):
            masks?.meet(position.answers)
            for choice in position.callers.values { masks?.meet(choice) }
        case .called(let calls):
            for call in calls { masks?.meet("\(call.place) \(call.requestID ?? "")") }
        // The others are small, and their texts are of many types.
        default: masks?.meet(String(describing: event))
        }
    }
}

extension Masks {
    /// The text as others may see it.
    func shown(_ text: String) -> String {
        kinds.contains(.names) || mayHoldValues(text) ? masked(text) : text
    }

    /// Meets the names that derive from answers.
    mutating func meet(derivedFrom answers: Answers) {
        guard kinds.contains(.names), let design = try? DelegateSending(answers) else { return }
        meet(namesOf: design)
    }

    /// Meets what files name.
    fileprivate mutating func meet(_ local: LocalFindings) {
        for name in local.profiles + [local.currentProfile].compactMap(\.self) { meet(profile: name) }
        for name in local.contexts + [local.currentContext].compactMap(\.self) { meet(context: name) }
        for caller in local.contextCallers.values { meet(profile: caller) }
        if let cluster = local.currentCluster { meet(cluster: cluster) }
    }

    /// Meets a setup of an earlier run.
    fileprivate mutating func meet(_ setup: SavedSetup) {
        meet(cluster: setup.name)
        meet(serviceAccount: setup.place)
    }

    /// Meets whose credentials are taken.
    fileprivate mutating func meet(_ choice: CallerChoice) {
        if case .profile(let name) = choice { meet(profile: name) }
    }

    /// Meets a service account of a table.
    fileprivate mutating func meet(_ name: String, role: String) {
        meet(serviceAccount: name)
        if !role.isEmpty { meet(role: role) }
    }

    fileprivate mutating func meet(_ row: FleetDiagnosis.Row) { meet(row.name, role: row.role) }

    fileprivate mutating func meet(_ listing: DiagnoseListing) {
        for choice in listing.choices ?? [] {
            if choice.kind == .pod { meet(pod: choice.name) } else { meet(serviceAccount: choice.name) }
        }
    }

    fileprivate mutating func meet(_ fleet: DiagnoseFleet) {
        meet(fleet.answers)
        for line in fleet.lines { meet(line.name, role: line.role) }
    }

    /// Meets what a diagnosis says.
    fileprivate mutating func meet(_ diagnosis: Diagnosis) {
        for finding in diagnosis.findings where finding.status != .pass {
            meet([finding.found, finding.expected, finding.place, finding.awsSays].joined(separator: "\n"))
        }
    }

    /// Whether a value may stand in a text: each has an `@`, a dot, colon or slash that something follows, or digits; for
    /// most sentences that is quickly told.
    private func mayHoldValues(_ text: String) -> Bool {
        var digits = 0
        var isMark = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "%"): return true
            case UInt8(ascii: "."), UInt8(ascii: ":"): isMark = true
            case UInt8(ascii: " "): isMark = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if isMark || digits >= 4 { return true }
            default: if isMark { return true }
            }
        }
        return false
    }
}
