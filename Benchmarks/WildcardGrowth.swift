import IAMPolicy
import Wire

/// How the time of one decision grows with the length of a text that a hostile pattern nearly fits.
///
/// A matcher that goes back doubles its exponent with every star; one in proportion to the text doubles its time when
/// the text doubles.
struct WildcardGrowth {
    private let name: String
    private let cases: [(length: Int, decision: PolicyCase)]

    /// A pattern of a resource, of a text condition and of an ARN condition.
    static func all() throws -> [WildcardGrowth] {
        // Every piece but one is found at once, and that one only by going through all of the text.
        let stars = String(repeating: "a*", count: 16) + "aaaaaaab*a"
        let arn = "arn:aws:ses:eu-west-1:111122223333:identity/"
        return [
            try WildcardGrowth("wildcard in a resource") { text in
                (statement: "\"Resource\": \"\(arn)\(stars)\"", resource: arn + text, value: "")
            },
            try WildcardGrowth("wildcard in StringLike") { text in
                (
                    statement: """
                    "Resource": "*", "Condition": {"StringLike": {"ses:FeedbackAddress": "\(stars)"}}
                    """, resource: arn + "x", value: text
                )
            },
            try WildcardGrowth("wildcard in ArnLike") { text in
                (
                    statement: """
                    "Resource": "*", "Condition": {"ArnLike": {"ses:FeedbackAddress": "\(arn)\(stars)"}}
                    """, resource: arn + "x", value: arn + text
                )
            },
        ]
    }

    private init(
        _ name: String, _ parts: (_ text: String) -> (statement: String, resource: String, value: String)
    ) throws {
        self.name = name
        cases = try [1000, 2000, 4000, 8000].map { length in
            let parts = parts(String(repeating: "a", count: length))
            let text = """
                {"request": {"principal": "arn:aws:iam::111122223333:role/app", "action": "ses:SendEmail",
                 "resource": "\(parts.resource)", "context": {"ses:FeedbackAddress": "\(parts.value)"}},
                 "identityPolicies": [{"Version": "2012-10-17",
                   "Statement": [{"Effect": "Allow", "Action": "ses:SendEmail", \(parts.statement)}]}]}
                """
            guard let read = try PolicyCases.read(text).cases.first else {
                throw BenchmarkProblem(sentence: "the case of \(name) is not there")
            }
            return (length, read)
        }
    }

    /// Microseconds for each length, and how much longer eight times the text takes.
    func measure() -> JSONValue {
        let times = cases.map { length, decision in (length, Self.microseconds(decision)) }
        let first = times.first?.1 ?? 1
        let last = times.last?.1 ?? 1
        return [
            "name": .string(name),
            "microseconds": .array(times.map { .number(Self.rounded($0.1)) }),
            "lengths": .array(times.map { .number(String($0.0)) }),
            "growth": .number(Self.rounded(last / first)),
        ]
    }

    private static func microseconds(_ decision: PolicyCase) -> Double {
        let clock = ContinuousClock()
        let rounds = (0..<9).map { _ in
            clock.measure {
                for _ in 0..<20 { Kept.keep(decision.decide().isAllowed ? 1 : 0) }
            } / .microseconds(20)
        }
        return rounds.sorted()[4]
    }

    private static func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
