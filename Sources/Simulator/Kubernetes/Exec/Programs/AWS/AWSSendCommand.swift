import Wire

/// `aws ses send-email`, with its structures or with the CLI's shorter options for them.
enum AWSSendCommand {
    private static let kinds = [
        ("ToAddresses", "--to"), ("CcAddresses", "--cc"), ("BccAddresses", "--bcc"),
    ]

    /// Sends the message; the answer is its id.
    static func run(_ words: AWSWords, _ session: AWSSession) async throws(AWSProblem) -> JSONValue {
        try words.check(
            needs: ["--from"],
            knows: [
                "--destination", "--message", "--source-arn", "--reply-to-addresses", "--return-path",
                "--return-path-arn", "--configuration-set-name", "--to", "--cc", "--bcc", "--subject", "--text",
                "--html",
            ])
        var parameters: [(name: String, value: String?)] = [
            ("Source", words["--from"]), ("SourceArn", words["--source-arn"]),
        ]
        parameters += try destination(words, session.process)
        parameters += try message(words, session.process)
        parameters += list("ReplyToAddresses", words.list("--reply-to-addresses"))
        parameters += [
            ("ReturnPath", words["--return-path"]), ("ReturnPathArn", words["--return-path-arn"]),
            ("ConfigurationSetName", words["--configuration-set-name"]),
        ]
        let answer = try await session.call(
            .query(.ses, "SendEmail", region: try session.region, parameters))
        let id = answer.xml?.first("SendEmailResult")?.text(of: "MessageId")
        return ["MessageId": .string(id ?? "")]
    }

    private static func destination(
        _ words: AWSWords, _ process: PodProcess
    ) throws(AWSProblem) -> [(name: String, value: String?)] {
        let given = try words.structure("--destination", in: process)
        let known = kinds.map(\.0)
        try refuseUnknown(given, known, "Destination")
        return kinds.flatMap { kind, option in
            // A list of one may be written without brackets.
            let texts = given?[kind]?.array?.compactMap(\.string) ?? given?[kind]?.string.map { [$0] } ?? []
            return list("Destination." + kind, texts + words.list(option))
        }
    }

    private static func message(
        _ words: AWSWords, _ process: PodProcess
    ) throws(AWSProblem) -> [(name: String, value: String?)] {
        let given = try words.structure("--message", in: process)
        try refuseUnknown(given, ["Subject", "Body"], "Message")
        try refuseUnknown(given?["Body"], ["Text", "Html"], "Message.Body")
        guard given != nil || words["--subject"] != nil else { throw .missing(["--message"]) }
        var parameters: [(name: String, value: String?)] = []
        for (path, option) in [
            (["Subject"], "--subject"), (["Body", "Text"], "--text"), (["Body", "Html"], "--html"),
        ] {
            let part = given?.at(path)
            try refuseUnknown(part, ["Data", "Charset"], (["Message"] + path).joined(separator: "."))
            let prefix = (["Message"] + path).joined(separator: ".")
            parameters.append((prefix + ".Data", part?["Data"]?.string ?? words[option]))
            parameters.append((prefix + ".Charset", part?["Charset"]?.string))
        }
        return parameters
    }

    /// The parameters of a list.
    static func list(_ name: String, _ items: [String]) -> [(name: String, value: String?)] {
        items.enumerated().map { ("\(name).member.\($0.offset + 1)", $0.element) }
    }

    /// Refuses members of a structure that the operation's model does not have.
    static func refuseUnknown(
        _ value: JSONValue?, _ known: [String], _ place: String
    ) throws(AWSProblem) {
        guard let value else { return }
        guard case .object(let members) = value else {
            throw .other(
                "Parameter validation failed:\nInvalid type for parameter \(place), valid types: <class 'dict'>")
        }
        guard let key = members.keys.first(where: { !known.contains($0) }) else { return }
        throw .other(
            "Parameter validation failed:\nUnknown parameter in \(place): \"\(key)\", must be one of: "
                + known.joined(separator: ", "))
    }
}
