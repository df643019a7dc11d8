import HTTPClient
import Wire

/// A success answer of AWS, not yet read.
struct AWSReply: Sendable {
    /// The call it answers.
    var call: AWSCall
    /// The HTTP response.
    var response: HTTPResponse
    /// The request id AWS gave.
    var requestID: String?
    /// The access key that signed the request; nil for an unsigned one.
    var keyID: String?

    /// The element that holds a query operation's result: `<GetRoleResult>` inside `<GetRoleResponse>`.
    ///
    /// For operations without result elements it is the response's root.
    func result() throws(AWSFailure) -> XMLFields {
        let root: XMLElement
        do {
            root = try XMLElement.parse(response.body)
        } catch {
            throw AnswerReader.foreign(self)
        }
        guard root.name.hasSuffix("Response") else { throw AnswerReader.foreign(self) }
        var answer = self
        let id = root.first("ResponseMetadata")?.text(of: "RequestId") ?? root.text(of: "RequestId")
        answer.requestID = id.map(AnswerReader.shownID) ?? requestID
        let element = root.first("\(call.operation)Result") ?? root
        return XMLFields(element: element, path: element.name, answer: answer)
    }

    /// The JSON document of a REST answer; an empty body reads as an empty object.
    func document() throws(AWSFailure) -> JSONFields {
        guard !response.body.isEmpty else { return JSONFields(value: .object(JSONObject()), path: "", answer: self) }
        guard let value = try? JSONValue.parse(response.body), value.object != nil else {
            throw AnswerReader.foreign(self)
        }
        return JSONFields(value: value, path: "", answer: self)
    }
}
