import Calls
import Canvas
import Design
import Diagnosis

extension WizardState {
    /// Whether what is shown is masked.
    public var isMasked: Bool { masks != nil }

    /// Does something with texts as they may be shown: masked, where masks are on.
    func shown<Value>(_ body: () -> Value) -> Value {
        guard let textChange else { return body() }
        return ShownText.changed(by: textChange, body)
    }

    /// Turns masks on or off, everywhere.
    mutating func toggleMasks() -> [WizardEffect] {
        if let masks {
            lastMasks = masks
            self.masks = nil
            message = Says("Nothing is masked any more.", "x masks again.", mark: .attention)
        } else {
            mask()
            message = Says(
                "Masked on every screen and in copies: accounts, IDs, addresses, hosts.",
                "Written files are not. What you type is seen until you leave its field.", mark: .right)
        }
        for index in overlays.indices { overlays[index].layOut(size.columns) }
        return [.redraw]
    }

    /// Turns masks on.
    ///
    /// A value that was masked before in this run gets the same mask again.
    public mutating func mask() {
        var masks = lastMasks
        masks.meet(answers)
        masks.meet(discovery.observations)
        if let subject = diagnosing.subject { masks.meet(subject.answers) }
        if let result = diagnosing.result {
            masks.meet(result.seen)
            masks.meet(result.diagnosis)
        }
        for call in calls.all { masks.meet("\(call.place) \(call.requestID ?? "")") }
        self.masks = masks
    }

    /// Meets what an event brings, so that different values get different masks.
    ///
    /// What is not met is masked all the same, by its form; only all of those have the number 0.
    mutating func meetMaskedValues(of event: WizardEvent) {
        switch event {
        case .key, .resize, .tick: break
        case .observed(_, let seen, _): masks?.meet(seen)
        case .diagnosing(_, let diagnosis, let seen, _):
            masks?.meet(seen)
            masks?.meet(diagnosis)
        case .diagnosed(_, let result, let seen, _):
            masks?.meet(seen)
            if case .success(let diagnosis) = result { masks?.meet(diagnosis) }
        case .completed(_, let answers): masks?.meet(answers)
        case .opened(_, .success(let position)): masks?.meet(position.answers)
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
        mayHoldValues(text) ? masked(text) : text
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
