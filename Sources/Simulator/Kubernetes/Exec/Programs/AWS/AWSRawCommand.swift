import Wire

/// `aws ses send-raw-email`, with a message in Base64.
enum AWSRawCommand {
    /// Sends the message; the answer is its id.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check(
            needs: ["--raw-message"],
            knows: [
                "--source", "--destinations", "--from-arn", "--source-arn", "--return-path-arn",
                "--configuration-set-name",
            ])
        let message = try words.structure("--raw-message", in: session.process)
        try AWSSendCommand.refuseUnknown(message, ["Data"], "RawMessage")
        let data = try words.blob(message?["Data"]?.string ?? "")
        let answer = try await session.call(
            .query(
                .ses, "SendRawEmail", region: try session.region,
                [
                    ("Source", words["--source"]), ("RawMessage.Data", data), ("FromArn", words["--from-arn"]),
                    ("SourceArn", words["--source-arn"]), ("ReturnPathArn", words["--return-path-arn"]),
                    ("ConfigurationSetName", words["--configuration-set-name"]),
                ] + AWSSendCommand.list("Destinations", words.list("--destinations"))))
        let id = answer.xml?.first("SendRawEmailResult")?.text(of: "MessageId")
        return ["MessageId": .string(id ?? "")]
    }
}

/// `aws sesv2 send-email`.
enum AWSSendV2Command {
    private static let options = [
        ("--from-email-address", "FromEmailAddress"),
        ("--from-email-address-identity-arn", "FromEmailAddressIdentityArn"),
        ("--feedback-forwarding-email-address", "FeedbackForwardingEmailAddress"),
        ("--feedback-forwarding-email-address-identity-arn", "FeedbackForwardingEmailAddressIdentityArn"),
        ("--configuration-set-name", "ConfigurationSetName"),
    ]

    /// Sends the message; the answer is its id.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check(
            needs: ["--content"], knows: options.map(\.0) + ["--destination", "--reply-to-addresses"])
        var content = try words.structure("--content", in: session.process)
        try AWSSendCommand.refuseUnknown(content, ["Simple", "Raw", "Template"], "Content")
        if let data = content?["Raw"]?["Data"]?.string {
            content?.set(["Raw", "Data"], .string(try words.blob(data)))
        }
        let destination = try words.structure("--destination", in: session.process)
        let kinds = ["ToAddresses", "CcAddresses", "BccAddresses"]
        try AWSSendCommand.refuseUnknown(destination, kinds, "Destination")
        // A list of one may be written without brackets.
        let lists = kinds.compactMap { kind -> (String, JSONValue)? in
            guard let value = destination?[kind] else { return nil }
            return (kind, value.array == nil ? .array([value]) : value)
        }
        let replies = words.list("--reply-to-addresses")
        let body = JSONValue.present(
            options.map { option, name in (name, words[option].map(JSONValue.string)) } + [
                ("Destination", destination.map { _ in .object(JSONObject(lists)) }),
                ("ReplyToAddresses", replies.isEmpty ? nil : JSONValue(replies)), ("Content", content),
            ])
        let answer = try await session.call(
            .post(
                .sesv2, "SendEmail", region: try session.region, path: "/v2/email/outbound-emails",
                Array(body.serialized(.compact).utf8)))
        return ["MessageId": answer.json?["MessageId"] ?? ""]
    }
}
