import Wire

/// An operation that the program knows: where its call goes, what goes in and what is shown of the answer.
struct AWSCommand: Sendable {
    /// How its call is made.
    enum Way: Sendable, Hashable {
        case query
        case get(String)
        case post(String)
    }

    var service: AWSService
    /// The name, as complaints have it: `SendEmail`.
    var name: String
    var way: Way
    var input: AWSShape
    /// Options that have another name than their member's.
    var renamed: [String: String] = [:]
    /// Whether the message may be given by `--to`, `--subject`, `--text` and their like.
    var takesShortMessage = false
    /// What is shown of the answer.
    var result: @Sendable (AWSCaller.Answer) -> JSONValue

    /// The option of a member: `--from-email-address`.
    func option(_ member: String) -> String {
        if let option = renamed[member] { return option }
        var option = "-"
        for character in member { option += character.isUppercase ? "-\(character.lowercased())" : String(character) }
        return option
    }

    /// The option that has to be there, which the CLI asks for before anything else; with `--cli-input-json` none.
    var required: [String] {
        let all = input.members.filter(\.isRequired).map { option($0.name) }
        return takesShortMessage ? all.filter { $0 == renamed["Source"] } : all
    }

    /// The request for an input that was checked.
    func request(_ input: JSONValue, region: String) -> AWSRequest {
        switch way {
        case .query: .query(service, name, region: region, self.input.parameters(input))
        case .get(let path): .get(service, name, region: region, path: path)
        case .post(let path): .post(service, name, region: region, path: path, Array(input.serialized(.compact).utf8))
        }
    }

    /// The operations, by the words of the command line.
    static let all: [String: [String: AWSCommand]] = [
        "sts": [
            "get-caller-identity": AWSCommand(
                service: .sts, name: "GetCallerIdentity", way: .query, input: .structure([])
            ) { members(["UserId", "Account", "Arn"], of: "GetCallerIdentityResult", in: $0) }
        ],
        "ses": [
            "send-email": AWSCommand(
                service: .ses, name: "SendEmail", way: .query, input: sendEmail, renamed: ["Source": "--from"],
                takesShortMessage: true
            ) { members(["MessageId"], of: "SendEmailResult", in: $0) },
            "send-raw-email": AWSCommand(
                service: .ses, name: "SendRawEmail", way: .query, input: sendRawEmail
            ) { members(["MessageId"], of: "SendRawEmailResult", in: $0) },
            "get-send-quota": AWSCommand(
                service: .ses, name: "GetSendQuota", way: .query, input: .structure([])
            ) { answer in
                let found = answer.xml?.first("GetSendQuotaResult")
                let names = ["Max24HourSend", "MaxSendRate", "SentLast24Hours"]
                return .object(JSONObject(names.map { ($0, .number(found?.text(of: $0) ?? "0.0")) }))
            },
        ],
        "sesv2": [
            "send-email": AWSCommand(
                service: .sesv2, name: "SendEmail", way: .post("/v2/email/outbound-emails"), input: sendEmailV2
            ) { ["MessageId": $0.json?["MessageId"] ?? ""] },
            "get-account": AWSCommand(
                service: .sesv2, name: "GetAccount", way: .get("/v2/email/account"), input: .structure([])
            ) { $0.json ?? .null },
        ],
    ]

    private static func members(_ names: [String], of place: String, in answer: AWSCaller.Answer) -> JSONValue {
        let found = answer.xml?.first(place)
        return .object(JSONObject(names.map { ($0, .string(found?.text(of: $0) ?? "")) }))
    }

    // The shapes of the models, members in their order; a test holds them against botocore's.

    private static let destination = "{ToAddresses:[string], CcAddresses:[string], BccAddresses:[string]}"
    private static let content = "{!Data:string, Charset:string}"
    private static let body = "{Text:\(content), Html:\(content)}"
    private static let tags = "[{!Name:string, !Value:string}]"
    private static let attachments = """
        [{!RawContent:blob, ContentDisposition:string, !FileName:string, ContentDescription:string, ContentId:string, \
        ContentTransferEncoding:string, ContentType:string}]
        """

    private static let sendEmail = AWSShape(
        """
        {!Source:string, !Destination:\(destination), !Message:{!Subject:\(content), !Body:\(body)}, \
        ReplyToAddresses:[string], ReturnPath:string, SourceArn:string, ReturnPathArn:string, Tags:\(tags), \
        ConfigurationSetName:string}
        """)
    private static let sendRawEmail = AWSShape(
        """
        {Source:string, Destinations:[string], !RawMessage:{!Data:blob}, FromArn:string, SourceArn:string, \
        ReturnPathArn:string, Tags:\(tags), ConfigurationSetName:string}
        """)
    private static let sendEmailV2 = AWSShape(
        """
        {FromEmailAddress:string, FromEmailAddressIdentityArn:string, Destination:\(destination), \
        ReplyToAddresses:[string], FeedbackForwardingEmailAddress:string, \
        FeedbackForwardingEmailAddressIdentityArn:string, !Content:{Simple:{!Subject:\(content), !Body:\(body), \
        Headers:\(tags), Attachments:\(attachments)}, Raw:{!Data:blob}, Template:{TemplateName:string, \
        TemplateArn:string, TemplateContent:{Subject:string, Text:string, Html:string}, TemplateData:string, \
        Headers:\(tags), Attachments:\(attachments)}}, EmailTags:\(tags), ConfigurationSetName:string, \
        EndpointId:string, TenantName:string, ListManagementOptions:{!ContactListName:string, TopicName:string}}
        """)
}
