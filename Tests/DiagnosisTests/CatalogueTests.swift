import Calls
@testable import Diagnosis
import IAMPolicy
import Resources
import Testing
import Wire

@Suite struct `The catalogue` {
    @Test func `every entry can be read`() throws {
        let document = try #require(try Resource.json("failures.json"))
        let entries = try #require(document["failures"]?.array)
        let read = Set(FailureCatalogue.builtIn.entries.map(\.code))
        for entry in entries { #expect(read.contains(entry["code"]?.string ?? ""), "\(entry["code"]?.string ?? "")") }
        #expect(FailureCatalogue.builtIn.entries.count == entries.count)
        #expect(read.count == entries.count, "a code stands twice")
        #expect(PracticeEntry.builtIn.map(\.code) == LintCode.allCases.map(\.rawValue))
    }

    @Test func `whatever a check finds can be explained by its code`() {
        for code in Checks.all.flatMap(\.codes) {
            let isKnown =
                FailureMeaning.finding(code) != nil || PracticeEntry.builtIn.contains { $0.code == code }
            #expect(isKnown, "\(code)")
        }
    }

    @Test func `codes have the documented beginnings`() {
        let beginnings = ["OIDC-", "TRUST-", "K8S-", "IAM-", "SES-", "STS-", "CRED-"]
        for entry in FailureCatalogue.builtIn.entries {
            #expect(beginnings.contains { entry.code.hasPrefix($0) }, "\(entry.code)")
        }
    }

    @Test func `sentences hold known placeholders only, and none is left unfilled`() throws {
        let known = Set(Placeholder.allCases.map(\.rawValue))
        for entry in FailureCatalogue.builtIn.entries {
            for template in entry.templates {
                #expect(Set(template.placeholders).isSubset(of: known), "\(entry.code): \(template.text)")
            }
            let finding = try #require(FailureMeaning.finding(entry.code))
            #expect(!finding.title.contains("{") && !finding.expected.contains("{"), "\(entry.code)")
        }
    }

    @Test func `the language is the product's`() {
        let banned = [
            "invalid ", "failed to", "please", "oops", "!", "recipient", "quit", "exit", "A's", "B's", "you entered",
            "account A", "account B", "identity policy",
        ]
        for entry in FailureCatalogue.builtIn.entries {
            for text in [entry.title, entry.expected, entry.why, entry.fix].map(\.text) {
                for word in banned { #expect(!text.contains(word), "\(entry.code): \(text)") }
            }
            #expect(entry.title.text.hasSuffix(".") && entry.fix.text.hasSuffix("."), "\(entry.code)")
            #expect(entry.title.text.split(separator: " ").count <= 16, "\(entry.code)")
        }
    }

    @Test func `a cause among several is called likely`() {
        // These name all there is, or say what holds in each case.
        let certain = ["OIDC-CHINA", "SES-CONFIGURATION-SET", "CRED-CLOCK", "SES-SENDER-UNVERIFIED"]
        for entry in FailureCatalogue.builtIn.entries where entry.why.text.contains(", or ") {
            let saysSo = entry.why.text.lowercased().contains("likely")
            #expect(saysSo || certain.contains(entry.code), "\(entry.code): \(entry.why.text)")
        }
    }

    @Test func `the cluster's words stand under its own name, and its rule comes with a binding`() {
        func finding(_ user: String) -> Finding? {
            FailureMeaning.of(
                CallFailure(
                    service: "kubernetes", operation: "create serviceaccounts/token", code: "Forbidden",
                    message: "serviceaccounts \"x\" is forbidden: User \"\(user)\" cannot create resource "
                        + "\"serviceaccounts/token\" in API group \"\""))
        }
        #expect(finding("jane@example.com")?.speaker == "Cluster says")
        #expect(
            finding("jane@example.com")?.fix?.commands.last
                == "kubectl create rolebinding sesame-token-SERVICE_ACCOUNT --role=sesame-token-SERVICE_ACCOUNT "
                + "--user=jane@example.com -n NAMESPACE")
        // Text from outside never becomes part of a command that somebody copies.
        #expect(finding("$(reboot)")?.fix?.commands.last?.contains("--user=USER ") == true)
        #expect(
            FailureMeaning.of(
                CallFailure(
                    service: "ses", operation: "PutIdentityPolicy", code: "InvalidPolicy", message: "invalid principal")
            )?
            .speaker == "AWS says")
        // Admission's refusal has no rule that would help.
        #expect(
            FailureMeaning.of(
                CallFailure(
                    service: "kubernetes", operation: "create serviceaccounts", code: "NamespaceTerminating",
                    message: "serviceaccounts \"x\" is forbidden: unable to create new content in namespace mail"))
                == nil)
    }

    @Test func `a refusal of the cluster comes with its role and its binding`() {
        func commands(_ message: String) -> [String]? {
            FailureMeaning.of(
                CallFailure(service: "kubernetes", operation: "patch", code: "Forbidden", message: message))?.fix?
                .commands
        }
        #expect(
            commands(
                #"deployments.apps "x" is forbidden: User "jane" cannot patch resource "deployments" in API group "apps" in the namespace "mail""#
            ) == [
                "kubectl create role sesame-patch-deployments-apps --verb=patch --resource=deployments.apps -n mail",
                "kubectl create rolebinding sesame-patch-deployments-apps --role=sesame-patch-deployments-apps "
                    + "--user=jane -n mail",
            ])
        #expect(
            commands(
                #"namespaces "mail" is forbidden: User "jane" cannot create resource "namespaces" in API group "" at the cluster scope"#
            ) == [
                "kubectl create clusterrole sesame-create-namespaces --verb=create --resource=namespaces",
                "kubectl create clusterrolebinding sesame-create-namespaces --clusterrole=sesame-create-namespaces "
                    + "--user=jane",
            ])
        // Text from outside never becomes part of a command that somebody copies.
        let hostile = commands(
            #"x is forbidden: User "jane" cannot patch resource "a;reboot" in API group "" in the namespace "$(reboot)""#
        )
        #expect(hostile?.allSatisfy { !$0.contains("reboot") } == true)
    }

    @Test(arguments: [
        (
            "kubernetes", "create serviceaccounts/token", "Forbidden",
            "serviceaccounts \"ses-sender\" is forbidden: User \"ops\" cannot create resource \"serviceaccounts/token\" in API group \"\"",
            "K8S-TOKEN-REQUEST"
        ),
        (
            "kubernetes", "patch serviceaccounts", "Forbidden",
            "serviceaccounts \"x\" is forbidden: User \"ops\" cannot patch", "K8S-FORBIDDEN"
        ),
        (
            "kubernetes", "create deployments", "Forbidden",
            "pods \"ses-test\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4",
            "K8S-ADMISSION"
        ),
        ("kubernetes", "get pods", "Unauthorized", "Unauthorized", "K8S-ACCESS-ENTRY"),
        (
            "kubernetes", "get serviceaccounts", "NotFound", "serviceaccounts \"ses-sender\" not found",
            "K8S-SERVICE-ACCOUNT-MISSING"
        ),
        ("", "", "", "toomanyrequests: You have reached your pull rate limit.", "K8S-IMAGE"),
        ("", "", "", "Error from server: error dialing backend: remote error: tls: internal error", "K8S-BACKEND"),
        ("", "", "", "Error when retrieving token from sso: Token has expired and refresh failed", "CRED-SSO"),
        (
            "", "", "",
            "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: Incorrect token audience",
            "OIDC-AUDIENCE"
        ),
        ("iam", "GetRole", "ExpiredToken", "The security token included in the request is expired", "CRED-EXPIRED"),
        (
            "iam", "GetRole", "SignatureDoesNotMatch",
            "Signature expired: 20261123T085832Z is now earlier than 20261123T090332Z", "CRED-CLOCK"
        ),
        (
            "iam", "GetRole", "SignatureDoesNotMatch", "The request signature we calculated does not match",
            "CRED-SIGNATURE"
        ),
        (
            "sts", "GetCallerIdentity", "InvalidClientTokenId",
            "The security token included in the request is invalid.", "CRED-UNKNOWN"
        ),
        (
            "eks", "DescribeCluster", "ResourceNotFoundException", "No cluster found for name: mail-prod.",
            "CRED-CLUSTER"
        ),
        (
            "iam", "CreateOpenIDConnectProvider", "EntityAlreadyExists", "Provider with url https://x already exists.",
            "OIDC-EXISTS"
        ),
        (
            "iam", "CreateOpenIDConnectProvider", "LimitExceeded",
            "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100", "OIDC-QUOTA"
        ),
        (
            "iam", "CreatePolicyVersion", "LimitExceeded", "A managed policy can have up to 5 versions.",
            "IAM-POLICY-VERSIONS"
        ),
        (
            "iam", "CreateRole", "MalformedPolicyDocument",
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:role/x\"", "IAM-PRINCIPAL"
        ),
        (
            "iam", "CreateRole", "AccessDenied",
            "User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x",
            "IAM-OPERATOR"
        ),
        ("ses", "PutIdentityPolicy", "InvalidPolicy", "invalid principal", "SES-POLICY-PRINCIPAL"),
        (
            "ses", "PutIdentityPolicy", "InvalidPolicy", "Unknown or unapplicable condition field 'AWS:SourceAccount'.",
            "SES-POLICY-CONDITION"
        ),
    ])
    func `failures beside the send are recognised`(
        service: String, operation: String, code: String, message: String, expected: String
    ) {
        #expect(
            FailureMeaning.of(CallFailure(service: service, operation: operation, code: code, message: message))?.code
                == expected)
    }

    @Test func `every failure that has a text is recognised by some refusal made of its own match`() throws {
        let document = try #require(try Resource.json("failures.json"))
        for entry in document["failures"]?.array ?? [] {
            guard let match = entry["match"], match["if"] == nil else { continue }
            let refusal = CallFailure(
                service: match["services"]?[0]?.string ?? "", operation: match["operations"]?[0]?.string ?? "",
                code: match["codes"]?[0]?.string ?? "", message: match["fragments"]?[0]?.string ?? "")
            #expect(FailureMeaning.of(refusal)?.code == entry["code"]?.string)
        }
    }

    @Test func `a finding's document has the fields of the schema`() throws {
        let finding = try #require(
            FailureMeaning.of(
                CallFailure(
                    service: "sts", operation: "AssumeRoleWithWebIdentity", code: "InvalidIdentityToken",
                    message: "Incorrect token audience")))
        #expect(
            finding.json.object?.keys == [
                "id", "code", "link", "status", "title", "expected", "found", "why", "awsSays", "evidence",
                "consequenceOf", "fix", "docs",
            ])
        #expect(finding.json["fix"]?["automatic"]?.bool == true)
        #expect(finding.json["evidence"]?[0]?.object?.keys == ["account", "call", "field", "value", "source"])
        #expect(finding.json["link"]?.string == "provider")
        #expect(
            Link.allCases.map(\.rawValue) == [
                "you", "token", "provider", "trust", "role", "permissions", "sending-policy", "sandbox", "delivery",
            ])
        #expect(Link.provider < Link.trust)
    }
}
