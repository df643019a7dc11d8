import IAMPolicy
import Testing
import Wire

struct PolicyCasesTests {
    private static let request =
        #""request": {"principal": "arn:aws:iam::111122223333:user/eve", "action": "ses:SendEmail", "resource": "arn:aws:ses:eu-west-1:111122223333:identity/a@example.com"}"#
    private static let allow =
        #"{"Version": "2012-10-17", "Statement": [{"Sid": "Mail", "Effect": "Allow", "Action": "ses:*", "Resource": "*"}]}"#

    @Test func `one case, a list of cases and a file of cases are read`() throws {
        let one = "{\(Self.request)}"
        for text in [one, "[\(one)]", "{\"cases\": [\(one)], \"license\": \"x\"}"] {
            #expect(try PolicyCases.read(text).cases.map(\.name) == ["case 1"])
        }
    }

    @Test func `results have the documented form`() throws {
        let text =
            "{\"cases\": [\n{\"name\": \"one\", \(Self.request),\n\"identityPolicies\": [\n\(Self.allow)], \"expected\": \"Allowed\"},\n{\"name\": \"two\", \(Self.request)}]}"
        let results = try PolicyCases.read(text).decide()
        #expect(
            PolicyCases.document(of: results).serialized(.compact)
                == #"{"schema":"sesame/evaluate/v1","results":[{"name":"one","decision":"Allowed","blame":[],"deciding":{"policy":"identityPolicies[0]","sid":"Mail","index":0,"line":4},"reason":"Allowed by statement \"Mail\" of identityPolicies[0] (line 4)."},{"name":"two","decision":"ImplicitlyDenied","blame":["identity"],"deciding":null,"reason":"The caller has no permissions policy that could allow ses:SendEmail on arn:aws:ses:eu-west-1:111122223333:identity/a@example.com."}]}"#
        )
        #expect(results.allSatisfy { !$0.differs })
    }

    @Test func `an expectation that is not met differs, unless it is unsure`() throws {
        let result = { (more: String) in
            try PolicyCases.read("{\(Self.request), \"expected\": \"Allowed\"\(more)}").decide()[0]
        }
        #expect(try result("").differs)
        #expect(try !result(#", "unsure": "who knows""#).differs)
    }

    private static let bad: [(String, String)] = [
        ("{", "line 1, column 2: This is not JSON: the JSON document ends too early."),
        ("7", "line 1, column 1: The document is a number; expected is a case or an object with \"cases\"."),
        ("{\"cases\": 7}", "line 1, column 11: \"cases\" is a number; expected is a list of cases."),
        ("[\n7]", "line 2, column 1: Case 1 is a number; expected is an object."),
        ("{}", "line 1, column 1: \"request\" is missing."),
        (
            "{\"name\": \"n\",\n \"request\": {\"principal\": \"p\"}}",
            "line 2, column 13: Case \"n\": \"request.action\" is missing."
        ),
        (
            "{\(request),\n\"expected\": \"Yes\"}",
            "line 2, column 13: \"expected\" is \"Yes\"; expected is Allowed, ImplicitlyDenied, ExplicitlyDenied."
        ),
        (
            "{\(request),\n\"identityPolicies\": [\n{\"Version\": \"2012-10-17\",\n\"Statement\": [{\"Effect\": \"Perhaps\", \"Action\": \"*\", \"Resource\": \"*\"}]}]}",
            "line 4, column 26: identityPolicies[0]: The Effect is \"Perhaps\"; it must be Allow or Deny, written exactly so."
        ),
        (
            "{\(request),\n\"scps\": [7]}",
            "line 2, column 10: scps[0] is a number; expected is an object with \"policies\"."
        ),
        (
            "{\(request), \"resourcePolicy\":\n7}",
            "line 2, column 1: resourcePolicy: The policy is a number; an object is expected."
        ),
    ]

    @Test(arguments: bad.indices)
    func `bad input is refused with its line`(index: Int) {
        let (text, words) = Self.bad[index]
        do {
            _ = try PolicyCases.read(text)
            Issue.record("accepted: \(text)")
        } catch { #expect(error.description == words) }
    }
}
