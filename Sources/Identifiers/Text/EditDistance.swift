/// Finds the entry of a list that a mistyped text most likely meant.
public enum EditDistance {
    /// The nearest candidate within a third of the text's length (at least 2 changes), nil when none is near.
    ///
    /// A change is one inserted, removed or replaced character or two swapped neighbours; among equals the
    /// first candidate wins.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - candidates: What could have been meant.
    /// - Returns: The likeliest candidate.
    public static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(2, text.count / 3)
        var best: (text: String, distance: Int)?
        for candidate in candidates {
            let distance = between(Array(text.unicodeScalars), Array(candidate.unicodeScalars))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.text
    }

    /// The number of changes between two texts (optimal string alignment).
    static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var older = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, older[column - 2] + 1)
                }
                current.append(cost)
            }
            (older, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
