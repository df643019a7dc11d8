import Calls
import Identifiers

// The fields of the SES account.
extension FieldCatalogue {
    static let sesAccount = Field(
        id: .sesAccount, kind: .text, label: "SES account",
        what: "The account that owns the sender address. The sending policy is attached here.",
        command: "aws sts get-caller-identity --query Account --output text",
        console: "AWS console: your name at the top right, Account ID",
        example: "444455556666",
        ifWrong: "sesame stops before the first write: the credentials belong to another account.",
        isRequired: true, expected: "12 digits", side: .ses,
        rule: .identifier(AccountID.self))

    static let sesRegion = Field(
        id: .sesRegion, kind: .text, label: "SES region",
        what: "The region where the sender is verified. Every message goes through SES of this region.",
        command: "aws sesv2 list-email-identities --region REGION",
        console: "AWS console: SES, Identities; the region is at the top right",
        example: "eu-west-1",
        ifWrong: "SES answers \"Email address is not verified\" and names the region it looked in.",
        isRequired: true, expected: "a region where SES exists, such as eu-west-1", side: .ses,
        rule: .regionOfSES)

    static let sesSender = Field(
        id: .sesSender, kind: .text, label: "Sender",
        what: "The address that the mail comes from. Somebody must be able to open mail sent to it, once.",
        command: "aws sesv2 list-email-identities --region REGION",
        console: "AWS console: SES, Identities",
        example: "no-reply@example.com",
        ifWrong: "SES answers \"Email address is not verified\", or refuses the role.",
        isRequired: true, expected: "one address such as no-reply@example.com", side: .ses,
        rule: .identifier(EmailAddress.self))

    static let sesIdentity = Field(
        id: .sesIdentity, kind: .text, label: "Identity",
        what:
            "What is verified in SES: the sender's address, its domain, or a domain above. The sending policy sits on it.",
        command: "aws sesv2 get-email-identity --email-identity IDENTITY --region REGION",
        console: "AWS console: SES, Identities",
        example: "no-reply@example.com",
        ifWrong: "SES refuses the role: the policy is on an identity that the message does not use.",
        isRequired: false, expected: "the sender's address, its domain or a domain above", side: .ses,
        rule: .identity)

    static let sesReceiver = Field(
        id: .sesReceiver, kind: .text, label: "Test receiver",
        what: "The one test message goes here. Choose an address whose mail you can open, or type \"test\".",
        command: "",
        console: "",
        example: "ops@example.com",
        ifWrong: "In the sandbox SES refuses a receiver that is not verified in the EKS account.",
        isRequired: false, expected: "one address such as ops@example.com", side: .eks,
        rule: .receiver)

    static let sesProfile = Field(
        id: .sesProfile, kind: .text, label: "SES credentials",
        what:
            "The AWS profile whose credentials work in the SES account. Without one sesame writes a hand-over.",
        command: "aws configure list-profiles",
        console: "",
        example: "ses-admin",
        ifWrong: "The credentials belong to another account; sesame says which and writes nothing.",
        isRequired: false, expected: "the name of a profile", side: .ses,
        rule: .visible)

    static let sesSandbox = Field(
        id: .sesSandbox, kind: .yesNo, label: "SES sandbox",
        what: "Whether the SES account is in the sandbox, in the SES region.",
        command: "aws sesv2 get-account --region REGION --query ProductionAccessEnabled   (false: sandbox)",
        console: "AWS console: SES, Account dashboard",
        example: "true",
        ifWrong: "SES may refuse receivers that are not verified.",
        isRequired: false, expected: "true or false", side: .ses,
        rule: .yesNo)

    static let configurationSet = Field(
        id: .configurationSet, kind: .text, label: "Configuration set",
        what:
            "The configuration set of the EKS account that mails go through. The permissions policy then names it. Often empty.",
        command: "aws sesv2 list-configuration-sets --region REGION",
        console: "AWS console: SES of the EKS account, Configuration sets",
        example: "tracking",
        ifWrong: "SES refuses the role on \"configuration-set/NAME\", or says that the set does not exist.",
        isRequired: false, expected: "empty, or 1 to 64 letters, digits, - and _", side: .eks,
        rule: .configurationSet)

    static let sendingActions = Field(
        id: .sendingActions, kind: .list, label: "More actions",
        what:
            "What the program does besides SendEmail and SendRawEmail, which it always may. Both policies then name it, and templates of the EKS account are allowed.",
        command: "",
        console: "",
        example: "ses:SendTemplatedEmail",
        ifWrong: "SES refuses the role: it is not authorized to perform the action.",
        isRequired: false, expected: "a list of \(SendingAction.more.joined(separator: ", "))", side: .eks,
        rule: .sendingActions)
}
