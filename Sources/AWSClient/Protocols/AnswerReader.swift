import HTTPClient
import Wire

/// Reads HTTP responses: is it AWS, is it an error, which one.
enum AnswerReader {
    /// What an answer turned out to be.
    enum Reading {
        /// A success, still to be read.
        case success(AWSReply)
        /// An error that AWS answered with; the headers may hold a delay or a date.
        case error(AWSError)
        /// Something that is not AWS.
        case foreign(NotAWSAnswer)
    }

    /// Tells what an answer is.
    static func read(_ response: HTTPResponse, of call: AWSCall, redactor: Redactor) -> Reading {
        let requestID = requestID(of: response)
        if (200..<300).contains(response.status) {
            if looksLikeHTML(response) {
                return .foreign(describe(response, .html, call, requestID, redactor))
            }
            return .success(AWSReply(call: call, response: response, requestID: requestID))
        }
        if (300..<400).contains(response.status), let place = response.header("location") {
            let target = redactor.shown(String(place.prefix { $0 != "?" }), limit: 200)
            return .foreign(describe(response, .redirect(to: target), call, requestID, redactor))
        }
        if let error = error(in: response, call, requestID, redactor) { return .error(error) }
        let kind: NotAWSAnswer.Kind =
            response.body.isEmpty
            ? .empty : looksLikeHTML(response) ? .html : looksCut(response.body) ? .truncated : .unknown
        return .foreign(describe(response, kind, call, requestID, redactor))
    }

    /// What to throw when a success answer cannot be read as its operation's protocol.
    static func foreign(_ answer: AWSReply) -> AWSFailure {
        let body = answer.response.body
        let kind: NotAWSAnswer.Kind =
            body.isEmpty ? .empty : looksLikeHTML(answer.response) ? .html : looksCut(body) ? .truncated : .unknown
        return .notAWS(
            describe(answer.response, kind, answer.call, answer.requestID, Redactor()))
    }

    /// The error that an answer carries, in any of the forms AWS uses.
    private static func error(
        in response: HTTPResponse, _ call: AWSCall, _ requestID: String?, _ redactor: Redactor
    ) -> AWSError? {
        func make(_ code: String, _ message: String, _ id: String?) -> AWSError {
            AWSError(
                call: call, code: shortCode(code), message: redactor.shown(message),
                requestID: id.map(shownID) ?? requestID, status: response.status)
        }
        let headerCode = response.header("x-amzn-errortype")
        if let root = try? XMLElement.parse(response.body), !looksLikeHTML(response) {
            let error =
                root.first("Error") ?? root.first("Errors")?.first("Error") ?? (root.name == "Error" ? root : nil)
            if let error, let code = error.text(of: "Code") ?? headerCode {
                let id = root.text(of: "RequestId") ?? root.text(of: "RequestID") ?? error.text(of: "RequestId")
                return make(
                    code.trimmingWhitespace,
                    (error.text(of: "Message") ?? error.text(of: "message") ?? "").trimmingWhitespace, id)
            }
        } else if let object = try? JSONValue.parse(response.body), object.object != nil {
            let code =
                headerCode ?? object["__type"]?.string ?? object["code"]?.string ?? object["Code"]?.string
                ?? object["error"]?.string
            let message =
                object["message"]?.string ?? object["Message"]?.string ?? object["errorMessage"]?.string
                ?? object["error_description"]?.string
            if let code { return make(code, message ?? "", nil) }
            // An answer of AWS without a code, for example of a gateway in front of a service.
            if requestID != nil { return make(String(response.status), message ?? "", nil) }
            return nil
        }
        // An empty body under a code in the headers is a whole answer.
        if let headerCode { return make(headerCode, "", nil) }
        if response.body.isEmpty, requestID != nil { return make(String(response.status), "", nil) }
        return nil
    }

    /// The request id in the headers, whichever of its names is used, safe to show.
    static func requestID(of response: HTTPResponse) -> String? {
        let id =
            response.header("x-amzn-requestid") ?? response.header("x-amz-request-id")
            ?? response.header("x-amzn-request-id")
        return id.map(shownID)
    }

    /// Ids are copied from screens and logs into questions to AWS's support: what is none is not let through whole.
    static func shownID(_ id: String) -> String { TerminalText.sanitized(id, limit: 128) }

    /// The code without namespace (`aws.protocoltests#Name`) and without URL (`Name:http://…`).
    static func shortCode(_ code: String) -> String {
        let name = code.prefix { $0 != ":" }
        return TerminalText.sanitized(String(name.split(separator: "#").last ?? name), limit: 128)
    }

    /// Whether a page for people came back: by its beginning, or by its type unless the body is AWS's all the same.
    private static func looksLikeHTML(_ response: HTTPResponse) -> Bool {
        let start = String(decoding: response.body.prefix(256), as: UTF8.self).lowercased()
        if start.contains("<!doctype html") || start.contains("<html") { return true }
        guard response.header("content-type")?.lowercased().hasPrefix("text/html") == true else { return false }
        if response.body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return false }
        return (try? XMLElement.parse(response.body))?.name.hasSuffix("Response") != true
    }

    /// Whether a document ends before it is complete; one that is complete and wrong does not.
    private static func looksCut(_ body: [UInt8]) -> Bool {
        let text = body[...].drop { $0 <= 0x20 }
        switch text.first {
        case UInt8(ascii: "<"):
            guard (try? XMLElement.parse(body)) == nil else { return false }
            return !endsWithItsRoot(text)
        case UInt8(ascii: "{"):
            guard (try? JSONValue.parse(body)) == nil else { return false }
            return isOpen(text)
        default: return false
        }
    }

    /// Whether the end tag of the first element stands at the end.
    private static func endsWithItsRoot(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        // A declaration, comments and the like come before the root.
        while rest.starts(with: Array("<?".utf8)) || rest.starts(with: Array("<!".utf8)) {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...].drop { $0 <= 0x20 }
        }
        guard rest.first == UInt8(ascii: "<") else { return false }
        let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let end = Array("</".utf8) + name + Array(">".utf8)
        let last = rest.reversed().drop { $0 <= 0x20 }
        return last.starts(with: end.reversed())
    }

    /// Whether a bracket or a text of a JSON document is still open at its end.
    private static func isOpen(_ text: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var isText = false
        var isEscaped = false
        for byte in text {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return isText || depth > 0
    }

    private static func describe(
        _ response: HTTPResponse, _ kind: NotAWSAnswer.Kind, _ call: AWSCall, _ requestID: String?,
        _ redactor: Redactor
    ) -> NotAWSAnswer {
        let text = String(decoding: response.body.prefix(2000), as: UTF8.self)
        let oneLine = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return NotAWSAnswer(
            call: call, kind: kind, status: response.status,
            contentType: response.header("content-type").map { TerminalText.sanitized($0, limit: 128) },
            excerpt: redactor.shown(oneLine, limit: 160), requestID: requestID)
    }
}
