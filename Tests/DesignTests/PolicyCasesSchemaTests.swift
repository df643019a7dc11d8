import IAMPolicy
import Resources
import Testing
import Wire

/// The schema that editors check policy cases by, beside the reader of `sesame evaluate`.
///
/// The two agree but for notes: keys that mean nothing are left alone by the reader, and an editor points at them, as
/// they may be misspelt.
struct PolicyCasesSchemaTests {
    private static func judge(_ text: String) throws -> (isRead: Bool, faults: [String]) {
        let schema = JSONSchema(try #require(try Resource.json("policy-cases.schema.json")))
        let isRead = (try? PolicyCases.read(text)) != nil
        return (isRead, try schema.faults(try JSONValue.parse(text)))
    }

    private static let request =
        #""request": {"principal": "arn:aws:iam::111122223333:user/eve", "action": "ses:SendEmail", "resource": "*"}"#
    private static let policy = #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#

    private static let taken = [
        "{\(request)}", "[{\(request)}]", "{\"cases\": [{\(request)}]}",
        "{\(request), \"identityPolicies\": [\(policy)]}", "{\(request), \"identityPolicies\": \(policy)}",
        "{\(request), \"identityPolicies\": null}", "{\(request), \"permissionBoundaries\": \(policy)}",
        "{\(request), \"sessionPolicy\": [\(policy)]}", "{\(request), \"scps\": null, \"rcps\": []}",
        "{\(request), \"scps\": [{\"ou\": \"root\", \"policies\": [\(policy)]}, [\(policy)], []]}",
        "{\(request), \"expected\": \"Allowed\", \"blame\": [\"scp\", \"rcp\", \"trust-policy\"]}",
        "{\(request), \"expected\": null, \"blame\": null, \"unsure\": null, \"reason\": \"a\", \"tags\": [\"b\"]}",
        #"{"request": {"principal": "p", "action": "s:A", "resource": "r", "resourceAccount": "111122223333", "context": {"a": "x", "b": ["x", 1], "c": true}}}"#,
        #"{"request": {"principal": "p", "action": "s3-outposts:A1", "resource": "r", "resourceAccount": null, "context": null}}"#,
    ]

    @Test(arguments: taken) func `what the reader takes, the schema takes`(text: String) throws {
        let (isRead, faults) = try Self.judge(text)
        #expect(isRead)
        #expect(faults == [])
    }

    private static let refused = [
        "7", "{}", "{\"cases\": 7}", "[7]", "{\(request), \"identityPolicies\": 7}",
        // A bare policy as a level could mean one level of many, or many levels: it is neither.
        "{\(request), \"scps\": [\(policy)]}", "{\(request), \"rcps\": [\(policy)]}",
        "{\(request), \"scps\": \(policy)}",
        "{\(request), \"scps\": [{\"ou\": \"root\"}]}", "{\(request), \"expected\": \"Yes\"}",
        "{\(request), \"blame\": [\"nobody\"]}", "{\(request), \"identityPolicies\": [{\"Version\": \"2012-10-17\"}]}",
        #"{"request": {"principal": "p", "action": "s:A"}}"#,
        #"{"request": {"principal": "p", "action": "s:*", "resource": "r"}}"#,
        #"{"request": {"principal": "p", "action": "SendEmail", "resource": "r"}}"#,
        #"{"request": {"principal": "p", "action": "s:A", "resource": "r", "resourceAccount": "123"}}"#,
        #"{"request": {"principal": "p", "action": "s:A", "resource": "r", "context": {"a": null}}}"#,
    ]

    @Test(arguments: refused) func `what the schema refuses, the reader refuses`(text: String) throws {
        let (isRead, faults) = try Self.judge(text)
        #expect(!isRead)
        #expect(faults != [])
    }
}
