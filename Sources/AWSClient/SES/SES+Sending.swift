import Wire

extension SES {
    /// Sends a mail (SES v2 SendEmail, simple content).
    ///
    /// An attempt whose fate is unknown is not repeated, so that nobody gets a mail twice.
    public func sendEmail(_ message: EmailMessage) async throws(AWSFailure) -> SendReceipt {
        var body = JSONObject([("FromEmailAddress", .string(message.from))])
        if let arn = message.sourceARN { body["FromEmailAddressIdentityArn"] = .string(arn) }
        body["Destination"] = ["ToAddresses": JSONValue(message.to)]
        body["Content"] = [
            "Simple": [
                "Subject": ["Data": .string(message.subject), "Charset": "UTF-8"],
                "Body": ["Text": ["Data": .string(message.text), "Charset": "UTF-8"]],
            ]
        ]
        if let set = message.configurationSet { body["ConfigurationSetName"] = .string(set) }
        let answer = try await call("SendEmail", "POST", ["outbound-emails"], body: .object(body), isSend: true)
        return SendReceipt(messageID: try answer.required("MessageId"), requestID: answer.requestID)
    }

    /// Sends a mail (SES v1 SendEmail), as the guide's command does, with the source ARN of another account's identity.
    ///
    /// An attempt whose fate is unknown is not repeated, so that nobody gets a mail twice.
    public func sendEmailV1(_ message: EmailMessage) async throws(AWSFailure) -> SendReceipt {
        var input = QueryInput()
        input.add("Source", message.from)
        input.add("Destination", .structure([("ToAddresses", .texts(message.to))]))
        func content(_ text: String) -> QueryValue {
            .structure([("Data", .text(text)), ("Charset", .text("UTF-8"))])
        }
        input.add(
            "Message",
            .structure([
                ("Subject", content(message.subject)), ("Body", .structure([("Text", content(message.text))])),
            ]))
        input.add("SourceArn", message.sourceARN)
        input.add("ConfigurationSetName", message.configurationSet)
        let result = try await callV1("SendEmail", input, isSend: true)
        return SendReceipt(messageID: try result.required("MessageId"), requestID: result.requestID)
    }
}
