import Foundation
import Programs
import Testing

/// The guide's documents and commands for the simulation's accounts, as somebody would write them by hand.
enum Guide {
    static let eks = "111122223333"
    static let ses = "444455556666"
    static let sender = "no-reply@example.com"
    static let receiver = "ops@example.com"
    static let role = "arn:aws:iam::\(eks):role/ses-sender-role"
    static let policy = "arn:aws:iam::\(eks):policy/ses-sender-policy"
    static let subject = "system:serviceaccount:default:ses-sender"
    static let identity = "arn:aws:ses:eu-west-1:\(ses):identity/\(sender)"

    /// Lines of `aws` by one of the two administrators.
    static func a(_ line: String) -> String { "aws --profile eks-admin \(line)" }
    static func b(_ line: String) -> String { "aws --profile ses-admin \(line)" }

    /// The permissions policy.
    static func permissions(on resources: [String] = [identity] + receivers) -> String {
        let list = resources.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ses:SendEmail","ses:SendRawEmail"],\
            "Resource":[\(list)]}]}
            """
    }

    /// The receiver's identities in both accounts.
    static let receivers = [eks, ses].map { "arn:aws:ses:eu-west-1:\($0):identity/\(receiver)" }

    /// The trust policy; `key` is what stands before `:sub` and `:aud`.
    static func trust(
        provider: String, key: String, subject: String = subject, audience: String = "sts.amazonaws.com"
    ) -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Principal":{"Federated":"arn:aws:iam::\(eks):oidc-provider/\(provider)"},\
        "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"\(key):sub":"\(subject)",\
        "\(key):aud":"\(audience)"}}}]}
        """
    }

    /// The sending policy of an identity.
    static func sending(principal: String = role, resource: String = identity) -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"\(principal)"},\
        "Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"\(resource)"}]}
        """
    }

    /// What somebody in the pod types to send; the keys come from `keys`.
    static func send(arn: String? = identity, from: String = sender, to: String = receiver) -> String {
        let source = arn.map { " --source-arn '\($0)'" } ?? ""
        return "aws ses send-email --region eu-west-1 --from \(from)\(source)"
            + " --destination '{\"ToAddresses\":[\"\(to)\"]}'"
            + " --message '{\"Subject\":{\"Data\":\"Hello, pod {1}\",\"Charset\":\"utf-8\"},"
            + "\"Body\":{\"Text\":{\"Data\":\"a, b\",\"Charset\":\"utf-8\"}}}'"
    }

    /// The exchange of the pod's token for keys, by hand.
    static func assume(audience: String = "sts.amazonaws.com", account: String = "ses-sender") -> String {
        "aws sts assume-role-with-web-identity --no-sign-request --region eu-west-1 --role-arn '\(role)'"
            + " --role-session-name by-hand --web-identity-token"
            + " \"$(kubectl create token \(account) --audience \(audience) --duration 600s)\""
            + " --query Credentials --output json"
    }
}

extension Shell {
    /// A shell that has the role's keys, as inside the pod.
    func pod() async throws -> Shell {
        let answer = try await run(Guide.assume())
        let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
        var inside = self
        inside.variables["AWS_CONFIG_FILE"] = "/dev/null"
        inside.variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null"
        inside.variables["AWS_ACCESS_KEY_ID"] = object["AccessKeyId"] as? String
        inside.variables["AWS_SECRET_ACCESS_KEY"] = object["SecretAccessKey"] as? String
        inside.variables["AWS_SESSION_TOKEN"] = object["SessionToken"] as? String
        return inside
    }

    /// Follows every link in the inbox, as the owners of the addresses would.
    func followLinks() async throws {
        let script = """
            import json, os, urllib.request
            inbox = os.environ["SESAME_SIMULATOR_INBOX"] + ".json"
            for mail in json.load(urllib.request.urlopen(inbox))["mails"]:
                if "verificationURL" in mail: urllib.request.urlopen(mail["verificationURL"]).read()
            """
        try await run("\"\(Tools.python ?? "python3")\" -c '\(script)'")
    }
}
