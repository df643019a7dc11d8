import Design

/// The languages of the last screen: how a program says whose address it sends as.
enum SnippetLanguage: String, Hashable, Sendable, CaseIterable {
    case python = "Python"
    case javascript = "JavaScript"
    case go = "Go"
    case java = "Java"
    case dotnet = ".NET"
    case ruby = "Ruby"
    case php = "PHP"
    case smtp = "SMTP relay"
    case cli = "AWS CLI"

    /// The library and API of the snippet.
    var title: String {
        switch self {
        case .python: "boto3, SES v2"
        case .javascript: "AWS SDK for JavaScript v3, SES v2"
        case .go: "AWS SDK for Go v2, sesv2"
        case .java: "AWS SDK for Java v2, SES v2"
        case .dotnet: "AWS SDK for .NET, SES v2"
        case .ruby: "aws-sdk-sesv2"
        case .php: "AWS SDK for PHP v3, SES v2"
        case .smtp: "headers of the message"
        case .cli: "aws sesv2"
        }
    }

    /// The lines that matter, with the ARN filled in.
    func lines(sender: String, arn: String) -> [String] {
        switch self {
        case .python:
            ["ses.send_email(", "  FromEmailAddress=\"\(sender)\",", "  FromEmailAddressIdentityArn=\"\(arn)\", ...)"]
        case .javascript:
            [
                "await ses.send(new SendEmailCommand({", "  FromEmailAddress: \"\(sender)\",",
                "  FromEmailAddressIdentityArn: \"\(arn)\", ... }))",
            ]
        case .go:
            [
                "ses.SendEmail(ctx, &sesv2.SendEmailInput{", "  FromEmailAddress: aws.String(\"\(sender)\"),",
                "  FromEmailAddressIdentityArn: aws.String(\"\(arn)\"), ...})",
            ]
        case .java:
            [
                "ses.sendEmail(r -> r", "  .fromEmailAddress(\"\(sender)\")",
                "  .fromEmailAddressIdentityArn(\"\(arn)\") ...);",
            ]
        case .dotnet:
            [
                "new SendEmailRequest {", "  FromEmailAddress = \"\(sender)\",",
                "  FromEmailAddressIdentityArn = \"\(arn)\", ... }",
            ]
        case .ruby:
            [
                "ses.send_email(", "  from_email_address: \"\(sender)\",",
                "  from_email_address_identity_arn: \"\(arn)\", ...)",
            ]
        case .php:
            [
                "$ses->sendEmail([", "  'FromEmailAddress' => '\(sender)',",
                "  'FromEmailAddressIdentityArn' => '\(arn)', ...]);",
            ]
        case .smtp: ["From: \(sender)", "X-SES-SOURCE-ARN: \(arn)", "X-SES-FROM-ARN: \(arn)"]
        case .cli:
            [
                "aws sesv2 send-email \\", "  --from-email-address \(sender) \\",
                "  --from-email-address-identity-arn \(arn) ...",
            ]
        }
    }

    func step(_ by: Int) -> SnippetLanguage {
        let all = SnippetLanguage.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[((index + by) % all.count + all.count) % all.count]
    }
}
