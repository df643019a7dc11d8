import IAMPolicy
import TestFiles
import Testing
import Wire

struct WildcardCorpusTests {
    /// Matches through a condition, whose pattern may be any text.
    private static func matches(_ pattern: String, _ text: String) -> Bool {
        let condition = Condition(ConditionOperator(.stringLike), key: "k", values: [pattern], variables: false)
        return condition.holds(in: ["k": .one(text)])
    }

    @Test func `every glob of the corpus matches as the table says, the slow ones in no time`() throws {
        let corpus = try JSONNode.parse(OwnCases.text("hostile/match/arn_and_glob.json"))
        var count = 0
        for table in ["globs", "slow_globs"] {
            guard case .array(let entries)? = corpus[table]?.content else { continue }
            for entry in entries {
                let pattern = try #require(entry["pattern"]?.string)
                let text = try #require(entry["text"]?.string)
                guard case .bool(let expected)? = entry["match"]?.content else { continue }
                count += 1
                let clock = ContinuousClock()
                let elapsed = clock.measure {
                    #expect(Self.matches(pattern, text) == expected, "\(pattern.prefix(60)) on \(text.prefix(60))")
                }
                #expect(elapsed < .seconds(60))
            }
        }
        #expect(count == 47)
    }
}
