import AWSClient
import Calls
import Design
import Identifiers
import Observation
import Setup
import Simulator
import Testing
import Wire

/// What the doctor reads, asked of the simulated world over HTTP and TLS.
struct DoctorReadTests {
    private static let pod: JSONValue = [
        "apiVersion": "v1", "kind": "Pod",
        "metadata": [
            "name": "mailer", "namespace": "default",
            "annotations": ["vault.hashicorp.com/agent-inject": "CANARY-3f9a"],
        ],
        "spec": [
            "serviceAccountName": "ses-sender",
            "containers": [
                [
                    "name": "app", "image": "app:1",
                    "env": [["name": "SMTP_PASSWORD", "value": "CANARY-3f9a"]],
                ]
            ],
        ],
    ]

    private func seen(_ bench: Bench, _ calls: [Call]) async -> Observations {
        await Observer(bench.context.sources()).observe(calls)
    }

    @Test func `roles, providers and identities are read with what judges them`() async throws {
        try await Bench.run("ready") { bench in
            let region = try Region("eu-west-1")
            let role = try RoleName("ses-sender-role")
            let identity = try SESIdentity("no-reply@example.com")
            let seen = await seen(
                bench,
                [
                    Read.role(role).call, Read.providers.call, Read.sendingAccount(.eks, in: region).call,
                    Read.identity(.ses, identity, in: region).call,
                    Read.suppression("ops@example.com", .eks, in: region).call,
                    Read.suppression("ops@example.com", .ses, in: region).call,
                    Read.configurationSet("none", .eks, in: region).call,
                ])
            let found = try #require(seen[.role(role)]?.value)
            #expect(found.created != nil)
            #expect(found.path == "/")
            #expect(seen[.providers]?.value?.arns.count == 1)
            #expect(seen[.sendingAccount(.eks, in: region)]?.value?.productionAccess == false)
            let sender = try #require(seen[.identity(.ses, identity, in: region)]?.value)
            #expect(sender.kind == "EMAIL_ADDRESS" && sender.forwardsFeedback && sender.policies.count == 1)
            for side in [Side.eks, .ses] {
                guard case .absent? = seen[.suppression("ops@example.com", side, in: region)] else {
                    Issue.record("suppressed in \(side)")
                    continue
                }
            }
            guard case .absent? = seen[.configurationSet("none", .eks, in: region)] else {
                Issue.record("a configuration set that nobody made")
                return
            }
        }
    }

    @Test func `one call for all roles gives the answers that single reads get`() async throws {
        try await Bench.run("ready") { bench in
            let role = try RoleName("ses-sender-role")
            let all = await Observer(bench.context.sources()).observe { _ in [.getAccountAuthorizationDetails()] }
            bench.log.clear()
            let arns = try #require(all.attachedPolicies(role)?.value)
            let single = await Observer(bench.context.sources()).observe { seen in
                [.getRole(role.text), .listAttachedRolePolicies(role.text), .listRolePolicies(role.text)]
                    + arns.map { .getPolicy($0) }
                    + arns.compactMap { arn in
                        seen[.managedPolicy(arn)]?.value.map { .getPolicyVersion(arn, $0.defaultVersion) }
                    }
            }
            #expect(bench.log.all.count == single.calls.count)
            #expect(all.role(role)?.value?.trustPolicy == single.role(role)?.value?.trustPolicy)
            #expect(all.role(role)?.value?.tags == single.role(role)?.value?.tags)
            #expect(all.role(role)?.value?.roleID == single.role(role)?.value?.roleID)
            #expect(arns == single.attachedPolicies(role)?.value)
            for arn in arns {
                #expect(all.policy(arn)?.value?.document == single.policy(arn)?.value?.document)
                #expect(all.policy(arn)?.value?.document.isEmpty == false)
            }
            #expect(all[.inlinePolicies(role)]?.value == single[.inlinePolicies(role)]?.value)
        }
    }

    @Test func `the cluster, its associations, entries and add-ons are read`() async throws {
        try await Bench.run("ready") { bench in
            let region = try Region("eu-west-1")
            let cluster = try ClusterName("mail-prod")
            let eks = try bench.eks
            _ = try await eks.perform(.getCallerIdentity(.eks))
            let seen = await seen(
                bench,
                [
                    Read.cluster(cluster, in: region).call, Read.podIdentityAssociations(cluster, in: region).call,
                    Read.accessEntries(cluster, in: region).call,
                ])
            let found = try #require(seen.cluster(cluster, in: region)?.value)
            #expect(found.isPublic != nil && found.created != nil && found.authenticationMode != nil)
            #expect(found.issues.isEmpty)
            #expect(seen[.podIdentityAssociations(cluster, in: region)]?.value?.entries.isEmpty == true)
            let principals = try #require(seen[.accessEntries(cluster, in: region)]?.value?.principals)
            let principal = try ARN(try #require(principals.first))
            let entry = await self.seen(bench, [Read.accessEntry(principal, of: cluster, in: region).call])
            #expect(entry[.accessEntry(principal, of: cluster, in: region)]?.value?.principal == principal.text)
        }
    }

    @Test func `who changed a role is told by the history, without documents and key ids`() async throws {
        try await Bench.run("ready") { bench in
            let region = try Region("us-east-1")
            _ = try await bench.eks.perform(
                Call(
                    .updateAssumeRolePolicy, .eks,
                    [
                        "RoleName": "ses-sender-role",
                        "PolicyDocument": [
                            "Version": "2012-10-17",
                            "Statement": [
                                [
                                    "Sid": "CANARY", "Effect": "Allow", "Action": "sts:AssumeRole",
                                    "Principal": ["AWS": "arn:aws:iam::111122223333:root"],
                                ]
                            ],
                        ],
                    ]))
            let read = Read.events(.eks, in: region, by: .eventName, "UpdateAssumeRolePolicy")
            let seen = await seen(bench, [read.call])
            let event = try #require(seen[read]?.value?.events.first, "\(String(describing: seen[read.call]))")
            #expect(event.name == "UpdateAssumeRolePolicy" && event.source == "iam.amazonaws.com")
            #expect(event.time != nil && event.caller != nil && event.errorCode == nil)
            let text = ObservationsDocument.make(seen).serialized(.compact)
            #expect(!text.contains("CANARY"))
            #expect(!text.contains("AKIA"))
        }
    }

    @Test func `pods tell which role they get, and no other variable's value`() async throws {
        try await Bench.run("ready") { bench in
            let cluster = try #require(bench.context.cluster)
            _ = try await cluster.perform(.apply(Self.pod))
            let namespace = try Namespace("default")
            let seen = await seen(
                bench,
                [
                    Read.pods(in: nil).call, Read.pods(in: namespace).call, Read.pod(namespace, "mailer").call,
                    Read.annotatedAccounts(in: nil).call, Read.webhook().call, Read.webhooks.call,
                    Read.clusterCaller.call,
                ])
            let pod = try #require(seen[.pod(namespace, "mailer")]?.value)
            #expect(pod.serviceAccount == "ses-sender" && pod.created != nil && !pod.uid.isEmpty)
            let container = try #require(pod.containers.first)
            #expect(container.variables.contains("SMTP_PASSWORD"))
            #expect(container.values["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/ses-sender-role")
            #expect(container.values["SMTP_PASSWORD"] == nil)
            #expect(pod.tokens.first?.audience == "sts.amazonaws.com")
            #expect(container.mounts["aws-iam-token"] != nil)
            #expect(seen[.pods(in: nil)]?.value?.pods.contains { $0.name == "mailer" } == true)
            #expect(seen[.pods(in: namespace)]?.value?.pods.contains { $0.name == "mailer" } == true)
            let account = seen[.annotatedAccounts(in: nil)]?.value?.accounts.first { $0.name == "ses-sender" }
            #expect(account?.roleARN == "arn:aws:iam::111122223333:role/ses-sender-role")
            #expect(account?.roleWriters.map(\.name) == ["sesame"])
            #expect(account?.roleWriters.first?.time != nil)
            let webhook = try #require(seen[.webhook()]?.value)
            #expect(webhook.isPodIdentity && webhook.webhooks.first?.failurePolicy == "Ignore")
            #expect(webhook.webhooks.first?.resources == ["pods"])
            #expect(seen[.webhooks]?.value?.configurations.map(\.name) == ["pod-identity-webhook"])
            #expect(seen[.clusterCaller]?.value?.username.isEmpty == false)
            let text = ObservationsDocument.make(seen).serialized(.compact)
            #expect(!text.contains("CANARY"))
            #expect(try ObservationsDocument.read(try JSONValue.parse(text)) == seen)
        }
    }

    @Test func `what is no request is answered without one`() async throws {
        try await Bench.run(
            "ready",
            change: { context in
                context.ses = nil
                context.closed[.ses] = CallFailure(.misconfigured, reason: "no such profile", code: "UnknownProfile")
            }
        ) { bench in
            let read = await seen(
                bench,
                [
                    .readCredentials(.eks), .readCredentials(.ses), .readClock(.eks), .readClock(.ses), .readKubeconfig,
                ])
            #expect(bench.log.all.map(\.operation) == ["GetCallerIdentity"])
            let credentials = try #require(read[.credentials(.eks)]?.value)
            #expect(credentials.method == "credentials file" && credentials.profile != nil)
            #expect(credentials.expires == nil)
            #expect(read[.readCredentials(.ses)]?.failure?.code == "UnknownProfile")
            #expect(abs(try #require(read[.clock(.eks)]?.value).skewSeconds) <= 5)
            guard case .unreachable? = read[.clock(.ses)] else {
                Issue.record("a clock without a caller")
                return
            }
            let kubeconfig = try #require(read[.kubeconfig]?.value)
            #expect(kubeconfig.isVerified && kubeconfig.server?.hasPrefix("https://127.0.0.1") == true)
            #expect(kubeconfig.certificateAuthority?.contains("BEGIN CERTIFICATE") == true)
        }
    }
}
