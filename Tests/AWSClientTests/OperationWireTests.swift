import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Every operation as it goes on the wire, beside what botocore sends for the same input.
@Suite(.enabled(if: Python.has("botocore")))
struct OperationWireTests {
    private struct Case: Sendable {
        var service: String
        var operation: String
        var input: JSONValue
        var send: @Sendable (AWSSession) async throws -> Void
    }

    private static let script = """
        import sys, json, botocore.session
        from botocore.awsrequest import AWSResponse
        s = botocore.session.Session()
        out = []
        for c in json.load(sys.stdin):
            client = s.create_client(c['service'], region_name='eu-west-1', aws_access_key_id='AKIA', aws_secret_access_key='x')
            seen = {}
            def send(request, **kw):
                body = request.body or b''
                seen.update(method=request.method, url=request.url, body=body.decode() if isinstance(body, bytes) else body,
                    type=str(request.headers.get('Content-Type', b'')), signed='Authorization' in request.headers)
                return AWSResponse(request.url, 418, {}, None)
            client.meta.events.register('before-send', send)
            name = [k for k, v in client.meta.method_to_api_mapping.items() if v == c['operation']][0]
            try: getattr(client, name)(**c['input'])
            except Exception as e:
                if not seen: raise
            out.append(seen)
        json.dump(out, sys.stdout)
        """

    @Test func `what changes something is not sent by a session that is bound to no account`() async throws {
        for test in OperationWireTests.cases {
            let transport = StubTransport([])
            let session = AWSSession(
                label: "EKS account", region: try Fixtures.region(),
                provider: StaticCredentials(Fixtures.credentials), transport: transport,
                retry: RetrySettings(maxAttempts: 1))
            var isUnbound = false
            do { try await test.send(session) } catch AWSFailure.unbound { isUnbound = true } catch {}
            let looks = ["Get", "List", "Describe", "Simulate", "Assume"].contains { test.operation.hasPrefix($0) }
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(isUnbound == !looks, name)
            #expect(transport.requests.isEmpty == !looks, name)
            if let request = transport.requests.first { #expect(!request.sendsOnce, name) }
        }
    }

    @Test func `what changes something leaves at most once per attempt`() async throws {
        for test in OperationWireTests.cases {
            let transport = StubTransport([])
            try? await test.send(try Fixtures.session(transport, retry: RetrySettings(maxAttempts: 1)))
            let request = try #require(transport.requests.first)
            let looks = ["Get", "List", "Describe", "Simulate", "Assume"].contains { test.operation.hasPrefix($0) }
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(request.sendsOnce == !looks, name)
            let eachTime = ["SendEmail", "VerifyEmailIdentity", "CreatePolicyVersion"].contains(test.operation)
            #expect(request.wantsFreshConnection == eachTime, name)
        }
    }

    @Test func `every request is the one botocore sends`() async throws {
        let cases = OperationWireTests.cases
        let input = JSONValue.array(
            cases.map { ["service": .string($0.service), "operation": .string($0.operation), "input": $0.input] })
        let data = try Python.output(
            OperationWireTests.script, input: Data(input.serialized(.compact).utf8), module: "botocore")
        let expected = try #require(try JSONValue.parse(Array(data)).array)
        try #require(expected.count == cases.count)
        for (test, wire) in zip(cases, expected) {
            let transport = StubTransport([])
            let session = try Fixtures.session(transport, retry: RetrySettings(maxAttempts: 1))
            try? await test.send(session)
            let request = try #require(transport.requests.first, "\(test.operation)")
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(request.method == wire["method"]?.string, name)
            #expect(OperationWireTests.url(request.url) == OperationWireTests.url(wire["url"]?.string ?? ""), name)
            let body = String(decoding: request.body, as: UTF8.self)
            let other = wire["body"]?.string ?? ""
            if body.hasPrefix("Action=") {
                #expect(OperationWireTests.form(body) == OperationWireTests.form(other), name)
            } else {
                let mine = try? JSONValue.parse(body).sortingKeys()
                let theirs = try? JSONValue.parse(other).sortingKeys()
                #expect(mine == theirs, "\(name): \(body) beside \(other)")
            }
            #expect((request.header("authorization") != nil) == (wire["signed"]?.bool ?? false), name)
        }
    }

    private static func url(_ url: String) -> [String] {
        let pieces = url.components(separatedBy: "?")
        return [pieces[0]] + (pieces.dropFirst().first ?? "").components(separatedBy: "&").sorted()
    }

    /// The decoded parameters, sorted: botocore writes blanks as `+` and keeps its own order.
    private static func form(_ body: String) -> [String] {
        body.components(separatedBy: "&").map { PercentEncoding.decode($0, plusIsBlank: true) ?? $0 }.sorted()
    }

    // MARK: The operations

    private static let role = "arn:aws:iam::111122223333:role/ses-sender-role"
    private static let provider =
        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    private static let policy = "arn:aws:iam::111122223333:policy/ses-sender-policy"
    private static let document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow & more\"}]}"
    private static let tags = [AWSTag("managed-by", "sesame"), AWSTag("sesame-setup", role)]
    private static let jsonTags: JSONValue = [
        ["Key": "managed-by", "Value": "sesame"], ["Key": "sesame-setup", "Value": .string(role)],
    ]
    private static let address = "user+x@example.com"
    private static let identity = "arn:aws:ses:eu-west-1:444455556666:identity/user+x@example.com"

    private static let cases: [Case] = sts + providers + roles + policies + mail + clusters

    private static let sts: [Case] = [
        Case(service: "sts", operation: "GetCallerIdentity", input: [:]) { _ = try await STS($0).getCallerIdentity() },
        Case(
            service: "sts", operation: "AssumeRole",
            input: [
                "RoleArn": .string(role), "RoleSessionName": "s@x", "DurationSeconds": 900, "ExternalId": "e/1",
                "SerialNumber": "arn:aws:iam::111122223333:mfa/me", "TokenCode": "123456",
            ]
        ) {
            _ = try await STS($0).assumeRole(
                role, sessionName: "s@x", durationSeconds: 900, externalID: "e/1",
                serialNumber: "arn:aws:iam::111122223333:mfa/me", tokenCode: "123456")
        },
        Case(
            service: "sts", operation: "AssumeRoleWithWebIdentity",
            input: ["RoleArn": .string(role), "RoleSessionName": "s1", "WebIdentityToken": "a.b.c"]
        ) { _ = try await STS($0).assumeRoleWithWebIdentity(role, token: "a.b.c", sessionName: "s1") },
        Case(service: "sts", operation: "GetSessionToken", input: ["DurationSeconds": 900]) {
            _ = try await STS($0).getSessionToken(durationSeconds: 900)
        },
    ]

    private static let providers: [Case] = [
        Case(
            service: "iam", operation: "GetOpenIDConnectProvider",
            input: ["OpenIDConnectProviderArn": .string(provider)]
        ) { _ = try await IAM($0).getOpenIDConnectProvider(provider) },
        Case(service: "iam", operation: "ListOpenIDConnectProviders", input: [:]) {
            _ = try await IAM($0).listOpenIDConnectProviders()
        },
        Case(
            service: "iam", operation: "CreateOpenIDConnectProvider",
            input: [
                "Url": "https://example.com/id/1", "ClientIDList": ["sts.amazonaws.com", "b"],
                "ThumbprintList": ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"], "Tags": jsonTags,
            ]
        ) {
            _ = try await IAM($0).createOpenIDConnectProvider(
                url: "https://example.com/id/1", clientIDs: ["sts.amazonaws.com", "b"],
                thumbprints: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"], tags: tags)
        },
        Case(
            service: "iam", operation: "DeleteOpenIDConnectProvider",
            input: ["OpenIDConnectProviderArn": .string(provider)]
        ) { try await IAM($0).deleteOpenIDConnectProvider(provider) },
        Case(
            service: "iam", operation: "AddClientIDToOpenIDConnectProvider",
            input: ["OpenIDConnectProviderArn": .string(provider), "ClientID": "sts.amazonaws.com"]
        ) { try await IAM($0).addClientID("sts.amazonaws.com", toOpenIDConnectProvider: provider) },
        Case(
            service: "iam", operation: "RemoveClientIDFromOpenIDConnectProvider",
            input: ["OpenIDConnectProviderArn": .string(provider), "ClientID": "x"]
        ) { try await IAM($0).removeClientID("x", fromOpenIDConnectProvider: provider) },
        Case(
            service: "iam", operation: "TagOpenIDConnectProvider",
            input: ["OpenIDConnectProviderArn": .string(provider), "Tags": jsonTags]
        ) { try await IAM($0).tagOpenIDConnectProvider(provider, tags: tags) },
    ]

    private static let roles: [Case] = [
        Case(service: "iam", operation: "GetRole", input: ["RoleName": "r"]) { _ = try await IAM($0).getRole("r") },
        Case(
            service: "iam", operation: "CreateRole",
            input: [
                "RoleName": "r", "Path": "/team/", "AssumeRolePolicyDocument": .string(document), "Description": "d é",
                "MaxSessionDuration": 3600, "PermissionsBoundary": .string(policy), "Tags": jsonTags,
            ]
        ) {
            _ = try await IAM($0).createRole(
                "r", path: "/team/", trustPolicy: document, description: "d é", maxSessionSeconds: 3600,
                permissionsBoundary: policy, tags: tags)
        },
        Case(
            service: "iam", operation: "UpdateAssumeRolePolicy",
            input: ["RoleName": "r", "PolicyDocument": .string(document)]
        ) { try await IAM($0).updateAssumeRolePolicy(role: "r", trustPolicy: document) },
        Case(service: "iam", operation: "TagRole", input: ["RoleName": "r", "Tags": jsonTags]) {
            try await IAM($0).tagRole("r", tags: tags)
        },
        Case(service: "iam", operation: "DeleteRole", input: ["RoleName": "r"]) { try await IAM($0).deleteRole("r") },
        Case(service: "iam", operation: "ListRolePolicies", input: ["RoleName": "r"]) {
            _ = try await IAM($0).listRolePolicies(role: "r")
        },
        Case(service: "iam", operation: "GetRolePolicy", input: ["RoleName": "r", "PolicyName": "p"]) {
            _ = try await IAM($0).getRolePolicy(role: "r", policy: "p")
        },
        Case(service: "iam", operation: "ListAttachedRolePolicies", input: ["RoleName": "r"]) {
            _ = try await IAM($0).listAttachedRolePolicies(role: "r")
        },
        Case(
            service: "iam", operation: "AttachRolePolicy", input: ["RoleName": "r", "PolicyArn": .string(policy)]
        ) { try await IAM($0).attachRolePolicy(role: "r", policyARN: policy) },
        Case(
            service: "iam", operation: "DetachRolePolicy", input: ["RoleName": "r", "PolicyArn": .string(policy)]
        ) { try await IAM($0).detachRolePolicy(role: "r", policyARN: policy) },
    ]

    private static let policies: [Case] = [
        Case(service: "iam", operation: "GetPolicy", input: ["PolicyArn": .string(policy)]) {
            _ = try await IAM($0).getPolicy(policy)
        },
        Case(
            service: "iam", operation: "CreatePolicy",
            input: [
                "PolicyName": "p", "Path": "/", "PolicyDocument": .string(document), "Description": "d",
                "Tags": jsonTags,
            ]
        ) { _ = try await IAM($0).createPolicy("p", path: "/", document: document, description: "d", tags: tags) },
        Case(
            service: "iam", operation: "GetPolicyVersion", input: ["PolicyArn": .string(policy), "VersionId": "v1"]
        ) { _ = try await IAM($0).getPolicyVersion(policy, version: "v1") },
        Case(service: "iam", operation: "ListPolicyVersions", input: ["PolicyArn": .string(policy)]) {
            _ = try await IAM($0).listPolicyVersions(policy)
        },
        Case(
            service: "iam", operation: "CreatePolicyVersion",
            input: ["PolicyArn": .string(policy), "PolicyDocument": .string(document), "SetAsDefault": true]
        ) { _ = try await IAM($0).createPolicyVersion(policy, document: document) },
        Case(
            service: "iam", operation: "DeletePolicyVersion", input: ["PolicyArn": .string(policy), "VersionId": "v1"]
        ) { try await IAM($0).deletePolicyVersion(policy, version: "v1") },
        Case(service: "iam", operation: "DeletePolicy", input: ["PolicyArn": .string(policy)]) {
            try await IAM($0).deletePolicy(policy)
        },
        Case(
            service: "iam", operation: "SimulatePrincipalPolicy",
            input: [
                "PolicySourceArn": .string(role), "ActionNames": ["ses:SendEmail"], "ResourceArns": [.string(identity)],
                "ContextEntries": [
                    [
                        "ContextKeyName": "ses:FromAddress", "ContextKeyValues": ["a@example.com", "b"],
                        "ContextKeyType": "string",
                    ]
                ],
            ]
        ) {
            _ = try await IAM($0).simulatePrincipalPolicy(
                principalARN: role, actions: ["ses:SendEmail"], resources: [identity],
                context: [ContextEntry(key: "ses:FromAddress", values: ["a@example.com", "b"])])
        },
    ]

    private static let mail: [Case] = [
        Case(service: "sesv2", operation: "GetAccount", input: [:]) { _ = try await SES($0).getAccount() },
        Case(service: "sesv2", operation: "GetEmailIdentity", input: ["EmailIdentity": .string(address)]) {
            _ = try await SES($0).getEmailIdentity(address)
        },
        Case(
            service: "sesv2", operation: "CreateEmailIdentity",
            input: ["EmailIdentity": .string(address), "Tags": jsonTags]
        ) { _ = try await SES($0).createEmailIdentity(address, tags: tags) },
        Case(service: "sesv2", operation: "DeleteEmailIdentity", input: ["EmailIdentity": .string(address)]) {
            try await SES($0).deleteEmailIdentity(address)
        },
        Case(service: "sesv2", operation: "ListEmailIdentities", input: ["PageSize": 5, "NextToken": "a/b="]) {
            _ = try await SES($0).listEmailIdentities(after: "a/b=", pageSize: 5)
        },
        Case(
            service: "sesv2", operation: "GetEmailIdentityPolicies", input: ["EmailIdentity": .string(address)]
        ) { _ = try await SES($0).getEmailIdentityPolicies(address) },
        Case(
            service: "sesv2", operation: "CreateEmailIdentityPolicy",
            input: ["EmailIdentity": .string(address), "PolicyName": "p_1", "Policy": .string(document)]
        ) {
            try await SES($0).createEmailIdentityPolicy(address, SendingPolicyText(name: "p_1", document: document))
        },
        Case(
            service: "sesv2", operation: "UpdateEmailIdentityPolicy",
            input: ["EmailIdentity": .string(address), "PolicyName": "p_1", "Policy": .string(document)]
        ) {
            try await SES($0).updateEmailIdentityPolicy(address, SendingPolicyText(name: "p_1", document: document))
        },
        Case(
            service: "sesv2", operation: "DeleteEmailIdentityPolicy",
            input: ["EmailIdentity": .string(address), "PolicyName": "p_1"]
        ) { try await SES($0).deleteEmailIdentityPolicy(address, name: "p_1") },
        Case(
            service: "sesv2", operation: "SendEmail",
            input: [
                "FromEmailAddress": .string(address), "FromEmailAddressIdentityArn": .string(identity),
                "Destination": ["ToAddresses": ["ops@example.com"]],
                "Content": [
                    "Simple": [
                        "Subject": ["Data": "S, {\"é\"}", "Charset": "UTF-8"],
                        "Body": ["Text": ["Data": "B\n1", "Charset": "UTF-8"]],
                    ]
                ], "ConfigurationSetName": "set",
            ]
        ) { _ = try await SES($0).sendEmail(message) },
        Case(
            service: "sesv2", operation: "GetSuppressedDestination", input: ["EmailAddress": .string(address)]
        ) { _ = try await SES($0).getSuppressedDestination(address) },
        Case(
            service: "sesv2", operation: "TagResource", input: ["ResourceArn": .string(identity), "Tags": jsonTags]
        ) { try await SES($0).tagResource(identity, tags: tags) },
        Case(
            service: "ses", operation: "SendEmail",
            input: [
                "Source": .string(address), "Destination": ["ToAddresses": ["ops@example.com"]],
                "Message": [
                    "Subject": ["Data": "S, {\"é\"}", "Charset": "UTF-8"],
                    "Body": ["Text": ["Data": "B\n1", "Charset": "UTF-8"]],
                ], "SourceArn": .string(identity), "ConfigurationSetName": "set",
            ]
        ) { _ = try await SES($0).sendEmailV1(message) },
        Case(service: "ses", operation: "VerifyEmailIdentity", input: ["EmailAddress": .string(address)]) {
            try await SES($0).verifyEmailIdentityV1(address)
        },
        Case(service: "ses", operation: "GetSendQuota", input: [:]) { _ = try await SES($0).getSendQuotaV1() },
        Case(
            service: "ses", operation: "PutIdentityPolicy",
            input: ["Identity": .string(address), "PolicyName": "p_1", "Policy": .string(document)]
        ) { try await SES($0).putIdentityPolicyV1(address, SendingPolicyText(name: "p_1", document: document)) },
        Case(
            service: "ses", operation: "GetIdentityPolicies",
            input: ["Identity": .string(address), "PolicyNames": ["p_1", "p_2"]]
        ) { _ = try await SES($0).getIdentityPoliciesV1(address, names: ["p_1", "p_2"]) },
    ]

    private static let message = EmailMessage(
        from: address, to: ["ops@example.com"], subject: "S, {\"é\"}", text: "B\n1", sourceARN: identity,
        configurationSet: "set")

    private static let clusters: [Case] = [
        Case(service: "eks", operation: "ListClusters", input: ["maxResults": 100]) {
            _ = try await EKS($0).listClusters()
        },
        Case(service: "eks", operation: "DescribeCluster", input: ["name": "mail-prod"]) {
            _ = try await EKS($0).describeCluster("mail-prod")
        },
        Case(
            service: "eks", operation: "ListPodIdentityAssociations",
            input: ["clusterName": "mail-prod", "namespace": "default", "serviceAccount": "ses-sender"]
        ) {
            _ = try await EKS($0).listPodIdentityAssociations(
                cluster: "mail-prod", namespace: "default", serviceAccount: "ses-sender")
        },
    ]
}
