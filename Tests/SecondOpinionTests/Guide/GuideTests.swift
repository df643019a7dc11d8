import Foundation
import Programs
import Testing

/// The guide's whole text, step by step, with the stock AWS CLI and kubectl.
@Suite(
    .enabled(if: Tools.sesame != nil && Tools.kubectl != nil && Tools.aws != nil && Tools.python != nil),
    .timeLimit(.minutes(6)))
struct GuideTests {
    @Test func `from a fresh world to a message sent as the pod sends it`() async throws {
        try await Simulation.with("fresh") { simulation in
            let shell = Shell(simulation)
            let issuer = try await shell.run(
                Guide.a("eks describe-cluster --name mail-prod --query cluster.identity.oidc.issuer --output text"))
            #expect(issuer.hasPrefix("https://oidc.eks.eu-west-1.amazonaws.com/id/"))
            let host = String(issuer.dropFirst("https://".count))
            try await trustsTheCluster(shell, issuer, host)
            try await verifies(shell)
            try await shell.run("kubectl apply -f service-account.yaml")
            let sending = try simulation.write("ses-sending-policy.json", Guide.sending())
            try await shell.run(
                Guide.b(
                    "sesv2 create-email-identity-policy --email-identity \(Guide.sender) --policy-name ses-sender"
                        + " --policy file://\(sending)"))
            try await deploys(shell)
            // The way that the pod's SDK goes, in its three steps and without any other key.
            let pod = try await shell.pod()
            let caller = try await pod.run("aws sts get-caller-identity --region eu-west-1 --query Arn --output text")
            #expect(caller == "arn:aws:sts::\(Guide.eks):assumed-role/ses-sender-role/by-hand")
            #expect(try await pod.run(Guide.send()).contains("\"MessageId\": \"0102"))
            let raw =
                "aws sesv2 send-email --region eu-west-1 --from-email-address \(Guide.sender)"
                + " --from-email-address-identity-arn \(Guide.identity)"
                + " --destination ToAddresses=\(Guide.receiver)"
                + " --content '{\"Simple\":{\"Subject\":{\"Data\":\"Version 2\"},\"Body\":{\"Text\":{\"Data\":\"b\"}}}}'"
            #expect(try await pod.run(raw).contains("MessageId"))
            let inbox = try await shell.run("curl -s --noproxy '*' $SESAME_SIMULATOR_INBOX.json")
            #expect(inbox.contains("Hello, pod {1}"))
            #expect(inbox.contains("Version 2"))
            #expect(
                try await shell.run(Guide.a("ses get-send-quota --query SentLast24Hours --output text")) == "2.0")
            try await cleansUp(shell, host)
        }
    }

    private func trustsTheCluster(_ shell: Shell, _ issuer: String, _ host: String) async throws {
        let provider = "arn:aws:iam::\(Guide.eks):oidc-provider/\(host)"
        try await shell.refuses(
            Guide.a("iam get-open-id-connect-provider --open-id-connect-provider-arn \(provider)"),
            with: "(NoSuchEntity)")
        let made = try await shell.run(
            Guide.a(
                "iam create-open-id-connect-provider --url \(issuer) --client-id-list sts.amazonaws.com"
                    + " --query OpenIDConnectProviderArn --output text"))
        #expect(made == provider)
        try shell.simulation.write("iam-policy.json", Guide.permissions())
        try shell.simulation.write("trust-policy.json", Guide.trust(provider: host, key: host))
        try shell.simulation.write(
            "service-account.yaml",
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: ses-sender
              namespace: default
              annotations:
                eks.amazonaws.com/role-arn: \(Guide.role)

            """)
        let policy = try await shell.run(
            Guide.a(
                "iam create-policy --policy-name ses-sender-policy --policy-document file://iam-policy.json"
                    + " --query Policy.Arn --output text"))
        #expect(policy == Guide.policy)
        let role = try await shell.run(
            Guide.a(
                "iam create-role --role-name ses-sender-role --assume-role-policy-document file://trust-policy.json"
                    + " --query Role.Arn --output text"))
        #expect(role == Guide.role)
        try await shell.run(Guide.a("iam wait role-exists --role-name ses-sender-role"))
        try await shell.run(Guide.a("iam attach-role-policy --role-name ses-sender-role --policy-arn \(Guide.policy)"))
    }

    private func verifies(_ shell: Shell) async throws {
        for line in [
            Guide.b("sesv2 create-email-identity --email-identity \(Guide.sender)"),
            Guide.b("ses verify-email-identity --email-address \(Guide.receiver)"),
            Guide.a("ses verify-email-identity --email-address \(Guide.receiver)"),
        ] { try await shell.run(line) }
        let status = Guide.b(
            "ses get-identity-verification-attributes --identities \(Guide.sender)"
                + " --query 'VerificationAttributes.*.VerificationStatus' --output text")
        #expect(try await shell.run(status) == "Pending")
        try await shell.followLinks()
        #expect(try await shell.run(status) == "Success")
        try await shell.run(Guide.b("ses wait identity-exists --identities \(Guide.sender) \(Guide.receiver)"))
    }

    private func deploys(_ shell: Shell) async throws {
        try await shell.run(
            "kubectl create deployment ses-test --image=public.ecr.aws/aws-cli/aws-cli:2.32.6 --dry-run=client -o json"
                + " -- sh -c 'sleep 3600' > deployment.json")
        try await shell.run(
            "kubectl patch --local -f deployment.json -o json"
                + " -p '{\"spec\":{\"template\":{\"spec\":{\"serviceAccountName\":\"ses-sender\"}}}}' | kubectl apply -f -"
        )
        try await shell.run("kubectl rollout status deploy/ses-test --timeout=20s")
        let pods = try await shell.run("kubectl get pods | grep ses-test")
        #expect(pods.contains("1/1"))
        #expect(pods.contains("Running"))
        let variables = try await shell.run(
            "kubectl get pods -l app=ses-test -o jsonpath='{range .items[0].spec.containers[0].env[*]}{.name}={.value} {end}'"
        )
        #expect(variables.contains("AWS_ROLE_ARN=\(Guide.role)"))
        #expect(
            variables.contains("AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token"))
    }

    /// What was made goes again, in reverse, and nothing is left.
    private func cleansUp(_ shell: Shell, _ host: String) async throws {
        try await shell.refuses(Guide.a("iam delete-role --role-name ses-sender-role"), with: "(DeleteConflict)")
        try await shell.refuses(Guide.a("iam delete-policy --policy-arn \(Guide.policy)"), with: "(DeleteConflict)")
        for line in [
            "kubectl delete deploy/ses-test sa/ses-sender",
            Guide.b("ses delete-identity-policy --identity \(Guide.sender) --policy-name ses-sender"),
            Guide.b("sesv2 delete-email-identity --email-identity \(Guide.sender)"),
            Guide.a("iam detach-role-policy --role-name ses-sender-role --policy-arn \(Guide.policy)"),
            Guide.a("iam delete-role --role-name ses-sender-role"),
            Guide.a("iam delete-policy --policy-arn \(Guide.policy)"),
            Guide.a(
                "iam delete-open-id-connect-provider"
                    + " --open-id-connect-provider-arn arn:aws:iam::\(Guide.eks):oidc-provider/\(host)"),
        ] { try await shell.run(line) }
        #expect(
            try await shell.run(Guide.a("iam list-roles --query 'Roles[].RoleName' --output text")).contains("ses-")
                == false)
        #expect(
            try await shell.run(Guide.a("iam list-open-id-connect-providers --output text")).contains("oidc") == false)
    }
}
