import Wire

/// Sending in the second version of SES.
enum SESv2Sending {
    /// `SendEmail`: authorised as SendEmail for simple content and as SendRawEmail for raw content.
    static func sendEmail(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let content = call.body["Content"]
        let message: Message
        if let simple = content?["Simple"] {
            message = try self.simple(simple, call)
        } else if let data = content?["Raw"]?["Data"]?.string {
            message = try raw(data, call)
        } else if let template = content?["Template"] {
            let name = template["TemplateName"]?.string ?? ""
            throw AWSFault("NotFoundException", "Template \(name) does not exist", status: 404)
        } else {
            throw AWSFault("BadRequestException", "Content must hold one of Simple, Raw, Template")
        }
        let id = try Mailer(call: call, message: message).send(&state)
        return .object([("MessageId", .string(id))])
    }

    private static func simple(_ content: JSONValue, _ call: AWSCall) throws(AWSFault) -> Message {
        let source = try call.requiredText("FromEmailAddress")
        var parties = [
            try SESSending.party(source, call.body["FromEmailAddressIdentityArn"]?.string, call)
        ]
        if let path = call.body["FeedbackForwardingEmailAddress"]?.string {
            let arn = call.body["FeedbackForwardingEmailAddressIdentityArn"]?.string
            parties.append(try SESSending.party(path, arn, call))
        }
        guard let subject = content["Subject"]?["Data"]?.string else {
            throw AWSFault("BadRequestException", "Missing required field: Subject")
        }
        guard let body = content["Body"]?["Text"]?["Data"]?.string ?? content["Body"]?["Html"]?["Data"]?.string else {
            throw AWSFault("BadRequestException", "Missing required field: Body")
        }
        return Message(
            action: "ses:SendEmail", parties: parties, recipients: try SESSending.addresses(recipients(call), call),
            subject: subject, body: body, configurationSet: call.body["ConfigurationSetName"]?.string)
    }

    private static func raw(_ data: String, _ call: AWSCall) throws(AWSFault) -> Message {
        guard let bytes = Base64.decode(data) else {
            throw AWSFault("BadRequestException", "Raw data is not valid Base64")
        }
        let arn = call.body["FromEmailAddressIdentityArn"]?.string
        return try SESSending.raw(
            RawMail(bytes), source: call.body["FromEmailAddress"]?.string, destinations: recipients(call),
            sourceARN: arn, fromARN: arn,
            returnPathARN: call.body["FeedbackForwardingEmailAddressIdentityArn"]?.string,
            set: call.body["ConfigurationSetName"]?.string, call)
    }

    private static func recipients(_ call: AWSCall) -> [String] {
        ["ToAddresses", "CcAddresses", "BccAddresses"].flatMap { kind in
            call.body["Destination"]?[kind]?.array?.compactMap(\.string) ?? []
        }
    }
}
