/// ARNs of SES identities as policies write them.
enum SESResource {
    /// The actions that send, which a sender needs and nothing else.
    static let sends = ["ses:SendEmail", "ses:SendRawEmail"]

    /// The identity's name; nil for anything but one identity's ARN.
    static func identity(_ text: String) -> String? {
        guard let arn = ARNParts(text), arn.service == "ses", arn.resource.hasPrefix("identity/") else { return nil }
        return String(arn.resource.dropFirst("identity/".count))
    }

    /// Whether the text is the ARN of a domain identity.
    static func isDomain(_ text: String) -> Bool {
        guard let name = identity(text) else { return false }
        return !name.contains("@") && !name.contains("*") && !name.isEmpty
    }
}
