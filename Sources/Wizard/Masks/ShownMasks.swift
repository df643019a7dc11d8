import Calls
import Canvas
import Design
import Diagnosis
import Synchronization

/// The masks of a screen that others may see: stand-ins for account IDs, the IDs that AWS gives, addresses and hosts, the
/// same for the same value wherever it is shown or copied.
///
/// Values have their masks from the moment at which they are met, whoever asks: what was given once stays, also when
/// masks were off in between.
final class ShownMasks: Sendable {
    private struct Known {
        var masks = Masks(MaskKind.usual, leavesMasks: true)
        /// Texts that were shown, with what was shown for them.
        var shown: [String: String] = [:]
        /// The answers that were met last.
        var answers: Answers?
    }

    private let known = Mutex(Known())

    /// How many texts are remembered; a screen has some hundred.
    private static let most = 4096

    /// Meets the values of what is answered, domains without an address among them.
    func meet(_ answers: Answers) {
        known.withLock { known in
            guard known.answers != answers else { return }
            known.answers = answers
            known.masks.meet(answers)
            known.shown = [:]
        }
    }

    /// Meets the values of what was read.
    func meet(_ seen: Observations) {
        guard !seen.calls.isEmpty else { return }
        known.withLock { known in
            known.masks.meet(seen)
            known.shown = [:]
        }
    }

    /// The text as others may see it.
    func shown(_ text: String) -> String {
        guard text.utf8.contains(where: Self.mayBeOfAValue) else { return text }
        return known.withLock { known in
            if let shown = known.shown[text] { return shown }
            let domains = known.masks.domainCount
            known.masks.meet(text)
            // A domain that is known now stood in other texts before.
            if known.masks.domainCount != domains || known.shown.count >= Self.most { known.shown = [:] }
            let shown = known.masks.masked(text)
            known.shown[text] = shown
            return shown
        }
    }

    /// Every value has a digit, a dot, an `@` or a colon, or lies in a home folder.
    private static func mayBeOfAValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: ":"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

extension WizardState {
    /// Does something with texts as they may be shown: masked, where masks are on.
    func shown<Value>(_ body: () -> Value) -> Value {
        guard let masks else { return body() }
        return ShownText.changed(by: { masks.shown($0) }, body)
    }

    /// Turns masks on or off, everywhere.
    mutating func toggleMasks() -> [WizardEffect] {
        if masks == nil {
            mask()
            message = Says(
                "Masked on every screen and in copies: accounts, IDs, addresses, hosts.",
                "Written files are not. What you type is seen until you leave its field.", mark: .right)
        } else {
            masks = nil
            message = Says("Nothing is masked any more.", "x masks again.", mark: .attention)
        }
        for index in overlays.indices { overlays[index].layOut(size.columns) }
        return [.redraw]
    }

    /// Whether what is shown is masked.
    public var isMasked: Bool { masks != nil }

    /// Turns masks on.
    public mutating func mask() {
        masks = lastMasks
        meetMaskedValues()
    }

    /// Makes known to the masks what no text shows by its form alone.
    func meetMaskedValues() {
        guard let masks else { return }
        masks.meet(answers)
        masks.meet(discovery.observations)
        if let subject = diagnosing.subject { masks.meet(subject.answers) }
        if let seen = diagnosing.result?.seen { masks.meet(seen) }
    }

    /// Makes known to the masks what is answered now.
    func meetMaskedValues(of answers: Answers) { masks?.meet(answers) }

    /// Makes known to the masks what an event brings.
    func meetMaskedValues(of event: WizardEvent) {
        guard let masks else { return }
        switch event {
        case .observed(_, let seen, _), .diagnosing(_, _, let seen, _), .diagnosed(_, _, let seen, _):
            masks.meet(seen)
        case .completed(_, let answers): masks.meet(answers)
        case .opened(_, .success(let position)): masks.meet(position.answers)
        default: break
        }
    }
}
