import Programs

/// Input that several tests share.
enum Texts {
    /// What in a text could steer a terminal or turn its direction; line feeds are none of it.
    static func harmful(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter {
            $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0.value == 0x061C
                || (0x200E...0x200F).contains($0.value) || (0x202A...0x202E).contains($0.value)
                || (0x2066...0x2069).contains($0.value)
        }
    }

    /// What stands on standard error besides words about what is being waited for, which a slow machine may draw.
    static func chatter(_ errors: String) -> [String] {
        errors.split(separator: "\n").map(String.init).filter { line in
            !["sesame: Reading ", "sesame: Asking ", "sesame: Waiting for "].contains { line.hasPrefix($0) }
        }
    }

    /// The folder with the goldens of the artifacts.
    static let goldens = Place.root + "/Tests/CommandTests/Goldens"

    /// The answers of the guide.
    static let answers = """
        schema: sesame/answers/v1
        eks:
          account: "111122223333"
          region: eu-west-1
          cluster: mail-prod
          oidcProvider: https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E
        ses:
          account: "444455556666"
          region: eu-west-1
          sender: no-reply@example.com
          receiver: ops@example.com
        kubernetes:
          namespace: default
          serviceAccount: ses-sender
        names:
          role: ses-sender-role
          permissionsPolicy: ses-sender-policy
          sendingPolicy: ses-sender

        """

    /// The six artifacts, in their order.
    static let artifacts = [
        "iam-policy.json", "trust-policy.json", "service-account.yaml", "ses-sending-policy.json", "deployment.yaml",
        "send-email.sh",
    ]

    /// A policy case that is allowed.
    static func policyCase(expected: String) -> String {
        """
        {
          "name": "a role in its own account",
          "request": {
            "principal": "arn:aws:sts::111122223333:assumed-role/mailer/pod",
            "action": "ses:SendEmail",
            "resource": "arn:aws:ses:eu-west-1:111122223333:identity/example.com",
            "resourceAccount": "111122223333",
            "context": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/mailer", "aws:PrincipalAccount": "111122223333"}
          },
          "identityPolicies": [
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Send", "Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*"}
            ]}
          ],
          "expected": "\(expected)"
        }
        """
    }
}
