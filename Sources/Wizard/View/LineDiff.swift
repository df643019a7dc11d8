import Canvas

/// The lines that differ between two texts, with one line of context around them.
struct LineDiff: Hashable {
    var lines: [ViewerPage.Line]
    /// `1 line of 18 differs`.
    var summary: String

    static func make(_ old: String, _ new: String) -> LineDiff {
        let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let steps = script(before, after)
        var shown: [ViewerPage.Line] = []
        let changed = Set(steps.indices.filter { steps[$0].mark != nil })
        for index in steps.indices where near(changed, index) {
            let step = steps[index]
            let head = number(step.number) + " "
            var line = ViewerPage.Line(head + step.text, mark: step.mark, isCode: true)
            if step.mark == .add, index > 0, steps[index - 1].mark == .removed,
                let carets = carets(steps[index - 1].text, step.text)
            {
                line.carets = (carets.lowerBound + head.count)..<(carets.upperBound + head.count)
            }
            shown.append(line)
        }
        let count = steps.filter { $0.mark == .add }.count
        let words = count == 1 ? "1 line of \(after.count) differs" : "\(count) lines of \(after.count) differ"
        return LineDiff(lines: shown, summary: words)
    }

    private struct Step {
        var mark: Mark?
        var number: Int
        var text: String
    }

    private static func near(_ changed: Set<Int>, _ index: Int) -> Bool {
        changed.contains(index) || changed.contains(index - 1) || changed.contains(index + 1)
    }

    private static func number(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " "
    }

    /// Removed, added and common lines, by the longest common subsequence.
    private static func script(_ old: [String], _ new: [String]) -> [Step] {
        var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i][j] = old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var steps: [Step] = []
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                steps.append(Step(mark: nil, number: j + 1, text: new[j]))
                i += 1
                j += 1
            } else if i < old.count, j == new.count || lengths[i + 1][j] >= lengths[i][j + 1] {
                steps.append(Step(mark: .removed, number: i + 1, text: old[i]))
                i += 1
            } else {
                steps.append(Step(mark: .add, number: j + 1, text: new[j]))
                j += 1
            }
        }
        return steps
    }

    /// The characters that differ, when the lines are alike.
    private static func carets(_ old: String, _ new: String) -> Range<Int>? {
        let before = Array(old)
        let after = Array(new)
        var start = 0
        while start < min(before.count, after.count), before[start] == after[start] { start += 1 }
        var tail = 0
        while tail < min(before.count, after.count) - start,
            before[before.count - 1 - tail] == after[after.count - 1 - tail]
        {
            tail += 1
        }
        guard start + tail > after.count / 3, after.count > start + tail else { return nil }
        return start..<(after.count - tail)
    }
}
