public import Calls
public import Wire

/// Errors as documents of `-o json` hold them, made in this one place.
public enum ErrorObject {
    /// The object of an error.
    ///
    /// It has `code`, `message`, `operation`, `account`, `region` and `requestId`, null where nobody knows them; where a
    /// call failed, `service`, `status` and `attempts` too.
    ///
    /// - Parameters:
    ///   - code: A stable word.
    ///   - message: The words.
    ///   - operation: The operation, where it is named otherwise than the failure does.
    ///   - failure: The facts of the call that failed.
    /// - Returns: The object.
    public static func make(
        code: String, message: String, operation: String? = nil, failure: CallFailure?
    ) -> JSONValue {
        var object: JSONObject = [
            "code": .string(code), "message": .string(message),
            "operation": JSONValue(operation ?? failure?.operation), "account": JSONValue(failure?.account),
            "region": JSONValue(failure?.region), "requestId": JSONValue(failure?.requestID),
        ]
        guard let failure else { return .object(object) }
        object["service"] = JSONValue(failure.service)
        object["status"] = failure.status.map { JSONValue($0) } ?? .null
        object["attempts"] = JSONValue(failure.attempts)
        return .object(object)
    }
}

extension Problem {
    /// The problem as a document of its own: schema `sesame/error/v1`.
    public var document: JSONValue {
        [
            "schema": "sesame/error/v1",
            "error": ErrorObject.make(code: code, message: sentence, failure: failure),
        ]
    }
}
