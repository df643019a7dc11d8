import AWSClient
import Design
public import Wire

/// A failure that has no document of its own: schema `sesame/error/v1`.
public enum ErrorDocument {
    /// The document of a failure of live work.
    public static func make(_ error: SetupError) -> JSONValue {
        var failure: AWSFailure?
        if case .aws(let inner) = error { failure = inner }
        return make(
            code: error.code, message: failure?.serviceError?.message ?? error.sentence,
            operation: failure?.call?.operation, account: failure?.call?.account, region: failure?.call?.region,
            requestID: failure?.requestID)
    }

    /// The document of any failure.
    ///
    /// - Parameters:
    ///   - code: A stable word.
    ///   - message: A sentence.
    ///   - operation: The AWS operation, where one failed.
    ///   - account: The account, where one is known.
    ///   - region: The region, where one is known.
    ///   - requestID: The request id, where AWS gave one.
    /// - Returns: The document with every key, null where nothing is known.
    public static func make(
        code: String, message: String, operation: String? = nil, account: String? = nil, region: String? = nil,
        requestID: String? = nil
    ) -> JSONValue {
        [
            "schema": "sesame/error/v1",
            "error": [
                "code": .string(code), "message": .string(message), "operation": JSONValue(operation),
                "account": JSONValue(account), "region": JSONValue(region), "requestId": JSONValue(requestID),
            ],
        ]
    }
}
