import Design
import Wire

/// Why a command ends early: its exit code, and what it says.
///
/// With `-o json` it becomes the document `sesame/error/v1` on standard output, else one sentence on standard error.
struct Stop: Error {
    /// The exit code.
    var code: ExitCode
    /// A stable word for programs: `BadAnswers`, `WrongAccount`, an AWS error code.
    var name: String
    /// What is wrong and what to do, for people.
    var message: String
    /// The AWS operation, where one failed.
    var operation: String?
    /// The account that was asked.
    var account: String?
    /// The region that was asked.
    var region: String?
    /// AWS's request ID.
    var requestID: String?

    /// The error document.
    var document: JSONValue {
        [
            "schema": "sesame/error/v1",
            "error": [
                "code": .string(name), "message": .string(message), "operation": JSONValue(operation),
                "account": JSONValue(account), "region": JSONValue(region), "requestId": JSONValue(requestID),
            ],
        ]
    }
}
