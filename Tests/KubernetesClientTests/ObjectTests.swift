import FaultServer
import HTTPClient
import KubernetesClient
import Testing
import Wire

/// Reading objects.
@Suite struct ObjectTests {
    @Test func `a service account is read`() async throws {
        let path = "/api/v1/namespaces/mail/serviceaccounts/mailer"
        let answers = try Answers(["GET \(path)": .init(body: Answers.serviceAccount)])
        let account = try #require(
            try await answers.session.get(ServiceAccount.self, name: "mailer", namespace: "mail"))
        #expect(account.roleARN == "arn:aws:iam::111122223333:role/ses-sender-role")
        #expect(account.metadata.created == Timestamp(iso8601: "2026-01-02T03:04:05Z"))
        #expect(account.metadata.isOwn)
        #expect(account.metadata.managers == ["sesame", "kubectl-annotate"])
        let request = try #require(answers.server.requests.first)
        #expect(request.header("authorization") == "Bearer good")
        #expect(request.header("accept") == "application/json")
    }

    @Test func `what is not there is nil`() async throws {
        let answers = try Answers([:])
        #expect(try await answers.session.get(ServiceAccount.self, name: "mailer", namespace: "mail") == nil)
        #expect(try await answers.session.object(.namespace, name: "mail") == nil)
        #expect(try await answers.session.delete(.deployment, name: "mailer", namespace: "mail") == false)
    }

    @Test(arguments: [
        ("../../nodes", "..%2F..%2Fnodes"), ("..", "%2E%2E"), (".", "%2E"), ("a b", "a%20b"), ("ä", "%C3%A4"),
        ("a?b#c", "a%3Fb%23c"), ("a\r\nb", "a%0D%0Ab"),
    ])
    func `names cannot leave their place`(name: String, encoded: String) async throws {
        let answers = try Answers([:])
        #expect(try await answers.session.object(.serviceAccount, name: name, namespace: name) == nil)
        #expect(
            answers.server.requests.first?.target == "/api/v1/namespaces/\(encoded)/serviceaccounts/\(encoded)")
    }

    @Test func `a list is read page after page`() async throws {
        let server = try FaultServer { request, connection in
            let second = request.target.contains("continue=next%2Fplace")
            let page =
                second
                ? #"{"kind":"PodList","metadata":{},"items":[{"metadata":{"name":"b"}}]}"#
                : #"{"kind":"PodList","metadata":{"continue":"next/place"},"items":[{"metadata":{"name":"a"}}]}"#
            connection.answer(200, page)
            return .keep
        }
        let session = KubernetesSession(
            server: server.url, trust: .system, transport: CurlTransport(), tokens: nil)
        let pods = try await session.list(Pod.self, namespace: "mail", labelSelector: "app=mailer,tier in (a)")
        #expect(pods.map(\.name) == ["a", "b"])
        #expect(pods.first?.json["kind"] == "Pod")
        #expect(pods.first?.json["apiVersion"] == "v1")
        let first = try #require(server.requests.first)
        #expect(
            first.target == "/api/v1/namespaces/mail/pods?limit=500&labelSelector=app%3Dmailer%2Ctier%20in%20%28a%29")
        #expect(first.header("authorization") == nil)
    }

    @Test func `pages without end are given up`() async throws {
        let page = #"{"metadata":{"continue":"again"},"items":[]}"#
        let answers = try Answers(["GET /api/v1/namespaces": .init(body: page)])
        let error = await failure { () throws(KubernetesFailure) in
            try await answers.session.objects(.namespace)
        }
        #expect(
            error == .malformed(KubernetesCall(verb: "list", resource: "namespaces"), "its pages do not end"))
    }

    @Test func `an empty list may be null`() async throws {
        let answers = try Answers(["GET /apis/apps/v1/deployments": .init(body: #"{"items":null,"metadata":{}}"#)])
        #expect(try await answers.session.list(Deployment.self).isEmpty)
    }

    @Test(arguments: [
        ("{}", "a list without items"), (#"{"items":[1]}"#, "an item that is no object"),
        (#"{"items":[{"metadata":{}}]}"#, "an object without a name"), ("[]", "it is no object"),
    ])
    func `lists that are none`(body: String, detail: String) async throws {
        let answers = try Answers(["GET /api/v1/pods": .init(body: body)])
        let error = await failure { () throws(KubernetesFailure) in try await answers.session.list(Pod.self) }
        #expect(error == .malformed(KubernetesCall(verb: "list", resource: "pods"), detail))
    }

    @Test func `a deployment says how far it is`() throws {
        func deployment(_ status: String) throws -> Deployment {
            let text = """
                {"metadata":{"name":"ses-test","namespace":"mail","generation":3},"spec":{"replicas":2,
                "selector":{"matchLabels":{"b":"2","app":"ses-test"}},"template":{"spec":{
                "serviceAccountName":"mailer","containers":[{"name":"cli","image":"public.ecr.aws/aws-cli/aws-cli:2.31.0",
                "env":[{"name":"HOME","value":"/tmp"},{"name":"POD","valueFrom":{}}],
                "volumeMounts":[{"name":"tmp"}]}],"volumes":[{"name":"tmp"}]}}},"status":\(status)}
                """
            return try #require(Deployment(JSONValue.parse(text)))
        }
        let done = try deployment(
            #"{"observedGeneration":3,"replicas":2,"updatedReplicas":2,"availableReplicas":2}"#)
        #expect(done.isRolledOut)
        #expect(done.trouble == nil)
        #expect(done.labelSelector == "app=ses-test,b=2")
        #expect(done.template.serviceAccountName == "mailer")
        #expect(done.template.containers.first?.environment == ["HOME": "/tmp", "POD": nil])
        #expect(
            !(try deployment(#"{"observedGeneration":2,"replicas":2,"updatedReplicas":2,"availableReplicas":2}"#)
                .isRolledOut))
        #expect(
            !(try deployment(#"{"observedGeneration":3,"replicas":3,"updatedReplicas":2,"availableReplicas":2}"#)
                .isRolledOut))
        #expect(!(try deployment("{}").isRolledOut))
        let stuck = try deployment(
            """
            {"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"m"}]}
            """)
        #expect(stuck.trouble?.reason == "ProgressDeadlineExceeded")
    }

    @Test func `a pod says what keeps it from running`() throws {
        func pod(_ status: String) throws -> Pod {
            try #require(
                Pod(JSONValue.parse(#"{"metadata":{"name":"p"},"spec":{"nodeName":"n"},"status":\#(status)}"#)))
        }
        let pulling = try pod(
            """
            {"phase":"Pending","containerStatuses":[{"name":"cli","ready":false,"restartCount":0,
            "state":{"waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image"}}}]}
            """)
        #expect(pulling.trouble?.reason == "ImagePullBackOff")
        let starting = try pod(
            #"{"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ContainerCreating"}}}]}"#)
        #expect(starting.trouble == nil)
        let crashed = try pod(
            #"{"phase":"Running","containerStatuses":[{"state":{"terminated":{"exitCode":254,"reason":"Error"}}}]}"#)
        #expect(crashed.containers.first?.state == .terminated(exitCode: 254, reason: "Error", message: ""))
        #expect(crashed.trouble?.reason == "Error")
        let homeless = try pod(
            """
            {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
            "message":"0/3 nodes are available"}]}
            """)
        #expect(homeless.trouble?.message == "0/3 nodes are available")
        let running = try pod(
            """
            {"phase":"Running","conditions":[{"type":"Ready","status":"True"}],
            "containerStatuses":[{"name":"cli","ready":true,"restartCount":2,"state":{"running":{}}}]}
            """)
        #expect(running.isReady && !running.isFinished && running.trouble == nil)
        #expect(running.containers.first?.restarts == 2)
        let evicted = try pod(#"{"phase":"Failed","reason":"Evicted","message":"low on memory"}"#)
        #expect(evicted.trouble?.reason == "Evicted")
    }

    @Test func `events and replica sets say why there are no pods`() throws {
        let event = try #require(
            try KubernetesEvent(
                JSONValue.parse(
                    """
                    {"metadata":{"name":"e"},"type":"Warning","reason":"FailedCreate","message":"error looking up",
                    "involvedObject":{"kind":"ReplicaSet","name":"ses-test-1"},"lastTimestamp":"2026-01-02T03:04:05Z"}
                    """)))
        #expect(event.reason == "FailedCreate")
        #expect(event.objectName == "ses-test-1")
        #expect(event.last != nil)
        let set = try #require(
            try ReplicaSet(
                JSONValue.parse(
                    """
                    {"metadata":{"name":"r","ownerReferences":[{"kind":"Deployment","name":"d","uid":"u"}]},
                    "spec":{"replicas":1},"status":{"conditions":[{"type":"ReplicaFailure","status":"True"}]}}
                    """)))
        #expect(set.wantedReplicas == 1 && set.replicas == 0)
        #expect(set.metadata.owners.first?.uid == "u")
    }

    @Test func `a namespace on its way out is known`() throws {
        let namespace = try #require(
            try KubernetesNamespace(
                JSONValue.parse(#"{"metadata":{"name":"mail"},"status":{"phase":"Terminating"}}"#)))
        #expect(namespace.isTerminating)
    }
}
