import Wire

/// What SDKs, tools and logs make of an error of AWS, in their own forms.
enum Dressing: String, CaseIterable, Sendable {
    case bare, cli, python, pythonModelled, javaVersion1, javaVersion2, goVersion1, goVersion2, goVersion2Modelled
    case nodeVersion2, nodeVersion3, php, dotNet, ruby, rubyHandler, rust, terraform, jsonLog, jsonInJSON
    case xml, xmlOnOneLine, trail, trailInString, jsonBody, wrapped

    private static let id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

    /// Whether the operation stands in the text.
    var namesOperation: Bool {
        switch self {
        case .cli, .python, .pythonModelled, .goVersion2, .goVersion2Modelled, .php, .terraform, .jsonLog, .jsonInJSON,
            .trail, .trailInString:
            true
        default: false
        }
    }

    /// The error as this one writes it.
    func text(_ error: ExplainVector) -> String {
        let code = error.code
        let message = error.message
        let plain = code.hasSuffix("Exception") ? String(code.dropLast("Exception".count)) : code
        let go =
            "operation error \(Self.goName[error.service] ?? ""): \(error.operation), https response error StatusCode: \(error.status), RequestID: \(Self.id), "
        let botocore = "An error occurred (\(code)) when calling the \(error.operation) operation: \(message)"
        switch self {
        case .bare: return "\(code): \(message)"
        case .cli: return "\naws: [ERROR]: \(botocore)\n"
        case .python:
            return """
                Traceback (most recent call last):
                  File "/app/mail.py", line 41, in send
                    client.send_email(**message)
                  File "/usr/lib/python3.12/site-packages/botocore/client.py", line 569, in _api_call
                    return self._make_api_call(operation_name, kwargs)
                botocore.exceptions.ClientError: \(botocore)
                """
        case .pythonModelled: return "ERROR:mail:botocore.errorfactory.\(plain)Exception: \(botocore)"
        case .javaVersion1:
            return """
                Exception in thread "main" com.amazonaws.services.simple.model.AmazonServiceException: \(message) (Service: \(Self.javaName[error.service] ?? ""); Status Code: \(error.status); Error Code: \(code); Request ID: \(Self.id); Proxy: null)
                \tat com.amazonaws.http.AmazonHttpClient$RequestExecutor.handleErrorResponse(AmazonHttpClient.java:1879)
                \tat com.example.Mail.send(Mail.java:41)
                """
        case .javaVersion2:
            return """
                software.amazon.awssdk.services.\(error.service).model.\(plain)Exception: \(message) (Service: \(Self.goName[error.service] ?? ""), Status Code: \(error.status), Request ID: \(Self.id)) (SDK Attempt Count: 1)
                \tat software.amazon.awssdk.protocols.query.unmarshall.AwsXmlErrorUnmarshaller.unmarshall(AwsXmlErrorUnmarshaller.java:49)
                """
        case .goVersion1: return "\(code): \(message)\n\tstatus code: \(error.status), request id: \(Self.id)"
        case .goVersion2: return "2026/03/12 14:02:11 send: \(go)api error \(code): \(message)"
        case .goVersion2Modelled: return "panic: \(go)\(code): \(message)\n\ngoroutine 1 [running]:"
        case .nodeVersion2:
            return """
                \(code): \(message)
                    at Request.extractError (/app/node_modules/aws-sdk/lib/protocol/query.js:50:29)
                    at Request.callListeners (/app/node_modules/aws-sdk/lib/sequential_executor.js:106:20) {
                  code: '\(code)',
                  time: 2026-03-12T14:02:11.123Z,
                  requestId: '\(Self.id)',
                  statusCode: \(error.status),
                  retryable: false
                }
                """
        case .nodeVersion3:
            return """
                /app/node_modules/@smithy/smithy-client/dist-cjs/index.js:388
                \(code): \(message)
                    at throwDefaultError (/app/node_modules/@smithy/smithy-client/dist-cjs/index.js:388:20)
                  '$fault': 'client',
                  '$metadata': {
                    httpStatusCode: \(error.status),
                    requestId: '\(Self.id)',
                    attempts: 1
                  },
                  Type: 'Sender',
                  Code: '\(code)'
                }
                """
        case .php:
            let host = error.service.hasPrefix("ses") ? "email" : error.service
            return """
                PHP Fatal error: Uncaught exception 'Aws\\Exception\\AwsException' with message 'Error executing "\(error.operation)" on "https://\(host).eu-west-1.amazonaws.com"; AWS HTTP error: Client error: `POST https://\(host).eu-west-1.amazonaws.com` resulted in a `\(error.status)` response:
                <ErrorResponse>
                  <Error>
                    <Type>Sender</Type>
                (truncated...)
                 \(code) (client): \(message) - <ErrorResponse>
                """
        case .dotNet:
            return """
                Unhandled exception. Amazon.Runtime.Model.\(plain)Exception: \(message)
                 ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type 'Amazon.Runtime.Internal.HttpErrorResponseException' was thrown.
                   at Amazon.Runtime.HttpWebRequestMessage.ProcessHttpResponseMessage(HttpResponseMessage responseMessage)
                """
        case .ruby: return "mailer.rb:12:in `send': \(message) (Aws::\(error.service.uppercased())::Errors::\(code))"
        case .rubyHandler: return "Aws::\(error.service.uppercased())::Errors::\(code): \(message)"
        case .rust:
            return
                "Error: ServiceError(ServiceError { source: Unhandled(Unhandled { source: ErrorMetadata { code: Some(\"\(code)\"), message: Some(\(Self.quoted(message))), extras: Some({\"aws_request_id\": \"\(Self.id)\"}) }, meta: ErrorMetadata { code: None } }) })"
        case .terraform:
            let lines = Self.wrapped("Error: doing: \(go)api error \(code): \(message)", 76)
            return
                (["╷"] + lines.map { "│ \($0)" } + [
                    "│ ", "│   with aws_thing.this,", "│   on main.tf line 3, in resource \"aws_thing\" \"this\":", "╵",
                ])
                .joined(separator: "\n")
        case .jsonLog:
            return
                "{\"level\":\"error\",\"ts\":\"2026-03-12T14:02:11Z\",\"msg\":\"send failed\",\"error\":\(Self.quoted(botocore)),\"job\":8817}"
        case .jsonInJSON:
            let inner = "{\"severity\":\"ERROR\",\"exception\":\(Self.quoted(botocore)),\"attempt\":2}"
            return "{\"log\":\(Self.quoted(inner + "\n")),\"stream\":\"stderr\",\"time\":\"2026-03-12T14:02:11.123Z\"}"
        case .xml:
            return """
                <ErrorResponse xmlns="http://example.com/doc/">
                  <Error>
                    <Type>Sender</Type>
                    <Code>\(code)</Code>
                    <Message>\(Self.escaped(message))</Message>
                  </Error>
                  <RequestId>\(Self.id)</RequestId>
                </ErrorResponse>
                """
        case .xmlOnOneLine:
            return
                "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(Self.escaped(message))</Message></Error><RequestId>\(Self.id)</RequestId></ErrorResponse>"
        case .trail: return Self.event(error).serialized(.pretty)
        case .trailInString:
            let document: JSONValue = [
                "Events": [
                    ["EventName": .string(error.operation), "CloudTrailEvent": .string(Self.event(error).serialized())]
                ]
            ]
            return document.serialized(.pretty)
        case .jsonBody: return "{\"__type\":\"com.amazonaws.coral#\(code)\",\"message\":\(Self.quoted(message))}"
        case .wrapped: return Self.wrapped("\(code): \(message)", 60).joined(separator: "\n")
        }
    }

    private static let goName = ["ses": "SES", "sesv2": "SESv2", "sts": "STS", "iam": "IAM", "eks": "EKS"]
    private static let javaName = [
        "ses": "AmazonSimpleEmailService", "sesv2": "AmazonSimpleEmailServiceV2", "sts": "AWSSecurityTokenService",
        "iam": "AmazonIdentityManagement", "eks": "AmazonEKS",
    ]

    private static func event(_ error: ExplainVector) -> JSONValue {
        let host = error.service.hasPrefix("ses") ? "ses" : error.service
        return [
            "eventVersion": "1.08",
            "userIdentity": ["type": "WebIdentityUser", "userName": "system:serviceaccount:default:ses-sender"],
            "eventTime": "2026-03-12T14:02:11Z", "eventSource": .string("\(host).amazonaws.com"),
            "eventName": .string(error.operation), "awsRegion": "eu-west-1", "errorCode": .string(error.code),
            "errorMessage": .string(error.message), "requestParameters": ["durationSeconds": 3600],
            "requestID": .string(id), "eventID": .string(id), "recipientAccountId": "111122223333",
        ]
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).serialized() }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Lines of a text, broken between its words.
    static func wrapped(_ text: String, _ columns: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if !last.isEmpty, last.count + word.count >= columns {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
            }
        }
        return lines
    }
}

/// What happens to a text on its way to whoever pastes it.
enum Wear: String, CaseIterable, Sendable {
    case none, colours, carriageReturns, hardWrapped, softWrapped, ofContainerRuntime, ofCompose, quotedMail, utf16
    case badBytes, typographic, entities, inLog, zeroes, escapedColours

    /// The bytes that arrive.
    func bytes(_ text: String) -> [UInt8] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func each(_ change: (String) -> String) -> [UInt8] { Array(lines.map(change).joined(separator: "\n").utf8) }
        switch self {
        case .none: return Array(text.utf8)
        case .colours: return each { "\u{1B}[31;1m\($0)\u{1B}[0m\u{1B}[K" }
        case .carriageReturns: return Array(lines.joined(separator: "\r\n").utf8)
        case .hardWrapped:
            return each { line in
                var rest = line[...]
                var pieces: [Substring] = []
                while rest.count > 80 {
                    pieces.append(rest.prefix(80))
                    rest = rest.dropFirst(80)
                }
                return (pieces + [rest]).joined(separator: "\n")
            }
        case .softWrapped: return each { $0.count > 78 ? Dressing.wrapped($0, 78).joined(separator: "\n") : $0 }
        case .ofContainerRuntime: return each { "2026-03-12T14:02:11.123456789Z stderr F \($0)" }
        case .ofCompose: return each { "mail-1  | \($0)" }
        case .quotedMail: return each { "> \($0)" }
        case .utf16: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .badBytes: return [0xC3, 0x28, 0xFF, 0x0A] + Array(text.utf8) + [0x0A, 0xE2, 0x82]
        case .typographic: return Array(text.replacing("'", with: "’").utf8)
        case .entities:
            return Array(text.replacing("\"", with: "&quot;").replacing("'", with: "&#39;").utf8)
        case .inLog:
            let before = (1...200).map { "2026-03-12T14:00:\($0 % 60 + 10)Z INFO job \($0) done in \($0) ms" }
            return Array((before + lines + ["2026-03-12T14:03:00Z INFO next"]).joined(separator: "\n").utf8)
        case .zeroes: return each { "\u{0}\($0)\u{0}\u{8}" }
        case .escapedColours: return each { "\\u001b[31m\($0)\\u001b[0m" }
        }
    }
}
