/// A message that somebody wants to send, from either version of SES.
struct Message: Sendable {
    /// An address in the message and the ARN under which it is used, if one was given.
    struct Party: Sendable {
        /// The address.
        var address: MailAddress
        /// The ARN of the identity that authorises it, nil for the caller's own account.
        var arn: String?
    }

    /// The action that is authorised: `ses:SendEmail`, `ses:SendRawEmail`, or that of a template.
    var action: String
    /// Who the mail is from: source, From header, Return-Path, each with its ARN.
    var parties: [Party]
    /// All recipients.
    var recipients: [MailAddress]
    /// The subject.
    var subject: String
    /// The body as the inbox shows it.
    var body: String
    /// The configuration set named in the request.
    var configurationSet: String?
    /// The template that subject and body were made from, which the sender needs the permission for as well.
    var template: String?
    /// Whether subject and body could not be made: SES takes such a message and delivers nothing.
    var isUnrendered = false

    /// The bytes of the message, its envelope left out.
    var size: Int { subject.utf8.count + body.utf8.count }

    /// The address the mail is from.
    var sender: MailAddress? { parties.first?.address }
}
