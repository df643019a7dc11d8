import IAMPolicy
import Testing

struct ConditionTests {
    private struct Row: Sendable {
        let `operator`: String
        let wanted: [String]
        let found: ContextValue?
        let holds: Bool

        init(_ operator: String, _ wanted: [String], _ found: ContextValue?, _ holds: Bool) {
            self.operator = `operator`
            self.wanted = wanted
            self.found = found
            self.holds = holds
        }
    }

    private static let rows: [Row] = [
        Row("StringEquals", ["a", "b"], "b", true), Row("StringEquals", ["a"], "A", false),
        Row("StringEquals", ["a"], nil, false), Row("StringEquals", [], "a", false),
        Row("StringNotEquals", ["a"], "b", true), Row("StringNotEquals", ["a", "b"], "b", false),
        Row("StringNotEquals", ["a"], nil, true), Row("StringNotEquals", [], "a", true),
        Row("StringEqualsIgnoreCase", ["Straße"], "STRASSE", false),
        Row("StringEqualsIgnoreCase", ["ÄB"], "äb", true), Row("StringNotEqualsIgnoreCase", ["A"], "a", false),
        Row("StringLike", ["a?c*"], "abcd", true), Row("StringNotLike", ["a*"], "abc", false),
        Row("stringequals", ["a"], "a", true), Row("StringEqualsIfExists", ["a"], nil, true),
        Row("StringEqualsIfExists", ["a"], "b", false),
        Row("NumericEquals", ["1e3"], "1000", true), Row("NumericEquals", ["1.50"], "1.5", true),
        Row("NumericLessThan", ["10"], "9", true), Row("NumericLessThanEquals", ["10"], "10", true),
        Row("NumericGreaterThan", ["10"], "10", false), Row("NumericGreaterThanEquals", ["10"], "10.0", true),
        Row("NumericEquals", ["ten"], "ten", false), Row("NumericLessThan", ["10"], "nan", false),
        Row("NumericLessThan", ["10"], "0x1", false), Row("NumericNotEquals", ["10"], "11", true),
        Row("DateEquals", ["2026-01-02T03:04:05Z"], "1767323045", true),
        Row("DateLessThan", ["2026-01-02"], "2026-01-01T23:59:59.999Z", true),
        Row("DateGreaterThan", ["2026-01-02T00:00:00+02:00"], "2026-01-01T22:00:01Z", true),
        Row("DateGreaterThanEquals", ["2026-01-02T00:00:00-02:00"], "2026-01-02T02:00:00Z", true),
        Row("DateNotEquals", ["2026-01"], "2026-01-01", false), Row("DateEquals", ["soon"], "soon", false),
        Row("Bool", ["true"], "True", true), Row("Bool", ["false"], "true", false), Row("Bool", ["true"], nil, false),
        Row("BinaryEquals", ["QmluYXJ5"], "QmluYXJ5", true), Row("BinaryEquals", ["QmluYXJ5"], "qmluYXJ5", false),
        Row("IpAddress", ["203.0.113.0/24"], "203.0.113.255", true),
        Row("IpAddress", ["203.0.113.0/25"], "203.0.113.128", false),
        Row("IpAddress", ["203.0.113.7"], "203.0.113.7", true),
        Row("IpAddress", ["0.0.0.0/0"], "2001:db8::1", false), Row("IpAddress", ["::/0"], "2001:db8::1", true),
        Row("IpAddress", ["2001:db8::/33"], "2001:db8:8000::1", false),
        Row("IpAddress", ["2001:db8::ffff:192.0.2.1"], "2001:db8:0:0:0:ffff:c000:201", true),
        Row("IpAddress", ["203.0.113.0/33"], "203.0.113.1", false), Row("IpAddress", ["1.2.3"], "1.2.3.4", false),
        Row("NotIpAddress", ["203.0.113.0/24"], "198.51.100.1", true),
        Row("NotIpAddress", ["203.0.113.0/24"], nil, true),
        Row("ArnLike", ["arn:aws:iam::*:role/x*"], "arn:aws:iam::111122223333:role/xy", true),
        Row("ArnEquals", ["arn:aws:*:role/x"], "arn:aws:iam::111122223333:role/x", false),
        Row("ArnNotLike", ["arn:aws:iam::*:role/x"], "arn:aws:iam::111122223333:role/y", true),
        Row("ArnLike", ["*"], "arn:aws:iam::111122223333:role/y", false),
        Row("ArnLike", ["arn:*:*:*:*:*"], "text", false),
        Row("Null", ["true"], nil, true), Row("Null", ["true"], "x", false), Row("Null", ["false"], "x", true),
        Row("ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true),
        Row("ForAllValues:StringEquals", ["a"], ["a", "b"], false), Row("ForAllValues:StringEquals", ["a"], nil, true),
        Row("ForAllValues:StringEquals", ["a"], [], true), Row("ForAllValues:StringEquals", ["a"], "", true),
        Row("ForAllValues:StringEquals", ["a"], [""], true), Row("ForAllValues:StringNotEquals", [""], "", true),
        Row("ForAllValues:StringEquals", ["a"], ["a", ""], false), Row("StringEquals", ["a"], "", false),
        Row("ForAnyValue:StringNotEquals", ["a"], [""], false), Row("ForAnyValue:StringEquals", [""], "", false),
        Row("ForAllValues:StringNotEquals", ["c"], ["a", "b"], true),
        Row("ForAllValues:StringNotEquals", ["b"], ["a", "b"], false),
        Row("ForAnyValue:StringEquals", ["b"], ["a", "b"], true),
        Row("ForAnyValue:StringEquals", ["c"], ["a", "b"], false),
        Row("ForAnyValue:StringEquals", ["a"], nil, false),
        Row("ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true),
        Row("ForAnyValue:StringNotEquals", ["a"], nil, false),
        Row("ForAnyValue:StringEqualsIfExists", ["a"], nil, true),
        Row("StringEquals", ["b"], ["a", "b"], true), Row("StringNotEquals", ["b"], ["a", "b"], false),
    ]

    @Test(arguments: rows.indices)
    func `each operator holds as IAM documents it`(index: Int) throws {
        let row = Self.rows[index]
        let condition = Condition(try #require(ConditionOperator(row.operator)), key: "Some:Key", values: row.wanted)
        var context = RequestContext()
        context["some:KEY"] = row.found
        #expect(
            condition.holds(in: context) == row.holds,
            "\(row.operator) \(row.wanted) on \(String(describing: row.found))")
    }

    @Test(arguments: [
        "", "String", "NullIfExists", "ForSomeValues:StringEquals", "ForAnyValue:", "IfExists",
        "StringEqualsIfExistsIfExists",
    ])
    func `an unknown operator is none`(text: String) { #expect(ConditionOperator(text) == nil) }

    @Test func `all comparisons are known under their own names with every prefix and suffix`() throws {
        for comparison in Comparison.allCases {
            for prefix in ["", "ForAnyValue:", "ForAllValues:"] {
                let parsed = try #require(ConditionOperator(prefix + comparison.rawValue))
                #expect(parsed.comparison == comparison)
                #expect(ConditionOperator(comparison, set: parsed.set).text == prefix + comparison.rawValue)
            }
        }
    }

    private static let variables: [(String, RequestContext, String, Bool)] = [
        ("${aws:username}", ["aws:username": "eve"], "eve", true),
        ("${AWS:UserName}", ["aws:username": "eve"], "eve", true),
        ("${aws:username}", [:], "", false), ("${aws:username}", [:], "${aws:username}", false),
        ("${aws:PrincipalTag/team, 'all'}", [:], "all", true),
        ("${aws:PrincipalTag/team, 'all'}", ["aws:PrincipalTag/team": "mail"], "mail", true),
        ("${aws:username}", ["aws:username": "*"], "eve", false), ("x${*}y", [:], "x*y", true),
        ("x${?}${$}", [:], "x?$", true),
        ("${aws:username", ["aws:username": "eve"], "${aws:username", true), ("$", [:], "$", true),
        ("a$b", [:], "a$b", true),
        ("${aws:TagKeys}", ["aws:TagKeys": ["eve"]], "eve", false),
    ]

    @Test(arguments: variables.indices)
    func `variables take the request's value and nothing else`(index: Int) {
        let (pattern, given, found, holds) = Self.variables[index]
        var context = given
        context["k"] = .one(found)
        for comparison in [Comparison.stringEquals, .stringLike] {
            let condition = Condition(ConditionOperator(comparison), key: "k", values: [pattern])
            #expect(condition.holds(in: context) == holds, "\(comparison) \(pattern)")
        }
    }

    @Test func `a variable with colons in its name stays whole in an ARN condition`() {
        let condition = Condition(
            ConditionOperator(.arnLike), key: "k", values: ["arn:aws:iam::${aws:PrincipalAccount}:role/*"])
        let context: RequestContext = ["k": "arn:aws:iam::111122223333:role/x", "aws:PrincipalAccount": "111122223333"]
        #expect(condition.holds(in: context))
    }
}
