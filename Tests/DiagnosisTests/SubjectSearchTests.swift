import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// How the rest of a subject is found, from any part of it.
@Suite struct SubjectSearchTests {
    private static let role = "arn:aws:iam::111122223333:role/ses-sender-role"

    /// A world that is as wanted, with what a search asks besides.
    private func world(_ pods: [(namespace: String, name: String)] = [("default", "ses-sender")]) throws -> Observations
    {
        let design = try World.design()
        var seen = World.ready(design)
        let accounts = pods.map { Self.account($0.namespace, $0.name, role: Self.role) }
        seen[.list(.serviceAccount)] = Answer(.success(["items": .array(accounts)]))
        seen[.list(.pod)] = Answer(.success(["items": []]))
        for (pod, account) in zip(pods, accounts) {
            seen[.get(.serviceAccount, pod.name, in: pod.namespace)] = Answer(.success(account))
        }
        seen[.listClusters(in: design.eksRegion)] = Answer(.success(["clusters": ["mail-prod", "mail-test"]]))
        for (name, issuer) in [("mail-prod", World.issuer), ("mail-test", "oidc.eks.eu-west-1.amazonaws.com/id/ABC")] {
            seen[.describeCluster(try ClusterName(name), in: design.eksRegion)] = Answer(
                .success([
                    "cluster": [
                        "arn": .string("arn:aws:eks:eu-west-1:111122223333:cluster/\(name)"), "status": "ACTIVE",
                        "endpoint": "https://\(name).example.com", "certificateAuthority": ["data": "QQ=="],
                        "identity": ["oidc": ["issuer": .string("https://\(issuer)")]],
                    ]
                ]))
        }
        return seen
    }

    private static func account(_ namespace: String, _ name: String, role: String?) -> JSONValue {
        var metadata: JSONObject = ["namespace": .string(namespace), "name": .string(name)]
        if let role {
            metadata["annotations"] = .object([DelegateSending.roleAnnotation: .string(role)])
        }
        return ["metadata": .object(metadata)]
    }

    private func search(_ words: String..., hints: SubjectSearch.Hints? = nil) -> SubjectSearch {
        SubjectSearch(words.compactMap { SubjectClue($0) }, hints: hints)
    }

    /// Everything that a whole subject needs.
    private func expectWhole(_ found: SubjectSearch.Found, _ from: String) {
        let answers = found.subject.answers
        #expect(found.choices.isEmpty && found.problem == nil, "\(from)")
        #expect(answers[.namespace] == "default" && answers[.serviceAccount] == "ses-sender", "\(from)")
        #expect(answers[.role] == "ses-sender-role" && answers[.eksAccount] == "111122223333", "\(from)")
        #expect(answers[.eksCluster] == "mail-prod" && answers[.eksRegion] == "eu-west-1", "\(from)")
        #expect(answers[.sesSender] == "no-reply@example.com" && answers[.sesAccount] == "444455556666", "\(from)")
        #expect(answers[.sesRegion] == "eu-west-1", "\(from)")
        #expect(found.subject.design != nil, "\(from)")
    }

    @Test func `a role tells its pods, their cluster, and as whom they send`() throws {
        let found = search(Self.role).found(try world())
        expectWhole(found, "role")
        func source(_ field: FieldID) -> String? { found.finds.first { $0.field == field }?.source }
        #expect(source(.role) == "given")
        #expect(source(.serviceAccount) == "annotation of the service account")
        #expect(source(.eksOIDCProvider) == "trust policy, its provider")
        #expect(source(.eksCluster) == "its issuer, 1 of 2")
        #expect(source(.sesSender) == "door 1, Resource" && source(.sesAccount) == "door 1, Resource")
    }

    @Test func `the session of a role that an error names tells the same`() throws {
        expectWhole(
            search("arn:aws:sts::111122223333:assumed-role/ses-sender-role/boto").found(try world()), "session")
    }

    @Test func `a service account tells its role, and the kubeconfig its cluster`() throws {
        let hints = SubjectSearch.Hints(
            server: "https://MAIL-PROD.example.com/", eksRegion: try Region("eu-west-1"))
        expectWhole(search("default/ses-sender", hints: hints).found(try world()), "service account")
    }

    @Test func `a pod stands for its service account`() throws {
        var seen = try world()
        seen[.get(.serviceAccount, "ses-test-1", in: "default")] = Answer(.failure(CallFailure(.absent)))
        seen[.get(.pod, "ses-test-1", in: "default")] = Answer(
            .success(["spec": ["serviceAccountName": "ses-sender"]]))
        let hints = SubjectSearch.Hints(cluster: "mail-prod", eksRegion: try Region("eu-west-1"))
        let found = search("default/ses-test-1", hints: hints).found(seen)
        expectWhole(found, "pod")
        #expect(found.subject.pod == "ses-test-1")
        #expect(found.finds.first { $0.field == .serviceAccount }?.source == "the pod")
    }

    @Test func `a pod that is gone is said to be, with what to name instead`() throws {
        var seen = try world()
        seen[.get(.serviceAccount, "gone", in: "default")] = Answer(.failure(CallFailure(.absent)))
        seen[.get(.pod, "gone", in: "default")] = Answer(.failure(CallFailure(.absent)))
        let problem = try #require(search("default/gone").found(seen).problem)
        #expect(problem.contains("no service account and no pod gone in namespace default"))
        #expect(problem.contains("namespace/name"))
    }

    @Test func `an identity tells the role that its sending policy lets in`() throws {
        expectWhole(
            search("arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com").found(try world()), "identity")
    }

    @Test func `a role that two service accounts ask for is a choice, and a second word decides`() throws {
        let seen = try world([("default", "ses-sender"), ("prod", "ses-sender")])
        let found = search(Self.role).found(seen)
        let choice = try #require(found.choices.first)
        #expect(choice.label == "Service account")
        #expect(choice.options.map(\.word) == ["default/ses-sender", "prod/ses-sender"])
        expectWhole(search(Self.role, "default/ses-sender").found(seen), "role and service account")
    }

    @Test func `what a trust policy names counts where nobody may list service accounts`() throws {
        var seen = try world()
        seen[.list(.serviceAccount)] = Answer(
            .failure(CallFailure(.denied, permission: "list serviceaccounts", place: "cluster mail-prod")))
        let found = search(Self.role).found(seen)
        expectWhole(found, "trust policy")
        #expect(found.finds.first { $0.field == .serviceAccount }?.source == "trust policy, sub")
    }

    @Test func `a role without SES is known up to the role`() throws {
        var seen = try world()
        let design = try World.design()
        seen[.attachedPolicies(design.roleName)] = .value(AttachedPolicies([]))
        let found = search(Self.role).found(seen)
        #expect(found.subject.answers.sender == nil && found.subject.design == nil)
        #expect(found.subject.role?.text == Self.role && found.subject.token != nil)
        #expect(found.choices.isEmpty && found.problem == nil)
    }

    @Test func `what is known is not asked, and beats what is found`() throws {
        let search = SubjectSearch([], known: try World.answers())
        #expect(search.found(Observations()).reads.allSatisfy { $0.words == "eks DescribeCluster" })
        #expect(search.found(Observations()).finds.isEmpty)
    }

    @Test func `a role of another partition keeps it, as long as no region is known`() throws {
        let found = search("arn:aws-us-gov:iam::111122223333:role/r").found(Observations())
        #expect(found.subject.role?.text == "arn:aws-us-gov:iam::111122223333:role/r")
    }
}
