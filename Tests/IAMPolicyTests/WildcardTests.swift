import IAMPolicy
import Testing

struct WildcardTests {
    private static func matches(_ pattern: String, _ text: String) -> Bool {
        let condition = Condition(ConditionOperator(.stringLike), key: "k", values: [pattern], variables: false)
        return condition.holds(in: ["k": .one(text)])
    }

    /// The plain definition, exponential and obviously right.
    private static func reference(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.unicodeScalars.first else { return text.isEmpty }
        let rest = Substring(pattern.unicodeScalars.dropFirst())
        if first == "*" {
            if reference(rest, text) { return true }
            return !text.isEmpty && reference(pattern, Substring(text.unicodeScalars.dropFirst()))
        }
        guard let met = text.unicodeScalars.first, first == "?" || first == met else { return false }
        return reference(rest, Substring(text.unicodeScalars.dropFirst()))
    }

    @Test func `matching agrees with its plain definition on random patterns`() {
        var random = SeededGenerator(seed: 7)
        var matched = 0
        for _ in 0..<20_000 {
            let pattern = random.text(of: ["a", "b", "é", "*", "?", "*"], upTo: 7)
            let text = random.text(of: ["a", "b", "é"], upTo: 8)
            let expected = Self.reference(pattern[...], text[...])
            if expected { matched += 1 }
            #expect(Self.matches(pattern, text) == expected, "\(pattern) on \(text)")
        }
        #expect(matched > 1_000)
    }

    @Test func `long pieces with and without question marks are found in long texts`() {
        let text = String(repeating: "ab", count: 3_000) + "ac" + String(repeating: "ab", count: 3_000) + "é!"
        #expect(Self.matches("*" + String(repeating: "ab", count: 500) + "ac*", text))
        #expect(Self.matches("*" + String(repeating: "a?", count: 500) + "ac*é!", text))
        #expect(!Self.matches("*" + String(repeating: "a?", count: 500) + "ad*", text))
        #expect(!Self.matches("*" + String(repeating: "ab", count: 3_001) + "ac*", text))
        #expect(Self.matches("*" + String(repeating: "ab", count: 200) + "??*", text))
    }

    @Test(arguments: ["*a", "*aa?", "a*", "*aab*", "?*a"])
    func `pathological patterns take time in proportion to the text`(unit: String) {
        let pattern = String(repeating: unit, count: 2_000) + "!"
        let text = String(repeating: "a", count: 100_000)
        let elapsed = ContinuousClock().measure { #expect(!Self.matches(pattern, text)) }
        // Far above any machine's noise and far below what exponential matching would take.
        #expect(elapsed < .seconds(60))
    }
}
