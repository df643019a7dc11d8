import Wire

/// Sending in the first version of SES.
enum SESSending {
    /// `SendEmail`: a message of parts.
    static func sendEmail(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let form = call.form
        guard let subject = form["Message.Subject.Data"] else { throw .missing("message.subject.data") }
        guard let body = form["Message.Body.Text.Data"] ?? form["Message.Body.Html.Data"] else {
            throw SESFault.parameter(call, "Body text and HTML are both missing.")
        }
        let message = Message(
            action: "ses:SendEmail", parties: try parties(call), recipients: try recipients(call, "Destination"),
            subject: subject, body: body, configurationSet: form["ConfigurationSetName"])
        return .xml([XMLNode("MessageId", try Mailer(call: call, message: message).send(&state))])
    }

    /// `SendTemplatedEmail`: a message made from a template.
    static func sendTemplated(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.required("Template"), call, state)
        let message = Templates.message(
            template, data: [try Templates.data(call.required("TemplateData"), call)], action: "ses:SendTemplatedEmail",
            parties: try parties(call), recipients: try recipients(call, "Destination"),
            set: call.form["ConfigurationSetName"])
        return .xml([XMLNode("MessageId", try Mailer(call: call, message: message).send(&state))])
    }

    /// `SendBulkTemplatedEmail`: the same for many, each with what replaces the template's data.
    static func sendBulk(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.required("Template"), call, state)
        let common = try Templates.data(call.required("DefaultTemplateData"), call)
        let parties = try parties(call)
        var messages: [Message] = []
        for prefix in call.form.structures("Destinations") {
            let own = try Templates.data(call.form[prefix + ".ReplacementTemplateData"] ?? "{}", call)
            messages.append(
                Templates.message(
                    template, data: [own, common], action: "ses:SendBulkTemplatedEmail", parties: parties,
                    recipients: try recipients(call, prefix + ".Destination"),
                    set: call.form["ConfigurationSetName"]))
        }
        guard (1...50).contains(messages.count) else {
            throw SESFault.parameter(call, "The number of destinations must be from 1 to 50.")
        }
        return .xml([
            .list(
                "Status",
                try Templates.send(messages, call, &state).map { outcome in
                    switch outcome {
                    case .success(let id): [XMLNode("Status", "Success"), XMLNode("MessageId", id)]
                    case .failure(let fault):
                        [
                            XMLNode(
                                "Status",
                                fault.code == "MessageRejected" ? "MessageRejected" : "AccountDailyQuotaExceeded"),
                            XMLNode("Error", fault.message),
                        ]
                    }
                })
        ])
    }

    /// The parties of a message that is no raw one.
    private static func parties(_ call: AWSCall) throws(AWSFault) -> [Message.Party] {
        var parties = [try party(call.required("Source"), call.form["SourceArn"], call)]
        if let path = call.form["ReturnPath"] { parties.append(try party(path, call.form["ReturnPathArn"], call)) }
        return parties
    }

    private static func recipients(_ call: AWSCall, _ prefix: String) throws(AWSFault) -> [MailAddress] {
        try addresses(
            ["ToAddresses", "CcAddresses", "BccAddresses"].flatMap { call.form.list("\(prefix).\($0)") }, call)
    }

    /// `SendRawEmail`: a message as it will travel.
    static func sendRawEmail(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        guard let bytes = Base64.decode(try call.required("RawMessage.Data")) else {
            throw AWSFault("MalformedInput", "RawMessage.Data is not valid Base64")
        }
        let message = try raw(
            RawMail(bytes), source: call.form["Source"], destinations: call.form.list("Destinations"),
            sourceARN: call.form["SourceArn"], fromARN: call.form["FromArn"],
            returnPathARN: call.form["ReturnPathArn"], set: call.form["ConfigurationSetName"], call)
        return .xml([XMLNode("MessageId", try Mailer(call: call, message: message).send(&state))])
    }

    /// A raw message's parties and recipients; parameters beat the message's own X-SES headers.
    ///
    /// The From header is used under its own ARN: a source ARN alone does not cover it.
    static func raw(
        _ mail: RawMail, source: String?, destinations: [String], sourceARN: String?, fromARN: String?,
        returnPathARN: String?, set: String?, _ call: AWSCall
    ) throws(AWSFault) -> Message {
        if let twice = mail.duplicate { throw SESFault.parameter(call, "Duplicate header '\(twice)'.") }
        guard let from = mail.addresses("From").first ?? source else {
            throw SESFault.parameter(call, "Missing required header 'From'.")
        }
        var parties = [try party(from, fromARN ?? mail["X-SES-FROM-ARN"], call)]
        if let source {
            let envelope = try party(source, sourceARN ?? mail["X-SES-SOURCE-ARN"], call)
            parties.append(envelope)
        }
        if let path = mail["Return-Path"] {
            parties.append(try party(path, returnPathARN ?? mail["X-SES-RETURN-PATH-ARN"], call))
        }
        let recipients = destinations.isEmpty ? mail.addresses("To", "Cc", "Bcc") : destinations
        return Message(
            action: "ses:SendRawEmail", parties: parties, recipients: try addresses(recipients, call),
            subject: mail["Subject"] ?? "", body: mail.body,
            configurationSet: set ?? mail["X-SES-CONFIGURATION-SET"])
    }

    /// An address and the ARN it is used under.
    static func party(_ text: String, _ arn: String?, _ call: AWSCall) throws(AWSFault) -> Message.Party {
        if let arn, IdentityARN(arn) == nil { throw SESFault.parameter(call, "Invalid ARN <\(arn.prefix(400))>.") }
        return Message.Party(address: try address(text, call), arn: arn)
    }

    /// Reads recipients.
    static func addresses(_ texts: [String], _ call: AWSCall) throws(AWSFault) -> [MailAddress] {
        var addresses: [MailAddress] = []
        for text in texts { addresses.append(try address(text, call)) }
        return addresses
    }

    private static func address(_ text: String, _ call: AWSCall) throws(AWSFault) -> MailAddress {
        do throws(MailAddress.Problem) { return try MailAddress(text) } catch {
            throw SESFault.parameter(call, error.message)
        }
    }
}
