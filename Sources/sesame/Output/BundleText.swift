import Design
import Diagnosis
import Wire

/// What is in a bundle, for people who read lines before they pass it on.
struct BundleText {
    let paint: Paint

    /// What is in it, what is never in it, and what is masked.
    func lines(_ bundle: Bundle, bytes: Int) -> [String] {
        let what = "\(bundle.count.counting("answer")), \(Self.size(bytes))"
        var lines = paint.lines("A bundle of \(bundle.subject.words): \(what)")
        for part in bundle.parts {
            let hidden = part.unanswered == 0 ? "" : ", \(part.unanswered) without an answer"
            lines += row(part.name, "\(part.count.counting("answer")): \(part.holds)\(hidden)")
        }
        lines += row("Never in it", neverIn(bundle.leftOut))
        lines += row("Masked", bundle.masked.isEmpty ? "nothing" : bundle.maskedWords.joined(separator: ", "))
        let open = MaskKind.allCases.filter { !bundle.masked.contains($0) }.map(\.rawValue)
        if !open.isEmpty { lines += row("As they are", open.joined(separator: ", ")) }
        let readable = bundle.masks.readable
        if !readable.isEmpty {
            lines += row("Readable", "\(readable.listed): other letters would meet other wildcards")
        }
        return lines
    }

    private func row(_ heading: String, _ text: String) -> [String] {
        paint.speaks
            ? paint.lines("  \(heading): \(text)", hanging: 4)
            : paint.lines("  \(heading.blankPadded(to: 13))\(text)", hanging: 15)
    }

    private func neverIn(_ leftOut: Bundle.LeftOut) -> String {
        let words = "tokens, keys, signatures, values of environment variables"
        return leftOut.count == 0 ? "\(words); none had to be left out" : "\(words): \(leftOut.count) left out"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_000 ? "\(bytes) bytes" : "\((bytes + 512) / 1024) KB"
    }
}
