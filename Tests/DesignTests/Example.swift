import Design
import Identifiers

/// The answers that most tests start from: the two example accounts, an address as identity, both in the sandbox.
enum Example {
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    static let file = """
        schema: sesame/answers/v1
        eks:
          account: "111122223333"
          region: eu-west-1
          cluster: mail-prod
          oidcProvider: https://\(issuer)
          profile: eks-admin
          sandbox: true
        ses:
          account: "444455556666"
          region: eu-west-1
          sender: no-reply@example.com
          identity: no-reply@example.com
          receiver: ops@example.com
          profile: ses-admin
          sandbox: true
        kubernetes:
          context: mail-prod
          namespace: default
          serviceAccount: ses-sender
          testWorkload: false
        names:
          role: ses-sender-role
          rolePath: /
          permissionsBoundary: ""
          permissionsPolicy: ses-sender-policy
          sendingPolicy: ses-sender
        tags: {}

        """

    static func answers(_ changes: [(FieldID, String)] = []) throws -> Answers {
        var answers = try AnswersReader.read(file, file: "answers.yaml")
        for (field, text) in changes { try answers.set(text, for: field, from: .typed) }
        return answers
    }

    static func design(_ changes: [(FieldID, String)] = []) throws -> DelegateSending {
        try DelegateSending(try answers(changes))
    }
}
