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
            message = try self.templated(
                template, data: [template["TemplateData"]], to: call.body["Destination"],
                action: "ses:SendTemplatedEmail", call, state)
        } else {
            throw AWSFault("BadRequestException", "Content must hold one of Simple, Raw, Template")
        }
        let id = try Mailer(call: call, message: message).send(&state)
        return .object([("MessageId", .string(id))])
    }

    private static func simple(_ content: JSONValue, _ call: AWSCall) throws(AWSFault) -> Message {
        guard let subject = content["Subject"]?["Data"]?.string else {
            throw AWSFault("BadRequestException", "Missing required field: Subject")
        }
        guard let body = content["Body"]?["Text"]?["Data"]?.string ?? content["Body"]?["Html"]?["Data"]?.string else {
            throw AWSFault("BadRequestException", "Missing required field: Body")
        }
        return Message(
            action: "ses:SendEmail", parties: try parties(call),
            recipients: try SESSending.addresses(recipients(call.body["Destination"]), call),
            subject: subject, body: body, configurationSet: call.body["ConfigurationSetName"]?.string)
    }

    /// Who a message that is no raw one is from.
    private static func parties(_ call: AWSCall) throws(AWSFault) -> [Message.Party] {
        let source = try call.requiredText("FromEmailAddress")
        var parties = [
            try SESSending.party(source, call.body["FromEmailAddressIdentityArn"]?.string, call)
        ]
        if let path = call.body["FeedbackForwardingEmailAddress"]?.string {
            let arn = call.body["FeedbackForwardingEmailAddressIdentityArn"]?.string
            parties.append(try SESSending.party(path, arn, call))
        }
        return parties
    }

    /// A message made from a template; it is authorised by the name of version 1's operation (likely).
    private static func templated(
        _ content: JSONValue, data: [JSONValue?], to destination: JSONValue?, action: String, _ call: AWSCall,
        _ state: WorldState
    ) throws(AWSFault) -> Message {
        let (template, isKept) = try SESv2Templates.named(by: content, call, state)
        var values: [JSONValue] = []
        for text in data { values.append(try Templates.data(text?.string ?? "{}", call)) }
        var message = Templates.message(
            template, data: values, action: action, parties: try parties(call),
            recipients: try SESSending.addresses(recipients(destination), call),
            set: call.body["ConfigurationSetName"]?.string)
        if !isKept { message.template = nil }
        return message
    }

    /// `SendBulkEmail`: one template for many, each with what replaces the template's data.
    static func sendBulk(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        guard let template = call.body["DefaultContent"]?["Template"] else {
            throw AWSFault("BadRequestException", "Missing required field: DefaultContent.Template")
        }
        let entries = call.body["BulkEmailEntries"]?.array ?? []
        guard (1...50).contains(entries.count) else {
            throw AWSFault("BadRequestException", "BulkEmailEntries must hold from 1 to 50 entries")
        }
        var messages: [Message] = []
        for entry in entries {
            let own = entry.at(["ReplacementEmailContent", "ReplacementTemplate", "ReplacementTemplateData"])
            messages.append(
                try templated(
                    template, data: [own, template["TemplateData"]], to: entry["Destination"],
                    action: "ses:SendBulkTemplatedEmail", call, state))
        }
        let outcomes = try Templates.send(messages, call, &state)
        return .object([
            (
                "BulkEmailEntryResults",
                .array(
                    outcomes.map { outcome in
                        switch outcome {
                        case .success(let id): ["Status": "SUCCESS", "MessageId": .string(id)]
                        case .failure(let fault):
                            [
                                "Status": fault.code == "MessageRejected"
                                    ? "MESSAGE_REJECTED" : "ACCOUNT_DAILY_QUOTA_EXCEEDED",
                                "Error": .string(fault.message),
                            ]
                        }
                    })
            )
        ])
    }

    private static func raw(_ data: String, _ call: AWSCall) throws(AWSFault) -> Message {
        guard let bytes = Base64.decode(data) else {
            throw AWSFault("BadRequestException", "Raw data is not valid Base64")
        }
        let arn = call.body["FromEmailAddressIdentityArn"]?.string
        return try SESSending.raw(
            RawMail(bytes), source: call.body["FromEmailAddress"]?.string,
            destinations: recipients(call.body["Destination"]),
            sourceARN: arn, fromARN: arn,
            returnPathARN: call.body["FeedbackForwardingEmailAddressIdentityArn"]?.string,
            set: call.body["ConfigurationSetName"]?.string, call)
    }

    private static func recipients(_ destination: JSONValue?) -> [String] {
        ["ToAddresses", "CcAddresses", "BccAddresses"].flatMap { kind in
            destination?[kind]?.array?.compactMap(\.string) ?? []
        }
    }
}
