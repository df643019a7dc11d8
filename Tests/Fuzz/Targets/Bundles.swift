import Calls
import Design
import Diagnosis
import Wire

/// Bundles and pasted answers, which come from anywhere.
enum Bundles {
    /// What is read can be judged, written, read again and masked.
    static func complaint(about bytes: [UInt8]) -> String? {
        guard let bundle = try? Bundle.read(bytes) else { return nil }
        guard let again = try? Bundle.read(bundle.document.bytes()) else { return "what was written cannot be read" }
        if again.document != bundle.document { return "what was written reads otherwise" }
        let made = Bundle(
            bundle.subject, bundle.observations, masks: Masks(Set(MaskKind.allCases)), written: bundle.written, by: "")
        if made.count > bundle.count { return "a mask made calls" }
        guard (try? Bundle.read(made.document.bytes())) != nil else { return "what was masked cannot be read" }
        _ = bundle.diagnosis()
        return nil
    }

    /// Whatever fits a call is kept as its row says.
    static func complaint(aboutPasted bytes: [UInt8]) -> String? {
        let open = Operation.all.map { operation in
            Call(operation, operation.service == .kubernetes ? .kubernetes : .eks, ["kind": "pods", "name": "a"])
        }
        let now = Timestamp(secondsSinceEpoch: 0)
        switch PastedAnswer.match(String(decoding: bytes, as: UTF8.self), open, at: now) {
        case .one(let call, let answer): return complaint(call, answer)
        case .several(let fits): return fits.lazy.compactMap { complaint($0.call, $0.answer) }.first
        case .none(let sentence): return sentence.isEmpty ? "nothing is said" : nil
        }
    }

    private static func complaint(_ call: Call, _ answer: Answer) -> String? {
        if call.operation.effect.writes { return "\(call.words) changes something" }
        guard let value = answer.value else { return nil }
        return call.operation.keeps.kept(value) == value ? nil : "more is kept of \(call.words) than its row names"
    }
}
