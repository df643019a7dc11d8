/// The actions that SES checks when a message is sent.
public enum SendingAction {
    /// The two of every send: raw mail is authorised as `ses:SendRawEmail`, even over v2.
    public static let always = ["ses:SendEmail", "ses:SendRawEmail"]
    /// What answers may add: messages from templates, and many at once.
    public static let more = ["ses:SendTemplatedEmail", "ses:SendBulkEmail", "ses:SendBulkTemplatedEmail"]
}
